import { definePack, part, unseen } from './define-pack';
import { ACCOUNT, KEY_STATE, SUBSCRIBER } from './open';
import type { Pack } from './pack';

const RETENTION = 'How long log files and events are kept: BKT-08 and LOG-01 would tell, and are not in this pack.';

/** The trust services criteria that logs serve. */
export const SOC2_SECURITY: Pack = definePack({ id: 'soc2-security', name: 'SOC 2: security', framework: 'SOC 2', version: null }, [
  unseen('C1.2', 'Confidential data is disposed of', RETENTION),
  part('CC6.1', 'Access is limited, and data encrypted', 'TRAIL-05 BKT-01 KEY-01', `Data other than log files. ${KEY_STATE}`),
  part(
    'CC7.1',
    'Changes of configuration are found',
    'ALM-04 ALM-05 ALM-09 ALM-10',
    `Changes to bucket policies: ALM-08 is not in this pack. ${SUBSCRIBER}`,
  ),
  part(
    'CC7.2',
    'Anomalies are looked for',
    'TRAIL-01 TRAIL-02 TRAIL-06 TRAIL-07 TRAIL-08 BKT-03',
    `${ACCOUNT} Unusual activity: TRAIL-10 is not in this pack.`,
  ),
  part('CC7.3', 'Events can be evaluated', 'TRAIL-04 TRAIL-06 BKT-05', 'Whether somebody evaluates them.'),
  part('CC7.4', 'Incidents are responded to', 'ALM-20', 'Whether somebody is told and responds: ALM-21 is not in this pack.'),
  unseen('PI1.4', 'Output is kept as long as it has to be', RETENTION),
]);
