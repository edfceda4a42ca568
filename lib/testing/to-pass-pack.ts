import type { ComplianceReport, ResultRow } from '../report/compliance-report';
import { type CheckTemplatesOptions, checkTemplates } from './check-templates';
import type { Checkable } from './checkable';
import { textOf } from './outcome-text';

/** How templates are held against a pack. */
export interface PassPackOptions extends Omit<CheckTemplatesOptions, 'packs'> {
  /** The ids of rules that these templates cannot answer. The matcher fails if one can, so that the list stays true. */
  readonly expectUnknown?: readonly string[];
}

/** What keeps templates from passing. */
export interface Outcome {
  readonly report: ComplianceReport;
  readonly packs: readonly string[];
  readonly failed: readonly ResultRow[];
  /** What is unknown, and was not expected to be. */
  readonly unknown: readonly ResultRow[];
  /** What was expected to be unknown, and is not. */
  readonly known: readonly string[];
}

/** What a matcher answers, in jest and in what works like it. */
export interface MatcherAnswer {
  readonly pass: boolean;
  message(): string;
}

/**
 * The matcher. `import 'cdk-cloudtrail/jest'` adds it to jest; elsewhere `expect.extend({ toPassPack })` does.
 *
 * Templates pass if at least one trail or event data store was looked at, each failure is accepted, and so is each unknown that is not expected.
 *
 * @param packs the id of a pack, or of several
 */
export function toPassPack(
  this: { readonly isNot?: boolean } | undefined,
  subject: Checkable,
  packs: string | readonly string[],
  options: PassPackOptions = {},
): MatcherAnswer {
  const { expectUnknown = [], ...others } = options;
  const asked = typeof packs === 'string' ? [packs] : packs;
  const outcome = outcomeOf(checkTemplates(subject, { ...others, packs: asked }), asked, expectUnknown);
  // Of nothing neither can be said: it does not pass, and it does not fail to.
  const pass = outcome.report.assessed === 0 ? this?.isNot === true : passes(outcome);
  return { pass, message: () => textOf(outcome) };
}

function outcomeOf(report: ComplianceReport, packs: readonly string[], expectUnknown: readonly string[]): Outcome {
  const open = report.results.filter(({ accepted }) => accepted === null);
  const isUnknown = (id: string) => report.results.some(({ rule, verdict }) => rule === id && verdict === 'unknown');
  return {
    report,
    packs,
    failed: open.filter(({ verdict }) => verdict === 'fail'),
    unknown: open.filter(({ verdict, rule }) => verdict === 'unknown' && !expectUnknown.includes(rule)),
    known: expectUnknown.filter((id) => !isUnknown(id)),
  };
}

function passes({ failed, unknown, known }: Outcome): boolean {
  return failed.length + unknown.length + known.length === 0;
}
