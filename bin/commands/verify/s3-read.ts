import { CannotRead, type Location, type StoredObject } from '../../../lib/integrity/store';
import { type ObjectList, parseObjectList } from '../../../lib/log-format/object-list';
import { retried, Transient } from './retry';
import { type Asked, bytesOf, type Getter, type Response } from './s3-get';
import type { Targets } from './s3-target';

/** S3 refuses what it must not say is absent, too. */
export class Denied extends CannotRead {}

/** Asks S3 for objects. What may be another answer the next time is asked for again; what stays is a `CannotRead`. */
export class S3Reader {
  constructor(
    private readonly getter: Getter,
    private readonly targets: Targets,
  ) {}

  /** An object; `undefined` where there is none. */
  read({ bucket, key }: Location): Promise<StoredObject | undefined> {
    return this.ask(bucket, { key }, async (response) => ({ ...(await this.getter.body(response)), metadata: metadataOf(response.headers) }));
  }

  /** What is below a prefix, in the order of keys; or, up to a delimiter, the folders. A page of 1,000 at a time. */
  async *list(bucket: string, prefix: string, delimiter?: string): AsyncGenerator<ObjectList> {
    const query = { 'list-type': '2', 'encoding-type': 'url', prefix, ...(delimiter !== undefined && { delimiter }) };
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const page = { query: { ...query, ...(token !== undefined && { 'continuation-token': token }) } };
      const xml = await this.ask(bucket, page, async (response) => (await bytesOf(response)).toString()).catch((error: Error) => {
        throw new CannotRead(`s3://${bucket}/${prefix} cannot be listed: ${error.message}`);
      });
      if (xml === undefined) throw new CannotRead(`s3://${bucket}/${prefix} cannot be listed: S3 says that it is not there`);
      const list = parseObjectList(xml);
      yield list;
      token = list.nextToken;
    }
  }

  private async ask<T>(bucket: string, asked: Asked, take: (response: Response) => Promise<T>): Promise<T | undefined> {
    await this.getter.requests.enter();
    try {
      return await retried(() => this.attempt(bucket, asked, take));
    } catch (error) {
      if (error instanceof Transient) throw new CannotRead(error.message);
      throw error;
    } finally {
      this.getter.requests.leave();
    }
  }

  private async attempt<T>(bucket: string, asked: Asked, take: (response: Response) => Promise<T>): Promise<T | undefined> {
    for (let moves = 0; ; moves++) {
      const target = await this.targets.of(bucket);
      const response = await this.getter.get(target, asked);
      if (response.statusCode === 200) return take(response);
      const body = (await bytesOf(response)).toString('utf8', 0, 2048);
      const home = response.headers['x-amz-bucket-region'];
      if (home !== undefined && home !== target.region && moves < 2) this.targets.isIn(bucket, home);
      else return refused(response.statusCode, body);
    }
  }
}

const METADATA = 'x-amz-meta-';

function metadataOf(headers: Response['headers']): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const name in headers) if (name.startsWith(METADATA)) metadata[name.slice(METADATA.length)] = headers[name] as string;
  return metadata;
}

const TRANSIENT = [429, 500, 502, 503, 504];

function refused(status: number, body: string): undefined {
  const code = /<Code>([\w.]{1,128})<\/Code>/.exec(body)?.[1] ?? 'no code';
  if (status === 404 && code !== 'NoSuchBucket') return undefined;
  const words = `S3 answered ${code} (HTTP ${status})`;
  if (TRANSIENT.includes(status) || /^(SlowDown|RequestTimeout|Throttling.*)$/.test(code)) throw new Transient(words);
  throw status === 403 ? new Denied(words) : new CannotRead(words);
}
