import { DELIVERY_METRICS, DESTINATIONS, type Destination } from '../../lib/monitoring/delivery-monitor.contract';
import type { Standing } from './core';
import type { TrailStatus } from './status';

/** An account and Region with the ages of its files, in milliseconds. */
export interface PlaceAges {
  readonly account: string;
  readonly region: string;
  readonly logFileAge: number;
  readonly digestAge: number;
}

/** So many lines of the log a run writes of each kind: an archive may have very many places, and one cause makes them all late. */
const MOST_LINES = 100;

/** What a run found: numbers for metrics, and a line of the log for each that is not as it should be. */
export class Tally {
  /** The metrics of the monitor as a whole, by their names. */
  readonly counts: Record<string, number> = Object.fromEntries(Object.values(DELIVERY_METRICS).map((name) => [name, 0]));
  /** The places that must deliver and of which it could be told. */
  readonly places: PlaceAges[] = [];
  /** In how many Regions deliveries to a destination fail; `undefined` where no Region told. */
  errors: Record<Destination, number> | undefined;

  private readonly lines = new Map<string, number>();

  constructor(private readonly log: (line: Readonly<Record<string, unknown>>) => void) {}

  known(): void {
    this.count(DELIVERY_METRICS.placesKnown);
  }

  cannotTell(where: Readonly<Record<string, unknown>>, error: string): void {
    this.count(DELIVERY_METRICS.cannotTell);
    this.warn('cannot tell', { ...where, error });
  }

  status(region: string, { isLogging, errors }: TrailStatus): void {
    this.errors ??= Object.fromEntries(DESTINATIONS.map((destination) => [destination, 0])) as Record<Destination, number>;
    if (!isLogging) {
      this.count(DELIVERY_METRICS.notLogging);
      this.warn('the trail does not log', { region });
    }
    for (const [destination, error] of Object.entries(errors)) {
      this.errors[destination as Destination]++;
      this.warn('delivery failed', { region, destination, error });
    }
  }

  expected(account: string, region: string, { logFileAge, digestAge, logFileLate, digestLate }: Standing): void {
    this.places.push({ account, region, logFileAge, digestAge });
    if (logFileLate) {
      this.count(DELIVERY_METRICS.logFilesLate);
      this.warn('no new log file', { account, region, minutes: Math.floor(logFileAge / 60_000) });
    }
    if (digestLate) {
      this.count(DELIVERY_METRICS.digestsLate);
      this.warn('no new digest', { account, region, minutes: Math.floor(digestAge / 60_000) });
    }
  }

  otherLate(account: string, region: string, age: number): void {
    this.count(DELIVERY_METRICS.otherDigestsLate);
    this.warn('no new digest', { account, region, minutes: Math.floor(age / 60_000) });
  }

  /** Says how many lines were left out of the log. The counts have all. */
  end(): void {
    for (const [about, lines] of this.lines)
      if (lines > MOST_LINES) this.log({ level: 'WARN', message: 'left out', about, lines: lines - MOST_LINES });
  }

  private count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }

  private warn(message: string, what: Readonly<Record<string, unknown>>): void {
    const lines = (this.lines.get(message) ?? 0) + 1;
    this.lines.set(message, lines);
    if (lines <= MOST_LINES) this.log({ level: 'WARN', message, ...what });
  }
}
