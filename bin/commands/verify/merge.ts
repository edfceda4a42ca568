import type { IntervalResult } from '../../../lib/integrity/result';

/** Joins stretches of time of one chain that follow each other and came to the same. */
export function* merged(intervals: Iterable<IntervalResult>): Generator<IntervalResult> {
  const open = new Map<string, IntervalResult>();
  for (const interval of intervals) {
    const chain = JSON.stringify([interval.chain, interval.account, interval.region]);
    const last = open.get(chain);
    if (last && joins(last, interval)) {
      open.set(chain, { ...last, end: interval.end, digests: last.digests + interval.digests, logFiles: last.logFiles + interval.logFiles });
      continue;
    }
    if (last) yield last;
    open.set(chain, interval);
  }
  yield* open.values();
}

function joins(last: IntervalResult, next: IntervalResult): boolean {
  const alike = (['verdict', 'reason', 'detail', 'stated'] as const).every((name) => last[name] === next[name]);
  return alike && last.end === next.start && last.digests > 0 === next.digests > 0;
}
