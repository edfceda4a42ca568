import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { refuseEventNotifications } from '../archive/event-bridge';
import type { ILogArchive } from '../archive/log-archive-ref';
import { logFileKeyWildcard } from '../log-format/log-file-key';
import { LogFileKind } from './log-file-kind';

/** The longest that SQS has: what is not processed by then is gone. */
export const RETENTION = Duration.days(14);

const RULE_IDS: Readonly<Record<LogFileKind, string>> = {
  [LogFileKind.CLOUD_TRAIL]: 'Rule',
  [LogFileKind.INSIGHT]: 'InsightRule',
  [LogFileKind.NETWORK_ACTIVITY]: 'NetworkActivityRule',
  [LogFileKind.AGGREGATED]: 'AggregatedRule',
};

/** Properties of `LogFileQueue`. */
export interface LogFileQueueProps {
  readonly archive: ILogArchive;
  /** The families of log files that messages are about. */
  readonly kinds: readonly LogFileKind[];
  /** What a batch of messages may take. */
  readonly timeout: Duration;
  /** How long a batch may take to fill. */
  readonly maxBatchingWindow?: Duration;
}

/** A message for each log file that lands in an archive, and a place for those that nobody can process. */
export class LogFileQueue extends Construct {
  public readonly queue: IQueue;
  public readonly deadLetterQueue: IQueue;

  constructor(scope: Construct, id: string, { archive, kinds, timeout, maxBatchingWindow = Duration.seconds(0) }: LogFileQueueProps) {
    super(scope, id);
    refuseEventNotifications(this, archive.bucket);
    // With a customer managed key the target would leave the condition out that only this rule may send.
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: RETENTION };
    this.deadLetterQueue = new Queue(this, 'DeadLetters', common);
    this.queue = new Queue(this, 'Queue', {
      ...common,
      // As Lambda recommends; while a batch fills, its first message is waiting already.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds() + maxBatchingWindow.toSeconds()),
      // Lambda's pollers are throttled at times, which counts as a receive.
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: 5 },
    });
    for (const kind of kinds) this.addRule(archive, kind);
  }

  /** A rule for each family: EventBridge refuses a pattern with many wildcards as too complex. */
  private addRule(archive: ILogArchive, kind: LogFileKind): void {
    const rule = new Rule(this, RULE_IDS[kind], {
      description: `log files that CloudTrail delivers to ${archive.node.path}`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [archive.bucket.bucketName] }, object: { key: [{ wildcard: logFileKeyWildcard(archive.keyPrefix, kind) }] } },
      },
    });
    rule.addTarget(new SqsQueue(this.queue, { deadLetterQueue: this.deadLetterQueue }));
  }
}
