import type { Duration } from 'aws-cdk-lib';
import { ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { isWholeDays } from './whole-days';

const MAX_DAYS = 36_500;

/** The consent that Object Lock in compliance mode needs. */
export enum ComplianceModeConsent {
  /** Nobody, the root user and AWS included, can delete a locked file or shorten the lock before it ends. */
  NOBODY_CAN_DELETE_BEFORE_THE_END = 'NOBODY_CAN_DELETE_BEFORE_THE_END',
}

/**
 * How long delivered files cannot be deleted or overwritten.
 *
 * Object Lock can be switched on for a bucket, but never off again.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class ObjectLock {
  /**
   * Only principals with `s3:BypassGovernanceRetention` can delete a locked file.
   *
   * @param duration counted from the delivery of each file; whole days, at least one, at most 100 years
   */
  public static governance(duration: Duration): ObjectLock {
    mustBeLockable(duration);
    return new ObjectLock(ObjectLockRetention.governance(duration), duration);
  }

  /**
   * Nobody can delete a locked file, and nobody can shorten the lock.
   *
   * @param duration counted from the delivery of each file; whole days, at least one, at most 100 years
   * @param consent that this cannot be undone
   */
  public static compliance(duration: Duration, consent: ComplianceModeConsent): ObjectLock {
    mustBeLockable(duration);
    if (consent !== ComplianceModeConsent.NOBODY_CAN_DELETE_BEFORE_THE_END) {
      throw new Error(
        `[cdk-cloudtrail:ObjectLock.noConsent] compliance mode cannot be undone and needs consent, got ${JSON.stringify(consent)}; pass ComplianceModeConsent.NOBODY_CAN_DELETE_BEFORE_THE_END, or use ObjectLock.governance()`,
      );
    }
    return new ObjectLock(ObjectLockRetention.compliance(duration), duration);
  }

  private constructor(
    /** @internal */
    public readonly _retention: ObjectLockRetention,
    /** @internal */
    public readonly _duration: Duration,
  ) {}
}

function mustBeLockable(duration: Duration): void {
  if (isWholeDays(duration) && (duration.isUnresolved() || duration.toDays() <= MAX_DAYS)) return;
  throw new Error(
    `[cdk-cloudtrail:ObjectLock.duration] S3 locks files for whole days, at most ${MAX_DAYS} (100 years), got ${JSON.stringify(duration.toHumanString())}; use Duration.days() with at least 1`,
  );
}
