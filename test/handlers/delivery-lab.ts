import { type Monitor, monitorDeliveries, type Tally } from '../../handlers/delivery-monitor/run';
import type { Settings } from '../../handlers/delivery-monitor/settings';
import type { TrailStatus } from '../../handlers/delivery-monitor/status';
import { composeDeliveredFileKey } from '../../lib/log-format/log-file-key';

export const NOW = Date.parse('2026-07-01T12:34:00Z');
export const MINUTE = 60_000;
export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';
export const REGION = 'eu-west-1';

/** A place and a time before now, in minutes. */
export interface Delivered {
  readonly ago: number;
  readonly account?: string;
  readonly region?: string;
  readonly organizationId?: string;
  readonly trailName?: string;
  readonly backfill?: boolean;
}

const common = ({ ago, account = ACCOUNT, region = REGION, organizationId }: Delivered) => {
  const time = new Date(Math.floor((NOW - ago * MINUTE) / MINUTE) * MINUTE);
  return { account, region, ...(organizationId && { organizationId }), day: time.toISOString().slice(0, 10), time };
};

/** The key of a log file. */
export const logFile = (one: Delivered) => composeDeliveredFileKey({ ...common(one), kind: 'CloudTrail', uniqueString: 'AbCdEfGhIjKlMnOp' });

/** The key of a digest. */
export const digest = (one: Delivered) =>
  composeDeliveredFileKey({
    ...common(one),
    ...{ kind: 'CloudTrail-Digest', trailName: one.trailName ?? 'audit', homeRegion: REGION, backfill: one.backfill ?? false },
  });

/** A monitor over keys, of which some may not be listed. */
export class Lab {
  readonly logged: Readonly<Record<string, unknown>>[] = [];
  /** What was listed, by its prefix. */
  readonly listed: string[] = [];
  readonly seen = new Map<string, number>();
  /** Nothing that starts with these may be listed. */
  denied: string[] = [];
  /** This very prefix may not be listed. */
  unlistable = '';
  remaining = () => 240_000;

  constructor(
    public keys: readonly string[],
    private readonly settings: Partial<Settings> = {},
    private readonly statuses?: Readonly<Record<string, Partial<TrailStatus>>>,
  ) {}

  run(now = NOW): Promise<Tally> {
    return monitorDeliveries(this.monitor(now));
  }

  /** What the log says that is no mere information. */
  warnings(): string[] {
    const words = ({ level, message, at, ...rest }: Readonly<Record<string, unknown>>) => `${message} ${Object.values(rest).join(' ')}`;
    return this.logged.filter(({ level }) => level !== 'INFO').map(words);
  }

  private monitor(now: number): Monitor {
    const lab = this;
    const below = (prefix: string) => {
      if (this.denied.some((folder) => prefix.startsWith(folder)) || prefix === this.unlistable) throw new Error(`AccessDenied ${prefix}`);
      this.listed.push(prefix);
      return this.keys.filter((key) => key.startsWith(prefix)).sort();
    };
    return {
      settings: {
        ...{ bucket: 'logs', prefix: '', name: 'Stack/Delivery', accounts: [ACCOUNT], regions: [REGION], busyAccounts: [ACCOUNT] },
        ...{ otherPlaces: true, maxLogFileAge: 30 * MINUTE, maxDigestAge: 180 * MINUTE },
        ...this.settings,
      },
      folders: async (prefix) => [...new Set(below(prefix).map((key) => key.slice(prefix.length).split('/')[0] ?? ''))],
      async *list(prefix, startAfter) {
        for (const key of below(prefix)) if (key > startAfter) yield { key };
      },
      ...(this.statuses && {
        async status(region: string) {
          const status = lab.statuses?.[region];
          if (!status) throw new Error(`AccessDenied in ${region}`);
          return { isLogging: true, errors: {}, ...status };
        },
      }),
      ...{ now: new Date(now), remaining: () => this.remaining(), seen: this.seen, log: (line) => this.logged.push(line) },
    };
  }
}
