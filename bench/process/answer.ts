import { readFileSync } from 'node:fs';

/** What a contender found: the same for all, or the benchmark stops. */
export interface Answer {
  readonly records: number;
  /** Records that some rule may be about, or accesses to data. */
  readonly found?: number;
  /** Findings of rules, or rows of the report; peers do not make them. */
  readonly made?: number;
}

/** Says it to the benchmark, with the peak of memory. Linux only. */
export function say(answer: Answer): void {
  // Not `process.resourceUsage().maxRSS`, which is at least what the process had that started this one.
  const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  console.log(JSON.stringify({ ...answer, peakMegabytes: kilobytes / 1024 }));
}
