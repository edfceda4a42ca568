import { definePack, full, part } from './define-pack';
import { ACCOUNT, KEY_STATE, SUBSCRIBER } from './open';
import type { Pack } from './pack';

const SAFE = 'TRAIL-05 BKT-04 BKT-06 KEY-01 LOG-02';

/** The HIPAA Security Rule, as far as it is about logs. */
export const HIPAA_SECURITY: Pack = definePack(
  {
    id: 'hipaa-security',
    name: 'HIPAA Security Rule',
    framework: 'HIPAA Security Rule',
    version: null,
    // The six years of 164.316(b)(2)(i), which are for documentation and are often applied to logs.
    parameters: { retentionDays: 2190 },
  },
  [
    part(
      '164.308(a)(1)(ii)(D)',
      'Activity is reviewed',
      'TRAIL-06',
      'Whether somebody reviews it. Alarms on refused calls: ALM-01 is not in this pack.',
    ),
    part('164.308(a)(5)(ii)(C)', 'Sign-in is monitored', 'ALM-02 ALM-03 ALM-06', `Sign-in to other systems. ${SUBSCRIBER}`),
    part('164.312(a)(1)', 'Only those who are allowed have access', 'BKT-01 BKT-02', 'Who in the account has access, and data other than log files.'),
    full('164.312(a)(2)(iv)', 'Stored data is encrypted', SAFE, `Data other than log files. ${KEY_STATE}`),
    part(
      '164.312(b)',
      'Activity is recorded',
      'TRAIL-01 TRAIL-02 TRAIL-06 TRAIL-07 TRAIL-08 TRAIL-09 BKT-03 LOG-01',
      `${ACCOUNT} Systems that record their own activity.`,
    ),
    full('164.312(c)(1)', 'Data is not altered or destroyed', 'TRAIL-04 BKT-05', 'Data other than log files.'),
    full('164.312(c)(2)', 'Altered data is found', 'TRAIL-04 BKT-05', 'Whether somebody validates the log files. Data other than log files.'),
    full('164.312(e)(2)(ii)', 'Data is encrypted on its way', SAFE, `Data other than log files. ${KEY_STATE}`),
    full('164.316(b)(2)(i)', 'Documentation is kept for six years', 'BKT-08', 'Documentation other than log files.'),
  ],
);
