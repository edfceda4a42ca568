import { SingleBar } from 'cli-progress';
import type { Series } from './folders';

const DAY = 86_400_000;

/** A bar on standard error. How many files there are is known at the end only; days are known before. */
export class Progress {
  private readonly bar = new SingleBar({
    format: '  [{bar}] {percentage}% | {value} of {total} days of accounts and Regions | {files} log files | about {eta_formatted} left',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
    clearOnComplete: true,
  });
  private readonly days: number;
  private readonly reached = new Map<string, number>();

  constructor(
    series: readonly Series[],
    private readonly from: string,
    to: string,
  ) {
    this.days = daysBetween(from, to) + 1;
    this.bar.start(series.length * this.days, 0, { files: 0 });
  }

  /** @param day of the last file; `undefined` at the end of the series */
  update({ folder }: Series, day: string | undefined, files: number): void {
    this.reached.set(folder, day === undefined ? this.days : daysBetween(this.from, day));
    this.bar.update(
      [...this.reached.values()].reduce((sum, value) => sum + value, 0),
      { files },
    );
  }

  stop(): void {
    this.bar.stop();
  }
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
