import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { CannotRead } from '../../../lib/integrity/store';
import { encodedKey } from '../../../lib/log-format/encoded-key';
import { Room } from './limits';
import { Transient } from './retry';
import { EMPTY_SHA256, Sha256 } from './s3-sign';
import type { Target } from './s3-target';

type Request = Parameters<NodeHttpHandler['handle']>[0];
export type Response = Awaited<ReturnType<NodeHttpHandler['handle']>>['response'];

/** What all requests to a target have in common. */
interface Line {
  readonly url: URL;
  readonly signer: SignatureV4;
}

/** An object, or what is to be said of the bucket. */
export type Asked = { readonly key: string; readonly query?: undefined } | { readonly key?: undefined; readonly query: Record<string, string> };

/** A connection that is silent for so long is given up. */
const SILENCE_MILLIS = 30_000;
/** So many requests at once hide how long each of them takes. */
export const REQUESTS_AT_ONCE = 64;
/** Gzipped, in memory and not hashed yet. */
export const MOST_BYTES = 6 * 1024 * 1024;
/** Gzipped. CloudTrail ends a file at 50 MB of JSON, of which most goes away. */
const LARGEST_BYTES = 32 * 1024 * 1024;

/** Asks S3 with AWS's signer and HTTP handler alone: of the time that the S3 client takes for a small object, three quarters are its middleware. */
export class Getter {
  /** How many requests are under way. */
  readonly requests = new Room(REQUESTS_AT_ONCE);
  private readonly bytes = new Room(MOST_BYTES);
  private readonly lines = new Map<string, Line>();
  private readonly http = new NodeHttpHandler({
    requestTimeout: SILENCE_MILLIS,
    socketTimeout: SILENCE_MILLIS,
    throwOnRequestTimeout: true,
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: REQUESTS_AT_ONCE }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: REQUESTS_AT_ONCE }),
  });

  /** What S3 answers; its body is on its way. Throws `Transient` where there is no answer. */
  async get(target: Target, { key, query }: Asked): Promise<Response> {
    const { url, signer } = this.lineOf(target);
    const base = url.pathname.replace(/\/$/, '');
    const signed = await signer.sign({
      ...{ method: 'GET', protocol: url.protocol, hostname: url.hostname, query: query ?? {}, path: `${base}/${key ? encodedKey(key) : ''}` },
      ...(url.port && { port: Number(url.port) }),
      headers: { host: url.host, 'x-amz-content-sha256': EMPTY_SHA256 },
    });
    try {
      return (await this.http.handle(signed as Request)).response;
    } catch (error) {
      throw new Transient(`no answer from ${url.hostname}: ${(error as Error).message}`);
    }
  }

  /** The whole object, once there is room for it, so that memory does not grow with the size of the objects. Whoever has it must release it. */
  async body(response: Response): Promise<{ readonly content: Buffer; release(): void }> {
    const size = Number(response.headers['content-length']);
    if (size > LARGEST_BYTES) {
      (response.body as IncomingMessage).destroy();
      throw new CannotRead(`it has ${size} bytes, more than any file that CloudTrail delivers`);
    }
    await this.bytes.enter(size);
    const release = () => this.bytes.leave(size);
    try {
      const content = await bytesOf(response);
      if (content.length !== size) throw new Transient(`the body ended after ${content.length} of ${size} bytes`);
      return { content, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  close(): void {
    this.http.destroy();
  }

  private lineOf({ url: href, region, credentials }: Target): Line {
    const name = `${credentials.accessKeyId} ${region} ${href}`;
    const known = this.lines.get(name);
    if (known) return known;
    const line = { url: new URL(href), signer: new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false }) };
    this.lines.set(name, line);
    return line;
  }
}

/** By events: a loop over the parts of small bodies takes longer than what is done with them. */
export function bytesOf(response: Response): Promise<Buffer> {
  const body = response.body as IncomingMessage;
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const broken = (why: string) => reject(new Transient(`the body broke off: ${why}`));
    body.on('data', (part: Buffer) => parts.push(part));
    body.once('end', () => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)));
    body.once('error', (error) => broken(error.message));
    body.once('close', () => body.readableEnded || broken('the connection was closed'));
  });
}
