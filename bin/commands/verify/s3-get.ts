import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { CannotRead, type Location } from '../../../lib/integrity/store';
import { Transient } from './retry';
import { EMPTY_SHA256, encodedKey, Sha256 } from './s3-sign';

/** S3 refuses what it must not say is absent, too. */
export class Denied extends CannotRead {}

/** An object whose body is on its way. */
export interface Retrieved {
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
  read(): Promise<Buffer>;
  /** The body is not wanted. */
  drop(): void;
}

type Request = Parameters<NodeHttpHandler['handle']>[0];
type Response = Awaited<ReturnType<NodeHttpHandler['handle']>>['response'];

interface Target {
  readonly url: URL;
  readonly signer: SignatureV4;
}

/** A connection that is silent for so long is given up. */
const SILENCE_MILLIS = 30_000;
const CONNECTIONS = 128;

/**
 * GetObject on AWS's signer and HTTP handler, with the credentials, endpoints and Region of an S3 client: of the time that the client
 * itself takes for a small object, three quarters are its middleware.
 */
export class Retriever {
  private readonly regions = new Map<string, string>();
  private readonly targets = new Map<string, Promise<Target>>();
  private readonly http = new NodeHttpHandler({
    requestTimeout: SILENCE_MILLIS,
    socketTimeout: SILENCE_MILLIS,
    throwOnRequestTimeout: true,
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: CONNECTIONS }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: CONNECTIONS }),
  });

  constructor(private readonly s3: S3Client) {}

  /** Begins to read an object; `undefined` where there is none. Throws `Transient` where another attempt may succeed. */
  async open({ bucket, key }: Location): Promise<Retrieved | undefined> {
    for (let moves = 0; ; moves++) {
      const region = this.regions.get(bucket) ?? (await this.s3.config.region());
      const response = await this.send(await this.request(bucket, key, region));
      if (response.statusCode === 200) return retrieved(response);
      const body = (await bodyOf(response)).toString('utf8', 0, 2048);
      const home = response.headers['x-amz-bucket-region'];
      if (home !== undefined && home !== region && moves < 2) this.regions.set(bucket, home);
      else return refused(response.statusCode, body);
    }
  }

  close(): void {
    this.http.destroy();
  }

  private async request(bucket: string, key: string, region: string): Promise<Request> {
    const name = `${bucket} ${region}`;
    const target = this.targets.get(name) ?? this.target(bucket, region);
    this.targets.set(name, target);
    const { url, signer } = await target;
    const base = url.pathname.replace(/\/$/, '');
    const signed = await signer.sign({
      ...{ method: 'GET', protocol: url.protocol, hostname: url.hostname, query: {}, path: `${base}/${encodedKey(key)}` },
      ...(url.port && { port: Number(url.port) }),
      headers: { host: url.host, 'x-amz-content-sha256': EMPTY_SHA256 },
    });
    return signed as Request;
  }

  private async target(Bucket: string, region: string): Promise<Target> {
    const { config } = this.s3;
    const custom = await config.endpoint?.();
    const { url } = config.endpointProvider({
      ...{ Bucket, Region: region, ForcePathStyle: Boolean(config.forcePathStyle), UseFIPS: await config.useFipsEndpoint() },
      UseDualStack: await config.useDualstackEndpoint(),
      ...(custom && { Endpoint: `${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ''}${custom.path}` }),
    });
    return { url, signer: new SignatureV4({ service: 's3', region, credentials: config.credentials, sha256: Sha256, uriEscapePath: false }) };
  }

  private async send(request: Request): Promise<Response> {
    try {
      return (await this.http.handle(request)).response;
    } catch (error) {
      throw new Transient(`no answer from ${request.hostname}: ${(error as Error).message}`);
    }
  }
}

const METADATA = 'x-amz-meta-';

function retrieved(response: Response): Retrieved {
  const size = Number(response.headers['content-length']);
  const metadata: Record<string, string> = {};
  for (const name in response.headers) {
    if (name.startsWith(METADATA)) metadata[name.slice(METADATA.length)] = response.headers[name] as string;
  }
  return {
    size,
    metadata,
    async read() {
      const body = await bodyOf(response);
      if (body.length !== size) throw new Transient(`the body ended after ${body.length} of ${size} bytes`);
      return body;
    },
    drop: () => (response.body as IncomingMessage).destroy(),
  };
}

/** By events: a loop over the parts of small bodies takes longer than what is done with them. */
function bodyOf(response: Response): Promise<Buffer> {
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

const TRANSIENT = [429, 500, 502, 503, 504];

function refused(status: number, body: string): undefined {
  const code = /<Code>([\w.]{1,128})<\/Code>/.exec(body)?.[1] ?? 'no code';
  if (status === 404 && code !== 'NoSuchBucket') return undefined;
  const words = `S3 answered ${code} (HTTP ${status})`;
  if (TRANSIENT.includes(status) || /^(SlowDown|RequestTimeout|Throttling.*)$/.test(code)) throw new Transient(words);
  throw status === 403 ? new Denied(words) : new CannotRead(words);
}
