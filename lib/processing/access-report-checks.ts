import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { refuse } from '../private/report';
import type { AccessReportProps } from './access-report-props';

/** What can be wrong with the props, each by itself or with another. */
export function checkAccessReport(scope: IConstruct, props: AccessReportProps): void {
  checkArchive(scope, props.archive);
  checkDerivedBucket(scope, props);
  checkInteger(scope, 'batchSize', props.batchSize, 1, 10);
  checkInteger(scope, 'maxConcurrency', props.maxConcurrency, 2, 1000);
  checkInteger(scope, 'reservedConcurrency', props.reservedConcurrency, 2);
  checkInteger(scope, 'memorySize', props.memorySize, 512, 10240);
  checkConcurrency(scope, props);
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
  const stack = Stack.of(scope);
  const places = [
    [bucket.env.account, stack.account],
    [bucket.env.region, stack.region],
  ] as const;
  const other = places.find(([there, here]) => !Token.isUnresolved(there) && !Token.isUnresolved(here) && there !== here);
  if (!other) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:AccessReport.otherPlace',
    message: `S3 tells EventBridge of new objects in the account and Region of the bucket only: ${other[0]}, and this stack is in ${other[1]}`,
    value: bucket.node.path,
    fix: 'define the report in a stack where the archive is',
  });
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
