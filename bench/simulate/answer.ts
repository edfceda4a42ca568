/** What a run found and what it took, for the process that started it. */
export interface Answer {
  readonly events: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

export function answer(events: number, counts: Readonly<Record<string, number>>): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ events, counts, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 } satisfies Answer));
}
