import { accessReport } from '../../handlers/access-report/process';
import { logFileHandler } from '../../handlers/shared/handler';
import { below } from '../../handlers/shared/store';
import type { Surroundings } from '../../handlers/shared/surroundings';
import { parseNotification } from '../../lib/log-format/notification';
import { announcing, dataEvent, dataEvents, keyOf, logFileOf } from './cloudtrail-events';
import { InMemoryStore } from './in-memory-store';
import { Mortal } from './mortal';
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

/** With a wrong checksum. */
function damaged(content: Uint8Array, fromEnd: number): Buffer {
  const copy = Buffer.from(content);
  copy[copy.length - fromEnd] = (copy[copy.length - fromEnd] ?? 0) ^ 1;
  return copy;
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
    const content = kind === 'damaged' ? damaged(whole, 6) : whole;
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

  private surroundings(die: () => void): Surroundings {
    const life = new Mortal(
      () => this.fault(),
      () => this.random.chance(0.3),
      die,
    );
    const isDeadly = (key: string) => this.deadly && this.files.some((file) => file.kind === 'deadly' && file.key === key);
    return {
      archive: () => ({
        get: async (key) => {
          if (isDeadly(key)) await life.end();
          const object = await life.store(this.archive).get(key);
          return object && this.fault() ? { ...object, body: damaged(object.body, 7) } : object;
        },
      }),
      derived: below(PREFIX, life.store(this.derived)),
      park: async ({ body }) => {
        await life.perhapsFail();
        this.dead.push(body);
      },
      count: (counts) => {
        for (const [name, value] of Object.entries(counts)) if (life.isAlive) this.metrics[name] = (this.metrics[name] ?? 0) + value;
      },
      log: () => {},
    };
  }

  private fault(): boolean {
    if (this.faults === 0 || !this.random.chance(this.faultRate)) return false;
    this.faults--;
    return true;
  }
}
