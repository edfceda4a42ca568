import type { FileResult, IntervalResult } from '../../../lib/integrity/result';
import { noVerdicts, type Outcome, outcomeOf, type Verdict } from '../../../lib/integrity/verdict';

type Counts = Record<Verdict, number>;

/** How many files and hours came to what. Plain JSON. */
export interface Tally {
  readonly digests: Counts;
  readonly logFiles: Counts;
  /** Stretches of time: hours that have a digest, and what lies between them. */
  readonly intervals: Counts;
  /** Stretches of time that a stop accounts for, as the caller stated: not among the others. */
  stated: number;
}

export const noTally = (): Tally => ({ digests: noVerdicts(), logFiles: noVerdicts(), intervals: noVerdicts(), stated: 0 });

export function count(tally: Tally, result: FileResult | IntervalResult): void {
  if (result.type === 'file') tally[result.kind === 'log' ? 'logFiles' : 'digests'][result.verdict]++;
  else if (result.stated) tally.stated++;
  else tally.intervals[result.verdict]++;
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = noTally();
  for (const tally of tallies) {
    for (const part of ['digests', 'logFiles', 'intervals'] as const) {
      for (const [verdict, number] of Object.entries(tally[part])) sum[part][verdict as Verdict] += number;
    }
    sum.stated += tally.stated;
  }
  return sum;
}

export function outcomeOfTally(tally: Tally): Outcome {
  const all = noVerdicts();
  for (const part of [tally.digests, tally.logFiles, tally.intervals]) {
    for (const [verdict, number] of Object.entries(part)) all[verdict as Verdict] += number;
  }
  return outcomeOf(all);
}

export const totalOf = (counts: Counts) => Object.values(counts).reduce((sum, number) => sum + number, 0);
