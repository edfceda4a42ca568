import { type Duration, Token } from 'aws-cdk-lib';
import { ObjectLockRetention } from 'aws-cdk-lib/aws-s3';

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
   * @param duration counted from the delivery of each file; whole days, at least one
   */
  public static governance(duration: Duration): ObjectLock {
    mustBeWholeDays(duration);
    return new ObjectLock(ObjectLockRetention.governance(duration), duration);
  }

  /**
   * Nobody can delete a locked file, and nobody can shorten the lock.
   *
   * @param duration counted from the delivery of each file; whole days, at least one
   * @param consent that this cannot be undone
   */
  public static compliance(duration: Duration, consent: ComplianceModeConsent): ObjectLock {
    mustBeWholeDays(duration);
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

function mustBeWholeDays(duration: Duration): void {
  if (duration.isUnresolved() || Token.isUnresolved(duration.toMilliseconds())) return;
  const days = duration.toDays({ integral: false });
  if (Number.isInteger(days) && days >= 1) return;
  throw new Error(
    `[cdk-cloudtrail:ObjectLock.duration] S3 locks files for whole days, got ${JSON.stringify(duration.toHumanString())}; use Duration.days() with at least 1`,
  );
}
