import { Duration } from 'aws-cdk-lib';
import { graph, heading, type Row } from './dashboard-widgets';
import type { IMetered } from './trail-dashboard-props';

/** It runs every hour by default. */
const HOURLY = { period: Duration.hours(1), statistic: 'Sum' };
const LATEST = { period: Duration.hours(1), statistic: 'Maximum' };

/** What is proven of the files, and what is not. */
export function integrityRows(integrity: IMetered): Row[] {
  const count = (metricName: string, label: string) => integrity.metric(metricName, { ...HOURLY, label });
  const state = (metricName: string, label: string) => integrity.metric(metricName, { ...LATEST, label });
  return [
    heading('Integrity'),
    [
      graph('Hours', 3, [
        count('HoursVerified', 'verified'),
        count('HoursInvalid', 'invalid'),
        count('HoursMissing', 'missing'),
        count('Undecided', 'undecided'),
      ]),
      graph('Files that are not as CloudTrail delivered them', 3, [
        count('FilesInvalid', 'invalid'),
        count('FilesMissing', 'missing'),
        count('FilesUnreferenced', 'in no digest'),
        count('FilesNotProcessed', 'not processed'),
      ]),
      graph('Age of the newest verified hour, in seconds', 3, [state('NewestVerifiedHourAge', 'age')], {
        right: [state('Backlog', 'hours to verify')],
        rightYAxis: { min: 0 },
      }),
    ],
  ];
}
