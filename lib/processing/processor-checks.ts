import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ILogArchive } from '../archive/log-archive-ref';
import { areTwo } from '../private/are-two';
import type { Subject } from '../private/subject';
import { RETENTION } from './log-file-queue';
import { refuseProcessor } from './processor-problem';
import type { ProcessorProps } from './processor-props';

/** What can be wrong with the props that all processors have, each by itself or with another. */
export function checkProcessor(subject: Subject, props: ProcessorProps, leastMemory: number): void {
  checkArchive(subject, props.archive);
  checkDerivedBucket(subject, props);
  checkInteger(subject, 'batchSize', props.batchSize, 1, 10);
  checkInteger(subject, 'maxConcurrency', props.maxConcurrency, 2, 1000);
  checkInteger(subject, 'reservedConcurrency', props.reservedConcurrency, 2);
  checkInteger(subject, 'memorySize', props.memorySize, leastMemory, 10240);
  checkConcurrency(subject, props);
  checkDuration(subject, 'timeout', props.timeout, [Duration.seconds(1), Duration.minutes(15)]);
  checkDuration(subject, 'maxBatchingWindow', props.maxBatchingWindow, [Duration.seconds(0), Duration.minutes(5)]);
  checkDuration(subject, 'maxDelay', props.maxDelay, [Duration.seconds(1), RETENTION.minus(Duration.seconds(1))]);
}

function checkArchive(subject: Subject, { notifiesEventBridge, bucket }: ILogArchive): void {
  if (!notifiesEventBridge) {
    refuseProcessor(subject, 'noNotifications', {
      message: 'the bucket of the archive does not tell EventBridge of new objects, and no log file would ever be processed',
      value: bucket.node.path,
      fix: "switch the bucket's notifications to EventBridge on, then say so with 'notifiesEventBridge: true' in LogArchive.fromBucket()",
    });
  }
  checkPlace(subject, bucket);
}

/** S3 tells EventBridge of new objects in the account and Region of the bucket only. */
function checkPlace(subject: Subject, bucket: IBucket): void {
  const [stack, other] = [Stack.of(subject.scope), Stack.of(bucket)];
  for (const part of ['account', 'region'] as const) {
    const [here, there] = [stack[part], bucket.env[part]];
    if (areTwo(here, there)) {
      refuseProcessor(subject, 'otherPlace', {
        message: `S3 tells EventBridge of new objects in the account and Region of the bucket only: ${there}, and this stack is in ${here}`,
        value: bucket.node.path,
        fix: 'define the processor in a stack where the archive is',
      });
    }
    if (stack !== other && Token.isUnresolved(here) && !Token.isUnresolved(other[part])) {
      refuseProcessor(subject, 'unknownEnvironment', {
        message: `the processor must be where the archive is, and the stack ${stack.node.path} does not know its ${part}, while that of the archive, ${other.node.path}, is set`,
        value: { archive: other[part] },
        fix: `give the stack ${stack.node.path} an 'env' with its ${part}`,
      });
    }
  }
}

function checkDerivedBucket(subject: Subject, { archive, derivedBucket }: ProcessorProps): void {
  if (!derivedBucket) return;
  const [original, derived] = [archive.bucket, derivedBucket].map(({ bucketName }) => Stack.of(subject.scope).resolve(bucketName));
  if (derivedBucket !== archive.bucket && JSON.stringify(original) !== JSON.stringify(derived)) return;
  refuseProcessor(subject, 'derivedInArchive', {
    message: "'derivedBucket' is the bucket of the archive, which is for what CloudTrail delivered and nothing else",
    value: derivedBucket.node.path,
    fix: 'pass another bucket, or none',
  });
}

function checkInteger(subject: Subject, name: string, value: number | undefined, least: number, most = Number.POSITIVE_INFINITY): void {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most)) return;
  refuseProcessor(subject, name, {
    message: `'${name}' must be an integer of at least ${least}${most === Number.POSITIVE_INFINITY ? '' : ` and at most ${most}`}`,
    value,
    fix: 'change it, or leave it out for the default',
  });
}

function checkConcurrency(subject: Subject, { maxConcurrency, reservedConcurrency }: ProcessorProps): void {
  if (maxConcurrency === undefined || reservedConcurrency === undefined) return;
  if (Token.isUnresolved(maxConcurrency) || Token.isUnresolved(reservedConcurrency) || maxConcurrency <= reservedConcurrency) return;
  refuseProcessor(subject, 'throttled', {
    message: `'maxConcurrency' must not exceed 'reservedConcurrency' (${reservedConcurrency}): throttled messages end in the dead-letter queue`,
    value: maxConcurrency,
    fix: 'lower the one or raise the other',
  });
}

function checkDuration(subject: Subject, name: string, value: Duration | undefined, [least, most]: [Duration, Duration]): void {
  if (value === undefined) return;
  const seconds = value.isUnresolved() ? undefined : value.toSeconds({ integral: false });
  if (seconds !== undefined && Number.isInteger(seconds) && seconds >= least.toSeconds() && seconds <= most.toSeconds()) return;
  refuseProcessor(subject, name, {
    message: `'${name}' must be known before deployment, in whole seconds, at least ${least.toSeconds()} and at most ${most.toSeconds()}`,
    value: value.toHumanString(),
    fix: 'change it, or leave it out for the default',
  });
}
