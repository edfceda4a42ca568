/** What a process took. */
export interface Usage {
  /** Seconds from where the work began: what it takes to load the program is the same for all sizes. */
  readonly cpu: number;
  readonly wall: number;
  /** Of the process as a whole. */
  readonly peakMegabytes: number;
  /** CPU seconds of each part. */
  readonly parts: Readonly<Record<string, number>>;
  /** What came out, to see that work was done, and the same each time. */
  readonly answer: string;
}

/** A part of some work. */
export type Part = <T>(name: string, work: () => T) => T;

/** Does some work, and prints what it took. */
export function measured(work: (part: Part) => string): void {
  const [start, began] = [cpu(), performance.now()];
  const parts: Record<string, number> = {};
  const answer = work((name, of) => {
    const before = cpu();
    const result = of();
    parts[name] = cpu() - before;
    return result;
  });
  const wall = (performance.now() - began) / 1000;
  const usage: Usage = { cpu: cpu() - start, wall, peakMegabytes: process.resourceUsage().maxRSS / 1024, parts, answer };
  process.stdout.write(JSON.stringify(usage));
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
