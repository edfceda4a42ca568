import { accessReport } from '../../handlers/access-report/process';
import { logFileHandler } from '../../handlers/shared/handler';
import { below, type ObjectStore } from '../../handlers/shared/store';
import { parseNotification } from '../../lib/log-format/notification';
import { announcing, dataEvent, dataEvents, keyOf, logFileOf } from './cloudtrail-events';
import { InMemoryStore } from './in-memory-store';
import { queueRecord } from './processor';
import { type Random, randomOf } from './random';

const LIVES = 5;
const FAULTS = 25;
export const PREFIX = 'access-report/';

/** What a log file is in a run. */
export interface SoakFile {
  readonly key: string;
  /** A damaged file is damaged for good. The others are repaired before the redrive. */
  readonly kind: 'sound' | 'damaged' | 'missing' | 'deadly';
  readonly content: Buffer;
  readonly ids: readonly number[];
  readonly records: number;
}

interface Queued {
  readonly id: string;
  readonly body: string;
  receives: number;
}

/** A queue, functions that process what it has, and an S3 that fails them: all of it in memory, and by chance. */
export class Soak {
  readonly derived = new InMemoryStore();
  readonly files: SoakFile[];
  readonly metrics: Record<string, number> = {};
  readonly dead: string[] = [];
  /** How many functions ended while they worked. */
  deaths = 0;
  private readonly random: Random;
  private readonly archive = new InMemoryStore();
  private readonly faultRate: number;
  private faults = FAULTS;
  private queue: Queued[] = [];
  private deadly = true;

  constructor(seed: number) {
    this.random = randomOf(seed);
    this.faultRate = this.random.upTo(30) / 100;
    this.files = Array.from({ length: 1 + this.random.upTo(6) }, (_, index) => this.someFile(index));
    for (const { key, kind, content } of this.files) if (kind !== 'missing') this.archive.put(key, content);
    const repeated = this.files.flatMap(({ key }) => Array(1 + this.random.upTo(3)).fill(key) as string[]);
    // Some messages announce several files, as those of CloudTrail may.
    for (const keys = this.random.shuffled(repeated); keys.length > 0; ) this.send(announcing(...keys.splice(0, this.random.chance(0.2) ? 3 : 1)));
  }

  /** Lets functions work until the queue is empty, two at a time. */
  async drain(): Promise<void> {
    while (this.queue.length > 0) await Promise.all([this.invoke(), this.invoke()]);
  }

  /** Ends all faults, repairs what can be repaired, and sends everything again that ended in the dead-letter queue. */
  async redrive(): Promise<void> {
    this.faults = 0;
    this.deadly = false;
    for (const { key, content } of this.files) this.archive.put(key, content);
    for (const body of this.dead.splice(0)) this.send(body);
    await this.drain();
  }

  /** The files that the messages in the dead-letter queue announce. */
  deadFiles(): string[] {
    return this.dead.flatMap((body) => parseNotification(body).objects.map(({ key }) => key));
  }

  private someFile(index: number): SoakFile {
    const kind = this.random.of(['sound', 'sound', 'sound', 'sound', 'sound', 'sound', 'damaged', 'missing', 'deadly'] as const);
    const ids = Array.from({ length: this.random.upTo(5) }, () => this.random.upTo(8));
    const others = this.random.of([[], ['text'], [dataEvent({ eventCategory: 'Management' })]]);
    const whole = logFileOf([...dataEvents(...ids), ...others]);
    const content = kind === 'damaged' ? whole.subarray(0, whole.length - 9) : whole;
    return { key: keyOf({ uniqueString: `file${index}` }), kind, content, ids, records: ids.length + others.length };
  }

  private send(body: string): void {
    this.queue.push({ id: `m-${this.random.upTo(1e9)}`, body, receives: 0 });
  }

  private async invoke(): Promise<void> {
    const batch = this.receive();
    if (batch.length === 0) return;
    const result = await new Promise<string[] | 'died'>((resolve) => {
      const die = () => {
        this.deaths++;
        resolve('died');
      };
      const handler = logFileHandler(accessReport, this.surroundings(die));
      handler({ Records: batch.map(({ id, body, receives }) => queueRecord(id, body, receives)) }, {}).then(
        ({ batchItemFailures }) => resolve(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
        () => resolve('died'),
      );
    });
    // What was processed may come again: the acknowledgement is lost.
    const acknowledged = result !== 'died' && !this.fault();
    this.queue.push(...batch.filter(({ id }) => !acknowledged || result.includes(id)));
  }

  private receive(): Queued[] {
    const batch = this.random.shuffled(this.queue.splice(0)).slice();
    this.queue = batch.splice(1 + this.random.upTo(9));
    const [alive, spent] = [batch.filter(({ receives }) => receives < LIVES), batch.filter(({ receives }) => receives >= LIVES)];
    this.dead.push(...spent.map(({ body }) => body));
    for (const message of alive) message.receives++;
    return alive;
  }

  private surroundings(die: () => void) {
    const process = { isAlive: true };
    const end = () => {
      process.isAlive = false;
      die();
    };
    return {
      archive: () => this.failing(this.archive, process, end),
      derived: below(PREFIX, this.failing(this.derived, process, end)),
      park: async ({ body }: { body: string }) => {
        await this.perhapsFail(process, end);
        this.dead.push(body);
      },
      count: (counts: Readonly<Record<string, number>>) => {
        for (const [name, value] of Object.entries(counts)) if (process.isAlive) this.metrics[name] = (this.metrics[name] ?? 0) + value;
      },
      log: () => {},
    };
  }

  /** A store whose requests fail before or after they take effect, or end the process. */
  private failing(store: InMemoryStore, process: { isAlive: boolean }, end: () => void): ObjectStore {
    const around = async <T>(request: () => Promise<T>): Promise<T> => {
      await this.perhapsFail(process, end);
      const result = await request();
      await this.perhapsFail(process, end);
      return result;
    };
    return {
      get: async (key) => {
        if (this.deadly && this.files.some((file) => file.kind === 'deadly' && file.key === key)) await this.endOf(process, end);
        const object = await around(() => store.get(key));
        // As it came over the wire: half of it.
        return object && this.fault() && key.endsWith('.gz') ? { ...object, body: object.body.subarray(0, object.body.length >> 1) } : object;
      },
      create: (key, body) => around(() => store.create(key, body)),
      replace: (key, body, etag) => around(() => store.replace(key, body, etag)),
    };
  }

  private async perhapsFail(process: { isAlive: boolean }, end: () => void): Promise<void> {
    if (!process.isAlive) return this.endOf(process, () => {});
    if (!this.fault()) return;
    if (this.random.chance(0.3)) return this.endOf(process, end);
    throw new Error('injected fault');
  }

  /** Never comes back. */
  private endOf(process: { isAlive: boolean }, end: () => void): Promise<never> {
    if (process.isAlive) end();
    return new Promise(() => {});
  }

  private fault(): boolean {
    if (this.faults === 0 || !this.random.chance(this.faultRate)) return false;
    this.faults--;
    return true;
  }
}
