import type { S3Client } from '@aws-sdk/client-s3';

/** Where a bucket answers, and who asks. Plain data: another thread can have it. */
export interface Target {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface Known {
  /** As the client gave them, which gives others before these expire. */
  readonly identity: unknown;
  readonly target: Target;
}

/** The targets of buckets, with the credentials, endpoints and Region of an S3 client. */
export class Targets {
  private readonly regions = new Map<string, string>();
  private readonly known = new Map<string, Known>();

  constructor(private readonly s3: S3Client) {}

  async of(bucket: string): Promise<Target> {
    const identity = await this.s3.config.credentials();
    const known = this.known.get(bucket);
    if (known?.identity === identity) return known.target;
    const { accessKeyId, secretAccessKey, sessionToken } = identity;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    const region = this.regions.get(bucket) ?? (await this.s3.config.region());
    const target = { url: await this.urlOf(bucket, region), region, credentials };
    this.known.set(bucket, { identity, target });
    return target;
  }

  /** S3 said in which Region a bucket is. */
  isIn(bucket: string, region: string): void {
    this.regions.set(bucket, region);
    this.known.delete(bucket);
  }

  private async urlOf(Bucket: string, region: string): Promise<string> {
    const { config } = this.s3;
    const custom = await config.endpoint?.();
    const { url } = config.endpointProvider({
      ...{ Bucket, Region: region, ForcePathStyle: Boolean(config.forcePathStyle), UseFIPS: await config.useFipsEndpoint() },
      UseDualStack: await config.useDualstackEndpoint(),
      ...(custom && { Endpoint: `${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ''}${custom.path}` }),
    });
    return url.href;
  }
}
