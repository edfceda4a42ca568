import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { quietAboutNode } from '../shared/s3-client';

const CONNECT_MILLIS = 5_000;
const ANSWER_MILLIS = 20_000;
const ATTEMPTS = 5;

interface Closable {
  destroy(): void;
}

/** The clients of the services, one for each Region that is asked. */
export class Aws {
  private readonly clients = new Map<string, Closable>();

  /** @param answerMillis how long a service may take to answer; what does not answer would be waited for without end */
  constructor(private readonly answerMillis = ANSWER_MILLIS) {
    quietAboutNode();
  }

  public cloudFormation = (region: string) => this.one('cloudformation', region, () => new CloudFormationClient(this.settings(region)));
  public cloudTrail = (region: string) => this.one('cloudtrail', region, () => new CloudTrailClient(this.settings(region)));
  public cloudWatch = (region: string) => this.one('cloudwatch', region, () => new CloudWatchClient(this.settings(region)));
  public logs = (region: string) => this.one('logs', region, () => new CloudWatchLogsClient(this.settings(region)));
  public events = (region: string) => this.one('events', region, () => new EventBridgeClient(this.settings(region)));
  public kms = (region: string) => this.one('kms', region, () => new KMSClient(this.settings(region)));
  public sns = (region: string) => this.one('sns', region, () => new SNSClient(this.settings(region)));
  public sts = (region: string) => this.one('sts', region, () => new STSClient(this.settings(region)));
  public s3 = (region: string) =>
    this.one('s3', region, () => new S3Client({ ...this.settings(region), followRegionRedirects: true, ...pathStyle() }));

  /** Closes the connections. */
  public close(): void {
    for (const client of this.clients.values()) client.destroy();
  }

  private settings(region: string) {
    const requestHandler = { connectionTimeout: CONNECT_MILLIS, requestTimeout: this.answerMillis, throwOnRequestTimeout: true };
    return { region, maxAttempts: Number(process.env.AWS_MAX_ATTEMPTS) || ATTEMPTS, requestHandler };
  }

  private one<T extends Closable>(service: string, region: string, make: () => T): T {
    const key = `${service} ${region}`;
    const client = (this.clients.get(key) as T | undefined) ?? make();
    this.clients.set(key, client);
    return client;
  }
}

/** A local API has one host name for all buckets. */
function pathStyle() {
  return (process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) ? { forcePathStyle: true } : {};
}
