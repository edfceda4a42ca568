/** The middle of some figures, and where the middle half of them lies. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((one, other) => one - other);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

export function medianOf(figures: readonly number[]): number {
  return spreadOf(figures).median;
}

/** Of figures that were taken in pairs, one right after the other: what a busy machine does to one, it does to both. */
export function ratiosOf(figures: readonly number[], to: readonly number[]): Spread {
  return spreadOf(figures.map((figure, index) => figure / (to[index] ?? Number.NaN)));
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return below + (above - below) * (at - Math.floor(at));
}
