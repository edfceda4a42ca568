import { display } from '../../template/symbols';
import type { ControlResult, ResultResource } from './control-result';
import type { Evidence } from './evidence';
import type { Judgement, Verdict } from './judgement';

/** What a rule said of one thing in one of the ways to deploy the assembly. */
export interface Asked {
  readonly resource: ResultResource;
  readonly judgement: Judgement;
  readonly evidence: readonly Evidence[];
  /** The decisions that led there, in words. */
  readonly when: readonly string[];
  /** Whether all ways were looked at. */
  readonly complete: boolean;
}

type Combined = Omit<ControlResult, 'resource' | 'withDefaults'>;

/**
 * One result of all that was said of one thing: over the ways to deploy it, which have to agree, and then over the trails that it guards, of which each
 * has to be content.
 *
 * @param trails for each trail what was said in each way; none of them empty
 */
export function combined(trails: readonly (readonly Asked[])[]): ControlResult {
  const [first] = trails.flat() as [Asked];
  const each = trails.map(overWorlds);
  const verdict = (['fail', 'unknown', 'pass', 'notApplicable'] as const).find((one) => each.some((result) => result.verdict === one));
  const chosen = each.filter((one) => one.verdict === verdict);
  return {
    verdict: verdict ?? 'notApplicable',
    resource: first.resource,
    because: display(unique(chosen.map(({ because }) => because)).join('; ')),
    evidence: uniqueEvidence(chosen.flatMap(({ evidence }) => evidence)),
    dependsOn: namedOnce(unique(chosen.flatMap(({ dependsOn }) => dependsOn)).map(display)),
    withDefaults: null,
  };
}

function overWorlds(asked: readonly Asked[]): Combined {
  const applicable = asked.filter(({ judgement }) => judgement.verdict !== 'notApplicable');
  const said = applicable.length > 0 ? applicable : asked;
  const verdicts = unique(said.map(({ judgement }) => judgement.verdict));
  const [only] = verdicts;
  const evidence = uniqueEvidence(said.flatMap((one) => one.evidence));
  if (said.some(({ complete }) => !complete)) {
    return { verdict: 'unknown', because: 'it can be deployed in more ways than were looked at', evidence, dependsOn: decisionsOf(said) };
  }
  if (only !== undefined && verdicts.length === 1) {
    const dependsOn = unique(said.flatMap(({ judgement }) => judgement.dependsOn ?? []));
    return { verdict: only, because: unique(said.map(({ judgement }) => judgement.because)).join('; '), evidence, dependsOn };
  }
  const dependsOn = [...decisionsOf(said), ...said.flatMap(({ judgement }) => judgement.dependsOn ?? [])];
  return { verdict: 'unknown', because: verdicts.map((verdict) => example(said, verdict)).join('; '), evidence, dependsOn: unique(dependsOn) };
}

/** A sentence for the first way in which there is a verdict. */
function example(said: readonly Asked[], verdict: Verdict): string {
  const first = said.find(({ judgement }) => judgement.verdict === verdict);
  return `${verdict} if ${first?.when.join(' and ')}: ${first?.judgement.because}`;
}

/** What was decided, without the answers. */
function decisionsOf(said: readonly Asked[]): string[] {
  return unique(said.flatMap(({ when }) => when).map((decision) => decision.replace(/ is .*$/s, '')));
}

/** A parameter is told by its name, not also by what stands for its value. */
function namedOnce(dependsOn: readonly string[]): string[] {
  const parameters = dependsOn.flatMap((one) => /^parameter (.+)$/.exec(one)?.[1] ?? []);
  return dependsOn.filter((one) => !parameters.some((name) => /^<[^<>]*>$/.test(one) && one.endsWith(`.${name}>`)));
}

function uniqueEvidence(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [JSON.stringify(one), one])).values()];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
