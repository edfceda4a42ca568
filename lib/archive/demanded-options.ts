import { Duration } from 'aws-cdk-lib';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { ComplianceProfile } from '../profiles/compliance-profile';
import { demands, parametersOf, refuseFor } from '../profiles/demands';
import { AccessLogs } from './access-logs';
import type { LogArchiveProps } from './log-archive-props';
import { ObjectLock } from './object-lock';

/** What an archive that is torn down cannot be. */
const LASTING = ['BKT-09', 'BKT-07', 'KEY-04'];

const DEVELOPMENT = Duration.days(30);

/** How long an archive for development keeps log files, if nobody says. */
export function developmentRetention(profile: ComplianceProfile | undefined): Duration {
  return demands(profile, 'BKT-08') ? Duration.days(parametersOf(profile).retentionDays) : DEVELOPMENT;
}

/** The options of an archive, with what its profile demands of those that are left out. */
export function withDemanded(scope: IConstruct, props: LogArchiveProps, tornDown: boolean): LogArchiveProps {
  const { profile, expireAfter } = props;
  if (!profile) return props;
  for (const rule of LASTING) {
    if (tornDown && demands(profile, rule)) refuseFor(scope, profile, rule, undefined);
  }
  const { retentionDays } = parametersOf(profile);
  const days = expireAfter && !expireAfter.isUnresolved() ? expireAfter.toDays({ integral: false }) : undefined;
  if (days !== undefined && days < retentionDays && demands(profile, 'BKT-08')) refuseFor(scope, profile, 'BKT-08', expireAfter?.toHumanString());
  return {
    ...props,
    ...(demands(profile, 'BKT-03') && { accessLogs: props.accessLogs ?? AccessLogs.toOwnBucket() }),
    ...(demands(profile, 'BKT-07') && { objectLock: props.objectLock ?? lockFor(retentionDays, days) }),
  };
}

/** S3 does not delete a locked file: where log files may go earlier, so may the lock. */
function lockFor(retentionDays: number, expireAfterDays = retentionDays): ObjectLock {
  return ObjectLock.governance(Duration.days(Math.max(1, Math.min(retentionDays, Math.floor(expireAfterDays)))));
}

/** What is only seen once the options are applied. */
export function checkAccessLogs(scope: IConstruct, profile: ComplianceProfile | undefined, bucket: CfnBucket): void {
  if (bucket.loggingConfiguration === undefined && demands(profile, 'BKT-03')) refuseFor(scope, profile, 'BKT-03', 'AccessLogs.none()');
}
