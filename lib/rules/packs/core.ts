import { definePack, full, part } from './define-pack';
import { ACCOUNT, DELIVERY, KEY_STATE, PUBLIC_ACCESS } from './open';
import type { Pack } from './pack';

/** What makes a trail evidence, whatever the framework: the pack for whoever names none. */
export const CT_CORE: Pack = definePack({ id: 'ct-core', name: 'CloudTrail core', framework: 'cdk-cloudtrail core', version: null }, [
  part('completeness', 'Every management event is logged and delivered', 'ACCT-01 TRAIL-01 TRAIL-02 TRAIL-03 TRAIL-07 BKT-11', ACCOUNT),
  full('integrity', 'Nobody alters log files unnoticed', 'TRAIL-04 BKT-05 BKT-10', 'Whether somebody validates the log files.'),
  part('confidentiality', 'Only those who need log files read them', 'TRAIL-05 BKT-01 BKT-02 BKT-04 KEY-01 KEY-02 KEY-03', PUBLIC_ACCESS),
  full('detection', 'Events are where alarms can see them', 'TRAIL-06', DELIVERY),
  full('retention', 'Log files outlive their stack', 'BKT-09', 'Whether somebody deletes the bucket or its objects by hand.'),
  full('accountability', 'Exceptions have a reason, and somebody who answers for them', 'SUP-01', 'Whether the reasons are true.'),
]);

/** What the trail of an organization needs besides. */
export const ORGANIZATION: Pack = definePack(
  {
    id: 'organization',
    name: 'Organization trail',
    framework: 'cdk-cloudtrail organization',
    version: null,
    parameters: { organization: true },
  },
  [
    part(
      'completeness',
      'The trail logs all accounts, and its bucket takes their log files',
      'TRAIL-12 BKT-11',
      'Which accounts the organization has.',
    ),
    full('integrity', 'No trail of others writes to the log bucket', 'BKT-10'),
    full('confidentiality', 'CloudTrail uses the key for this trail alone', 'KEY-03', KEY_STATE),
  ],
);

/** Event data stores of CloudTrail Lake. */
export const LAKE: Pack = definePack({ id: 'lake', name: 'CloudTrail Lake', framework: 'cdk-cloudtrail lake', version: null }, [
  full('completeness', 'Event data stores collect from all Regions', 'LAKE-02'),
  full('confidentiality', 'A customer key encrypts event data stores', 'LAKE-01', KEY_STATE),
  full('retention', 'Event data stores cannot be deleted by accident', 'LAKE-03'),
]);
