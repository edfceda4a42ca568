import { definePack, part, unseen } from './define-pack';
import { ACCOUNT, INHERITED, KEY_STATE, SUBSCRIBER } from './open';
import type { Pack } from './pack';

/** The controls of annex A that logs serve. */
export const ISO_27001: Pack = definePack({ id: 'iso-27001-2022', name: 'ISO/IEC 27001:2022: logs', framework: 'ISO/IEC 27001', version: '2022' }, [
  part('A.5.28', 'Evidence can be collected', 'TRAIL-04 BKT-07 BKT-09', 'How evidence is collected and handed on.'),
  part('A.5.33', 'Records are protected', 'TRAIL-04 BKT-05 BKT-07 BKT-09', 'Records other than log files.'),
  part(
    'A.8.15',
    'Logs are produced, stored, protected and analysed',
    'TRAIL-01 TRAIL-02 TRAIL-04 TRAIL-05 TRAIL-06 TRAIL-07 BKT-01 BKT-03 BKT-07 BKT-08 LOG-01',
    `Whether somebody analyses them. ${ACCOUNT}`,
  ),
  part('A.8.16', 'Anomalies are monitored', 'ALM-01 ALM-03 ALM-04 ALM-05 ALM-20', SUBSCRIBER),
  unseen('A.8.17', 'Clocks agree', INHERITED),
  part(
    'A.8.24',
    'Cryptography is used as its rules say',
    'TRAIL-05 KEY-01 LOG-02',
    `The encryption of the bucket: BKT-06 is not in this pack. ${KEY_STATE}`,
  ),
]);
