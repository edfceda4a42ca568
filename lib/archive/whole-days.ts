import type { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refuse } from '../private/report';

/** S3 counts in whole days, from one. A number that is only known at deployment cannot be converted, and must be of days. */
export function isWholeDays(duration: Duration): boolean {
  if (duration.isUnresolved()) return duration.unitLabel() === 'days';
  const days = duration.toDays({ integral: false });
  return Number.isInteger(days) && days >= 1;
}

/** A time after which S3 deletes objects. */
export function checkExpiry(scope: IConstruct, name: string, duration: Duration | undefined): void {
  if (duration === undefined || isWholeDays(duration)) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:LogArchive.wholeDays',
    message: `${name} must be whole days, at least one: S3 counts nothing else`,
    value: duration.toHumanString(),
    fix: 'use Duration.days() with at least 1',
  });
}
