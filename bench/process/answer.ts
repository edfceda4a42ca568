/** What a contender found: the same for all, or the benchmark stops. */
export interface Answer {
  readonly records: number;
  /** Records that some rule may be about, or accesses to data. */
  readonly found?: number;
  /** Findings of rules, or rows of the report; peers do not make them. */
  readonly made?: number;
}

/** Says it to the benchmark, with the peak of memory. */
export function say(answer: Answer): void {
  console.log(JSON.stringify({ ...answer, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
}
