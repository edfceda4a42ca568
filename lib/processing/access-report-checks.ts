import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { refuse } from '../private/report';
import type { AccessReportProps } from './access-report-props';
import { RETENTION } from './log-file-queue';

/** What can be wrong with the props, each by itself or with another. */
export function checkAccessReport(scope: IConstruct, props: AccessReportProps): void {
  checkArchive(scope, props.archive);
  checkDerivedBucket(scope, props);
  checkInteger(scope, 'batchSize', props.batchSize, 1, 10);
  checkInteger(scope, 'maxConcurrency', props.maxConcurrency, 2, 1000);
  checkInteger(scope, 'reservedConcurrency', props.reservedConcurrency, 2);
  checkInteger(scope, 'memorySize', props.memorySize, 512, 10240);
  checkConcurrency(scope, props);
  checkDuration(scope, 'timeout', props.timeout, [Duration.seconds(1), Duration.minutes(15)]);
  checkDuration(scope, 'maxBatchingWindow', props.maxBatchingWindow, [Duration.seconds(0), Duration.minutes(5)]);
  checkDuration(scope, 'maxDelay', props.maxDelay, [Duration.seconds(1), RETENTION.minus(Duration.seconds(1))]);
}

function checkArchive(scope: IConstruct, { notifiesEventBridge, bucket }: ILogArchive): void {
  if (!notifiesEventBridge) {
    refuse(scope, {
      id: 'cdk-cloudtrail:AccessReport.noNotifications',
      message: 'the bucket of the archive does not tell EventBridge of new objects, and no log file would ever be processed',
      value: bucket.node.path,
      fix: "switch the bucket's notifications to EventBridge on, then say so with 'notifiesEventBridge: true' in LogArchive.fromBucket()",
    });
  }
  checkPlace(scope, bucket);
}

/** S3 tells EventBridge of new objects in the account and Region of the bucket only. */
function checkPlace(scope: IConstruct, bucket: IBucket): void {
  const [stack, other] = [Stack.of(scope), Stack.of(bucket)];
  for (const part of ['account', 'region'] as const) {
    const [here, there] = [stack[part], bucket.env[part]];
    if (!Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there) {
      refuse(scope, {
        id: 'cdk-cloudtrail:AccessReport.otherPlace',
        message: `S3 tells EventBridge of new objects in the account and Region of the bucket only: ${there}, and this stack is in ${here}`,
        value: bucket.node.path,
        fix: 'define the report in a stack where the archive is',
      });
    }
    if (stack !== other && Token.isUnresolved(here) && !Token.isUnresolved(other[part])) {
      refuse(scope, {
        id: 'cdk-cloudtrail:AccessReport.unknownEnvironment',
        message: `the report must be where the archive is, and the stack ${stack.node.path} does not know its ${part}, while that of the archive, ${other.node.path}, is set`,
        value: { archive: other[part] },
        fix: `give the stack ${stack.node.path} an 'env' with its ${part}`,
      });
    }
  }
}

function checkDerivedBucket(scope: IConstruct, { archive, derivedBucket }: AccessReportProps): void {
  if (!derivedBucket) return;
  const [original, derived] = [archive.bucket, derivedBucket].map(({ bucketName }) => Stack.of(scope).resolve(bucketName));
  if (derivedBucket !== archive.bucket && JSON.stringify(original) !== JSON.stringify(derived)) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:AccessReport.derivedInArchive',
    message: "'derivedBucket' is the bucket of the archive, which is for what CloudTrail delivered and nothing else",
    value: derivedBucket.node.path,
    fix: 'pass another bucket, or none',
  });
}

function checkInteger(scope: IConstruct, name: string, value: number | undefined, least: number, most = Number.POSITIVE_INFINITY): void {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most)) return;
  refuse(scope, {
    id: `cdk-cloudtrail:AccessReport.${name}`,
    message: `'${name}' must be an integer of at least ${least}${most === Number.POSITIVE_INFINITY ? '' : ` and at most ${most}`}`,
    value,
    fix: 'change it, or leave it out for the default',
  });
}

function checkConcurrency(scope: IConstruct, { maxConcurrency, reservedConcurrency }: AccessReportProps): void {
  if (maxConcurrency === undefined || reservedConcurrency === undefined) return;
  if (Token.isUnresolved(maxConcurrency) || Token.isUnresolved(reservedConcurrency) || maxConcurrency <= reservedConcurrency) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:AccessReport.throttled',
    message: `'maxConcurrency' must not exceed 'reservedConcurrency' (${reservedConcurrency}): throttled messages end in the dead-letter queue`,
    value: maxConcurrency,
    fix: 'lower the one or raise the other',
  });
}

function checkDuration(scope: IConstruct, name: string, value: Duration | undefined, [least, most]: [Duration, Duration]): void {
  if (value === undefined) return;
  const seconds = value.isUnresolved() ? undefined : value.toSeconds({ integral: false });
  if (seconds !== undefined && Number.isInteger(seconds) && seconds >= least.toSeconds() && seconds <= most.toSeconds()) return;
  refuse(scope, {
    id: `cdk-cloudtrail:AccessReport.${name}`,
    message: `'${name}' must be known before deployment, in whole seconds, at least ${least.toSeconds()} and at most ${most.toSeconds()}`,
    value: value.toHumanString(),
    fix: 'change it, or leave it out for the default',
  });
}
