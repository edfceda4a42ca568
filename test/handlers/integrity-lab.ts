import type { Archive } from '../../handlers/integrity-monitor/archive';
import { type Monitor, monitorIntegrity } from '../../handlers/integrity-monitor/run';
import { knownKeys } from '../../lib/integrity/public-key';
import { InMemoryStore } from '../helpers/in-memory-store';
import { HOUR, TREE_BUCKET, type Tree } from '../integrity/tree';

const MINUTE = 60_000;

/** A monitor over an archive in memory, with a clock that is set. */
export class Lab {
  readonly derived = new InMemoryStore();
  readonly counted: Record<string, number>[] = [];
  readonly logged: Readonly<Record<string, unknown>>[] = [];

  constructor(
    readonly tree: Tree,
    private readonly settings: Partial<Monitor> = {},
  ) {}

  /** A run at a time; what it counted, added up. */
  async run(now: number, settings: Partial<Monitor> = {}): Promise<Record<string, number>> {
    const from = this.counted.length;
    await monitorIntegrity(this.monitor(now, settings));
    return this.sum(from);
  }

  /** What was counted, added up; of ages the last. */
  sum(from = 0): Record<string, number> {
    const sum: Record<string, number> = {};
    for (const counts of this.counted.slice(from)) {
      for (const [name, value] of Object.entries(counts)) sum[name] = isState(name) ? value : (sum[name] ?? 0) + value;
    }
    return sum;
  }

  /** The lines below a folder, such as `verdicts`. */
  lines(folder: string): { verdict: string; reason?: string; type: string; start: string; end: string; key: string }[] {
    const texts = this.derived.texts(`integrity/${folder}/`).join('').split('\n').filter(Boolean);
    return texts.map((text) => JSON.parse(text));
  }

  /** Everything that is not valid, as it is named. */
  named(): string[] {
    const bad = this.lines('verdicts').filter(({ verdict }) => verdict !== 'valid');
    return bad.map(
      ({ type, key, start, end, verdict, reason }) => `${type === 'file' ? key.split('/').at(-1) : `${start}/${end}`} ${verdict} ${reason}`,
    );
  }

  private monitor(now: number, settings: Partial<Monitor>): Monitor {
    const { derived } = this;
    return {
      ...{ bucket: TREE_BUCKET, archive: this.archive(), wanted: { prefix: '', accounts: [], regions: [] } },
      ...{ derivedBucket: 'derived', derived, keys: knownKeys(this.tree.keys), ledgers: [], now: new Date(now) },
      async *list(_, prefix, startAfter = '') {
        const keys = [...derived.objects.keys()].filter((key) => key.startsWith(prefix) && key > startAfter);
        for (const key of keys.sort()) yield { key, size: 1 };
      },
      ...{ lag: 2 * HOUR, lookBack: 24 * HOUR, processingDelay: HOUR, remaining: () => 15 * MINUTE },
      count: (counts) => this.counted.push(counts),
      log: (line) => this.logged.push(line),
      ...this.settings,
      ...settings,
    };
  }

  private archive(): Archive {
    const { archive } = this.tree;
    const below = (prefix: string) => [...archive.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    return {
      list: (prefix) => archive.list(prefix),
      read: (location) => archive.read(location),
      folders: async (prefix) => [...new Set(below(prefix).map((key) => key.slice(prefix.length).split('/')[0] ?? ''))],
      first: async (prefix, after) => below(prefix).find((key) => key > after),
    };
  }
}

const isState = (name: string) => name === 'NewestVerifiedHourAge' || name === 'Backlog';
