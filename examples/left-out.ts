import { Acceptance } from 'cdk-cloudtrail';
import type { IConstruct } from 'constructs';

const alarms = Array.from({ length: 15 }, (_, index) => `ALM-${String(index + 1).padStart(2, '0')}`);

/** What examples leave out so that one thing can be seen, by rule, with the reason that a reviewer is told. */
const LEFT_OUT = {
  accessLogs: [['BKT-03'], 'An archive for an account that is torn down has no access logs: S3 delivers them when the bucket should be gone.'],
  alarms: [alarms, 'Alarms on events are defined once per organization, where all trails deliver to; this example is about something else.'],
  cloudWatchLogs: [['TRAIL-06'], 'CloudWatch Logs costs by volume; the examples reports-bucket and notified-trail deliver to it.'],
  insights: [['TRAIL-10'], 'Insights are charged by event; the example notified-trail has them.'],
  kept: [['BKT-08', 'BKT-09', 'KEY-04'], 'The account is torn down again and again, and its log files with it.'],
  kmsEvents: [['TRAIL-07'], 'Uses of keys are most of the management events and say little; a second trail of the organization logs them.'],
  objectLock: [['BKT-07'], 'Object Lock cannot be taken back, so it is asked for; the example reports-bucket has it.'],
  objectsOfAllBuckets: [['TRAIL-08', 'TRAIL-09'], 'Events of objects are charged for: the buckets that matter are named, not all.'],
  replica: [['BKT-13'], 'A second copy in another Region or account has a price; digest files prove what became of this one.'],
} as const satisfies Record<string, readonly [rules: readonly string[], reason: string]>;

/** Accepts what an example leaves out, as you would: with a reason, a name, a ticket and a last day. */
export function leaveOut(scope: IConstruct, ...parts: readonly (keyof typeof LEFT_OUT)[]): void {
  for (const [rules, reason] of parts.map((part) => LEFT_OUT[part])) {
    for (const rule of rules) {
      Acceptance.of(scope).accept({ rule, reason, owner: 'platform team', ticket: 'AUDIT-1', expires: '2028-12-31' });
    }
  }
}
