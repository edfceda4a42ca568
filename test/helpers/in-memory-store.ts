import { createHash } from 'node:crypto';
import type { Body } from '../../handlers/shared/body';
import type { ObjectStore, StoredObject } from '../../handlers/shared/store';
import { bytesOf } from './body';

/** What happens to a request: it is thrown, or it is called just before the request takes effect, as a rival would. */
type Fault = Error | (() => void | Promise<void>);

/** A bucket in memory with the semantics of conditional requests, and with faults. */
export class InMemoryStore implements ObjectStore {
  readonly objects = new Map<string, StoredObject>();
  /** Each request as it was made, with its outcome. */
  readonly requests: string[] = [];
  private readonly lostAnswers: RegExp[] = [];
  private readonly faults: { readonly request: RegExp; readonly fault: Fault }[] = [];

  /** Lets something happen at the next request that matches, such as `create access-report/rows`. */
  failOnce(request: RegExp, fault: Fault): void {
    this.faults.push({ request, fault });
  }

  /** Lets the next request that matches take effect, and its answer get lost. */
  loseAnswerOnce(request: RegExp): void {
    this.lostAnswers.push(request);
  }

  async get(key: string): Promise<StoredObject | undefined> {
    await this.arrive(`get ${key}`);
    return this.objects.get(key);
  }

  async create(key: string, body: Body): Promise<boolean> {
    await this.arrive(`create ${key}`);
    return this.write(key, body, !this.objects.has(key));
  }

  async replace(key: string, body: string, etag: string): Promise<boolean> {
    await this.arrive(`replace ${key}`);
    return this.write(key, body, this.objects.get(key)?.etag === etag);
  }

  put(key: string, body: Body): void {
    const bytes = bytesOf(body);
    this.objects.set(key, { body: bytes, etag: `"${createHash('md5').update(bytes).digest('hex')}"` });
  }

  /** The text of each object whose key starts so, in the order of the keys. */
  texts(prefix: string): string[] {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    return keys.map((key) => Buffer.from(this.objects.get(key)?.body ?? []).toString());
  }

  private write(key: string, body: Body, condition: boolean): boolean {
    if (condition) this.put(key, body);
    else this.requests.push(`refused ${key}`);
    const lost = this.lostAnswers.findIndex((request) => request.test(this.requests.at(-1) ?? ''));
    if (lost < 0) return condition;
    this.lostAnswers.splice(lost, 1);
    throw new Error('answer lost');
  }

  private async arrive(request: string): Promise<void> {
    // Requests of one process interleave as those of several do.
    await new Promise((resolve) => setImmediate(resolve));
    this.requests.push(request);
    const index = this.faults.findIndex((candidate) => candidate.request.test(request));
    const [found] = index < 0 ? [] : this.faults.splice(index, 1);
    if (found?.fault instanceof Error) throw found.fault;
    await found?.fault();
  }
}
