import { SingleBar } from 'cli-progress';
import type { IntervalResult, Result } from '../../../lib/integrity/result';

const HOUR = 3_600_000;

/** How far a run is: hours of accounts and Regions that are verified, of all, and how long the rest may take. */
export class Progress {
  private files = 0;
  private hours = 0;
  private readonly bar = new SingleBar({
    format: '  [{bar}] {percentage}% | {hours} of {total} hours of accounts and Regions | {files} files | about {eta_formatted} left',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
  });

  constructor(private readonly total: number) {
    this.bar.start(total, 0, { files: 0, hours: 0 });
  }

  add(result: Result): void {
    if (result.type === 'file') this.files++;
    if (result.type === 'interval') this.advance(result);
  }

  stop(): void {
    this.bar.stop();
  }

  private advance({ chain, start, end }: IntervalResult): void {
    if (chain?.backfill) return;
    // Of several trails in one place each has its own hours.
    this.hours = Math.min(this.total, this.hours + (Date.parse(end) - Date.parse(start)) / HOUR);
    this.bar.update(Math.floor(this.hours), { files: this.files, hours: Math.floor(this.hours) });
  }
}
