import { definePack, full, part, unseen } from './define-pack';
import { ACCOUNT, INHERITED, KEY_STATE, SUBSCRIBER } from './open';
import type { Pack } from './pack';

const OTHER_SYSTEMS = 'Components that record their own events.';

/** PCI DSS: requirement 10 on logs, and what of others is about the log files themselves. */
export const PCI_DSS: Pack = definePack(
  {
    id: 'pci-dss-4.0.1',
    name: 'PCI DSS 4.0.1: logs',
    framework: 'PCI DSS',
    version: '4.0.1',
    parameters: { retentionDays: 365, logGroupRetentionDays: 365 },
  },
  [
    part('3.5.1', 'Stored data cannot be read without a key', 'TRAIL-05', `Data other than log files. ${KEY_STATE}`),
    part('3.7.4', 'Keys are changed', 'KEY-01', 'How long the organization lets a key be used.'),
    part('4.2.1', 'Data is protected on its way', 'BKT-04', 'Data other than log files.'),
    part('10.2.1', 'Logs are switched on', 'TRAIL-01 TRAIL-02', `${ACCOUNT} ${OTHER_SYSTEMS}`),
    part(
      '10.2.1.1',
      'Access to cardholder data is logged',
      'TRAIL-08 TRAIL-09',
      `Which data it is, and whether it is anywhere else than in objects. ${OTHER_SYSTEMS}`,
    ),
    part('10.2.1.2', 'What administrators do is logged', 'TRAIL-07', OTHER_SYSTEMS),
    part('10.2.1.3', 'Access to logs is logged', 'TRAIL-09 BKT-03', OTHER_SYSTEMS),
    part('10.2.1.4', 'Attempts that are refused are logged', 'TRAIL-07', OTHER_SYSTEMS),
    part('10.2.1.5', 'Changes to credentials are logged', 'TRAIL-07', OTHER_SYSTEMS),
    part('10.2.1.6', 'Starting and stopping logs is logged', 'TRAIL-07', OTHER_SYSTEMS),
    part('10.2.1.7', 'Making and deleting resources is logged', 'TRAIL-07 TRAIL-08', OTHER_SYSTEMS),
    unseen('10.2.2', 'Records say what happened', INHERITED),
    part('10.3.1', 'Only those who need logs read them', 'BKT-01 BKT-02 KEY-02', 'Who in the account may read them, and why.'),
    full('10.3.2', 'Nobody modifies logs', 'TRAIL-04 BKT-05 BKT-07', 'Logs of other systems.'),
    part('10.3.3', 'Logs are copied to a central place', 'TRAIL-06 BKT-13', 'Whether that place is central: TRAIL-12 is not in this pack.'),
    part(
      '10.3.4',
      'Changes to logs are found',
      'TRAIL-04',
      'Whether somebody validates the log files. Unusual activity: TRAIL-10 is not in this pack.',
    ),
    part('10.4.1', 'Logs are reviewed every day', 'TRAIL-06', 'Whether somebody reviews them. Alarms on refused calls: ALM-01 is not in this pack.'),
    full('10.5.1', 'Logs are kept for a year', 'BKT-08 BKT-09 LOG-01', 'That the last three months are at hand. Logs of other systems.'),
    unseen('10.6', 'Clocks agree', INHERITED),
    part('10.7.2', 'Somebody is told when logging fails', 'ALM-05 ALM-20 ALM-21', `Deliveries that fail. ${SUBSCRIBER}`),
  ],
);
