import type { Judgement } from '../../judgement';

/** The best of several judgements, of which one that passes is enough; `undefined` if there is none. Those that are as good are told together. */
export function anyOf(judgements: readonly Judgement[]): Judgement | undefined {
  const best = (['pass', 'unknown', 'fail'] as const).find((one) => judgements.some(({ verdict }) => verdict === one));
  const [first, ...others] = judgements.filter(({ verdict }) => verdict === best);
  if (!first || best === 'pass' || others.length === 0) return first;
  const all = [first, ...others];
  const dependsOn = joined(all.flatMap((one) => one.dependsOn ?? []));
  return {
    verdict: first.verdict,
    because: joined(all.map(({ because }) => because)),
    ...(dependsOn !== '' && { dependsOn }),
    grounds: all.flatMap(({ grounds }) => grounds),
  };
}

function joined(texts: readonly string[]): string {
  return [...new Set(texts)].join('; ');
}
