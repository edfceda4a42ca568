import type { ControlResult } from '../rules/controls/control-result';
import { type AcceptanceEntry, type AcceptanceSettings, formProblems, type Reach } from './acceptances';

/** SUP-01: whether each acceptance says what it has to. */
export function judgeReasons(entries: readonly AcceptanceEntry[], settings: AcceptanceSettings): ControlResult[] {
  return entries.map((entry) => {
    const problems = formProblems(entry, settings);
    return result(entry, problems, 'the acceptance has its reason', (text) => `the acceptance has no effect: ${text}`);
  });
}

/** SUP-02: whether each acceptance is for something, and for no more than that. */
export function judgeNarrowness(reach: readonly Reach[]): ControlResult[] {
  return reach.map(({ entry, matched, problems }) =>
    result(entry, problems, `the acceptance matches ${matched} results`, (text) => `the acceptance is too wide or too late: ${text}`),
  );
}

function result(entry: AcceptanceEntry, problems: readonly string[], passes: string, fails: (problems: string) => string): ControlResult {
  const { resource, rule, at, evidence } = entry;
  return {
    verdict: problems.length === 0 ? 'pass' : 'fail',
    resource: { logicalId: resource?.logicalId ?? null, type: resource?.type ?? 'any', path: at, stack: resource?.stack ?? null },
    because: `${problems.length === 0 ? passes : fails(problems.join(', '))} (${rule})`,
    evidence: evidence ? [evidence] : [],
    dependsOn: [],
    withDefaults: null,
  };
}
