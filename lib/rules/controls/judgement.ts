import type { TemplateResource } from '../../template/resource';

/**
 * - `pass`: it holds in every deployment that CloudFormation would complete.
 * - `fail`: it is violated in every such deployment.
 * - `unknown`: it depends, and the result says on what.
 * - `notApplicable`: there is nothing of that kind.
 */
export type Verdict = 'pass' | 'fail' | 'unknown' | 'notApplicable';

/** A place in a resource that a verdict rests on. */
export interface Ground {
  readonly resource: TemplateResource;
  /** From the resource on, as `['Properties', 'KMSKeyId']`. Where nothing is written there, the ground is that it is missing. */
  readonly path: readonly (string | number)[];
}

/** What a rule says of a resource, in one of the ways to deploy it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence for a reviewer, without a full stop. */
  readonly because: string;
  /** What the verdict hangs on, if it is unknown. */
  readonly dependsOn?: string;
  readonly grounds: readonly Ground[];
}

export function pass(because: string, ...grounds: readonly Ground[]): Judgement {
  return { verdict: 'pass', because, grounds };
}

export function fail(because: string, ...grounds: readonly Ground[]): Judgement {
  return { verdict: 'fail', because, grounds };
}

export function unknown(because: string, dependsOn: string, ...grounds: readonly Ground[]): Judgement {
  return { verdict: 'unknown', because, dependsOn, grounds };
}

export function notApplicable(because: string, ...grounds: readonly Ground[]): Judgement {
  return { verdict: 'notApplicable', because, grounds };
}

/** A property of a resource. */
export function property(resource: TemplateResource, ...path: readonly (string | number)[]): Ground {
  return { resource, path: ['Properties', ...path] };
}

/** An attribute of a resource beside its properties, such as `DeletionPolicy`. */
export function attribute(resource: TemplateResource, name: string): Ground {
  return { resource, path: [name] };
}

/** All of several judgements of one thing: it fails if one does, and passes if all do. */
export function allOf(judgements: readonly Judgement[]): Judgement {
  const worst = (['fail', 'unknown', 'pass', 'notApplicable'] as const).find((verdict) => judgements.some((one) => one.verdict === verdict));
  const chosen = judgements.filter(({ verdict }) => verdict === worst);
  const [first] = chosen;
  if (!first) return notApplicable('there is nothing to judge');
  const dependsOn = [...new Set(chosen.flatMap((one) => one.dependsOn ?? []))].join('; ');
  return {
    verdict: first.verdict,
    because: [...new Set(chosen.map(({ because }) => because))].join('; '),
    ...(dependsOn !== '' && { dependsOn }),
    grounds: chosen.flatMap(({ grounds }) => grounds),
  };
}
