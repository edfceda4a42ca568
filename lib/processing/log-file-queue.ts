import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { logFileKeyWildcard } from '../log-format/log-file-key';

/** Properties of `LogFileQueue`. */
export interface LogFileQueueProps {
  readonly archive: ILogArchive;
  /** What a batch of messages may take. */
  readonly timeout: Duration;
}

/** A message for each log file that lands in an archive, and a place for those that nobody can process. */
export class LogFileQueue extends Construct {
  public readonly queue: IQueue;
  public readonly deadLetterQueue: IQueue;

  constructor(scope: Construct, id: string, { archive, timeout }: LogFileQueueProps) {
    super(scope, id);
    // With a customer managed key the target would leave the condition out that only this rule may send.
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };
    this.deadLetterQueue = new Queue(this, 'DeadLetters', common);
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      // Lambda's pollers are throttled at times, which counts as a receive.
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: 5 },
    });
    const rule = new Rule(this, 'Rule', {
      description: `log files that CloudTrail delivers to ${archive.node.path}`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [archive.bucket.bucketName] }, object: { key: [{ wildcard: logFileKeyWildcard(archive.keyPrefix) }] } },
      },
    });
    rule.addTarget(new SqsQueue(this.queue, { deadLetterQueue: this.deadLetterQueue }));
  }
}
