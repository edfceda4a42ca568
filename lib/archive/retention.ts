import { Duration } from 'aws-cdk-lib';
import type { LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { refuse } from '../private/report';
import type { LogArchiveProps } from './log-archive-props';
import { checkExpiry } from './whole-days';

const ABORT_UPLOADS_AFTER = Duration.days(7);
const NONCURRENT_VERSIONS = Duration.days(90);

/** The lifecycle of log files, and of the versions that somebody deleted or overwrote. */
export function lifecycleOf(scope: IConstruct, props: LogArchiveProps): LifecycleRule[] {
  const { expireAfter, objectLock } = props;
  checkExpiry(scope, "'expireAfter'", expireAfter);
  checkExpiry(scope, "'noncurrentVersionsExpireAfter'", props.noncurrentVersionsExpireAfter);
  if (expireAfter && objectLock && isShorter(expireAfter, objectLock._duration)) {
    refuse(scope, {
      id: 'cdk-cloudtrail:LogArchive.expiresBeforeLockEnds',
      message: `log files would expire after ${expireAfter.toHumanString()}, and are locked for ${objectLock._duration.toHumanString()}: S3 would not delete them`,
      value: expireAfter.toHumanString(),
      fix: "make 'expireAfter' at least as long as the lock",
    });
  }
  const noncurrentVersionExpiration = props.noncurrentVersionsExpireAfter ?? (expireAfter ? NONCURRENT_VERSIONS : undefined);
  return [
    { id: 'log-files', expiration: expireAfter, noncurrentVersionExpiration, abortIncompleteMultipartUploadAfter: ABORT_UPLOADS_AFTER },
    // S3 takes this only in a rule that expires nothing else.
    ...(noncurrentVersionExpiration ? [{ id: 'delete-markers', expiredObjectDeleteMarker: true }] : []),
  ];
}

function isShorter(one: Duration, other: Duration): boolean {
  return !one.isUnresolved() && !other.isUnresolved() && one.toSeconds() < other.toSeconds();
}
