/** Chance that a seed repeats. */
export interface Random {
  /** A whole number from 0 to one less than the limit. */
  upTo(limit: number): number;
  chance(probability: number): boolean;
  of<T>(choices: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** Mulberry32: small, and good enough to make test cases. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (limit: number): number => Math.floor(next() * limit);
  return {
    upTo,
    chance: (probability) => next() < probability,
    of: (choices) => choices[upTo(choices.length)] as never,
    shuffled: (items) => {
      const rest = [...items];
      return items.map(() => rest.splice(upTo(rest.length), 1)[0] as never);
    },
  };
}
