import type { FileResult, IntervalResult } from '../../lib/integrity/result';
import { parseDeliveredFileKey } from '../../lib/log-format/log-file-key';
import { INTEGRITY_METRICS } from '../../lib/processing/integrity-monitor.contract';
import { outside, type Span } from './spans';
import { type Report, type Suspicion, suspect } from './suspicions';

const HOUR = 3_600_000;

/** A line of what is written, with the day that it belongs to. */
export interface Line {
  readonly day: string;
  readonly text: string;
}

/** What a sweep says of a file that no digest mentions. */
const BY_SWEEP: readonly (string | undefined)[] = ['not-mentioned', 'unknown-name', 'digest-not-proven', 'other-trail', 'listing-failed', 'not-yet'];
const FILE_METRIC: Readonly<Record<string, string>> = {
  invalid: INTEGRITY_METRICS.filesInvalid,
  missing: INTEGRITY_METRICS.filesMissing,
  unreferenced: INTEGRITY_METRICS.filesUnreferenced,
  'cannot-tell': INTEGRITY_METRICS.undecided,
};

/** Results between two checkpoints: what is counted, what is named, and which log files digests list. */
export class Batch {
  readonly counts: Record<string, number> = {};
  readonly lines: Line[] = [];
  /** Keys of log files that digests list. */
  readonly listed: string[] = [];
  readonly reports: Report[] = [];
  /** The end of the newest hour that is valid, in milliseconds since 1970. */
  newestValid: number | undefined;

  constructor(
    /** What earlier runs reported, and this one. */
    public suspicions: readonly Suspicion[],
    private readonly now: Date,
    private readonly patience: number,
    /** The end of the period that is verified, in milliseconds since 1970. */
    private readonly to: number,
  ) {}

  add(result: FileResult | IntervalResult): void {
    if (result.type === 'interval') this.interval(result);
    else this.file(result);
  }

  count(metric: string, value: number): void {
    this.counts[metric] = (this.counts[metric] ?? 0) + value;
  }

  private interval(result: IntervalResult): void {
    const { verdict, digests, chain, end } = result;
    if (verdict === 'not-due') return;
    if (digests === 0) this.hole(result);
    else {
      // Backfills have no hours of their own.
      const isHour = verdict === 'valid' && !chain?.backfill;
      if (isHour) this.newestValid = Math.max(this.newestValid ?? 0, Date.parse(end));
      if (isHour) this.count(INTEGRITY_METRICS.hoursVerified, 1);
      else if (verdict !== 'valid') this.count(verdict === 'cannot-tell' ? INTEGRITY_METRICS.undecided : INTEGRITY_METRICS.hoursInvalid, 1);
      this.line(result, end);
    }
  }

  private hole(result: IntervalResult): void {
    const { verdict, chain, stated } = result;
    const [start, reached] = [Date.parse(result.start), Date.parse(result.end)];
    // What the end of the period cuts off is reported again, as a whole.
    const end = reached === this.to ? start + Math.floor((reached - start) / HOUR) * HOUR : reached;
    if (end <= start) return;
    const isMissing = verdict === 'missing';
    const subject = `${verdict} ${chain ? `${chain.trailName} ${chain.homeRegion} ${chain.backfill}` : ''}`;
    // What was told before any chain was known is not told again of the chain.
    const before = chain ? this.suspicions.filter((one) => one.subject === `${verdict} ` && one.since === null) : [];
    const parts = outside({ start, end }, before);
    for (const span of parts.flatMap((part) => this.told({ subject, ...part, mayCome: isMissing }))) {
      const hours = Math.max(1, Math.round((span.end - span.start) / HOUR));
      if (!stated) this.count(isMissing ? INTEGRITY_METRICS.hoursMissing : INTEGRITY_METRICS.undecided, isMissing ? hours : 1);
      this.line({ ...result, start: textOf(span.start), end: textOf(span.end) }, textOf(span.end));
    }
  }

  private file(result: FileResult): void {
    const { kind, key, verdict, reason } = result;
    if (kind === 'log' && !BY_SWEEP.includes(reason)) this.listed.push(key);
    if (verdict === 'valid' || verdict === 'not-due') return;
    const name = parseDeliveredFileKey(key);
    // A missing digest is named again whenever the hole is looked at.
    if (kind === 'digest' && verdict === 'missing' && name) {
      const end = name.time.getTime();
      if (this.told({ subject: key, start: end - HOUR, end, mayCome: true }).length === 0) return;
    }
    this.count(FILE_METRIC[verdict] as string, 1);
    this.line(result, name?.day ?? this.now.toISOString());
  }

  private told(report: Report): Span[] {
    this.reports.push(report);
    const { told, known } = suspect(this.suspicions, report, this.now.getTime(), this.patience);
    this.suspicions = known;
    return told;
  }

  private line(result: FileResult | IntervalResult, time: string): void {
    this.lines.push({ day: time.slice(0, 10), text: JSON.stringify({ ...result, checkedAt: this.now.toISOString() }) });
  }
}

const textOf = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
