import { definePack, full, part, unseen } from './define-pack';
import { DELIVERY, INHERITED, KEY_STATE, SUBSCRIBER } from './open';
import type { Pack, PackControl } from './pack';

const ALERTS = 'ALM-01 ALM-02 ALM-03 ALM-04 ALM-06 ALM-07 ALM-08 ALM-09 ALM-10';

/** The controls on logs, by the lowest baseline of SP 800-53B that has them. */
const BASELINES: Readonly<Record<'low' | 'moderate' | 'high', readonly PackControl[]>> = {
  low: [
    part(
      'AU-2',
      'Events to log are chosen',
      'TRAIL-07 TRAIL-08 TRAIL-09 BKT-03',
      'Why these events were chosen, and whether somebody looks at the choice again.',
    ),
    unseen('AU-3', 'Records say what happened', INHERITED),
    unseen('AU-4', 'There is room for records', INHERITED),
    part('AU-5', 'Somebody is told when logging fails', 'ALM-05 ALM-20', `Deliveries that fail. ${SUBSCRIBER}`),
    part('AU-6', 'Records are reviewed', 'TRAIL-06 ALM-01 ALM-03 ALM-20', 'Whether somebody reviews them.'),
    unseen('AU-8', 'Records have the time', INHERITED),
    part(
      'AU-9',
      'Records are protected',
      'TRAIL-04 BKT-01 BKT-02 BKT-05 BKT-07 BKT-10 BKT-13 KEY-02',
      'Who in the account may take on a role that changes them.',
    ),
    full(
      'AU-11',
      'Records are kept',
      'BKT-08 BKT-09 LOG-01',
      'How long the organization wants them kept: the pack asks for the days that it is given.',
    ),
    part(
      'AU-12',
      'Events are recorded',
      'TRAIL-01 TRAIL-02 TRAIL-03 TRAIL-07 BKT-03',
      'Whether the trails keep logging, and systems that record their own events.',
    ),
    part('SC-12', 'Keys are managed', 'KEY-01 KEY-03 KEY-04', `How other keys are managed. ${KEY_STATE}`),
    part(
      'SC-13',
      'Cryptography is used where it has to be',
      'TRAIL-05 BKT-06',
      'Topics: SNS-01 is not in this pack. Which use needs which cryptography.',
    ),
    part('SI-4', 'Systems are monitored', `TRAIL-06 TRAIL-10 ${ALERTS}`, `Who looks at what is found. ${SUBSCRIBER}`),
  ],
  moderate: [
    part('AU-7', 'Records can be searched', 'TRAIL-06', `Tools that search them: LAKE-01 is not in this pack. ${DELIVERY}`),
    part('AU-9(4)', 'Few people manage records', 'BKT-02 KEY-02 LOG-03', 'Who is among them.'),
    part('SC-8', 'Records are protected on their way', 'BKT-04', 'Topics: SNS-02 is not in this pack. Traffic of other systems.'),
    full('SC-28(1)', 'Stored records are encrypted', 'TRAIL-05 BKT-06 LOG-02', KEY_STATE),
    full('SI-7', 'Changes to records are found', 'TRAIL-04', 'Whether somebody validates the log files.'),
  ],
  high: [
    part('AU-9(2)', 'Records are stored in a second place', 'BKT-05 BKT-13', 'Which account and Region the replica is in.'),
    full('AU-9(3)', 'Cryptography protects records', 'TRAIL-04 TRAIL-05 BKT-06 LOG-02', KEY_STATE),
    part('AU-10', 'Nobody can deny what they did', 'TRAIL-04', 'Who used an identity.'),
  ],
};

const BASELINE_CONTROLS = Object.entries(BASELINES).flatMap(([level, controls]) => controls.map((control): PackControl => ({ ...control, level })));

/** NIST SP 800-53, its families on audit, communications and integrity. */
export const NIST_800_53: Pack = definePack(
  { id: 'nist-800-53-r5', name: 'NIST SP 800-53 Rev. 5: AU, SC, SI', framework: 'NIST SP 800-53', version: 'Rev. 5' },
  [...BASELINE_CONTROLS, unseen('AU-14', 'Sessions can be recorded', 'All of it: trails log calls, not sessions.')],
);

/** The moderate baseline of FedRAMP is that of NIST as far as logs go, with days for AU-11; the key security indicators are those of 20x. */
export const FEDRAMP_MODERATE: Pack = definePack(
  {
    id: 'fedramp-moderate',
    name: 'FedRAMP Moderate',
    framework: 'FedRAMP Moderate',
    version: 'Rev. 5, 20x',
    // OMB M-21-31: 12 months at hand and 18 in cold storage.
    parameters: { retentionDays: 913, logGroupRetentionDays: 365 },
  },
  [
    ...[...BASELINES.low, ...BASELINES.moderate].map(
      (control): PackControl => ({
        ...control,
        open: control.id === 'AU-11' ? 'That the last 12 months are at hand.' : control.open,
        level: 'Rev. 5',
      }),
    ),
    ...[
      part('KSI-CMT', 'Changes are logged', 'TRAIL-01 TRAIL-04 TRAIL-08', 'How changes are planned, tested and approved.'),
      part('KSI-MLA', 'Events are logged and audited', 'TRAIL-01 TRAIL-04 TRAIL-05 TRAIL-06 TRAIL-08', 'Logs of other kinds, and who reviews them.'),
      part('KSI-SVC', 'Services are configured to be secure', 'TRAIL-05 KEY-01', 'Other services.'),
    ].map((control): PackControl => ({ ...control, level: '20x' })),
  ],
);
