import type { GetTrailStatusResponse } from '@aws-sdk/client-cloudtrail';
import { flagOf } from '../../../../lib/template/unknown';
import { type Check, compared, unknown } from '../check';
import type { DeclaredResource } from '../declared';

const HOUR_MILLIS = 3_600_000;
/** A digest comes for every hour, also for one without events, and may be late. */
const LATEST_DIGEST_HOURS = 3;

type Status = Partial<GetTrailStatusResponse>;

/** Where deliveries go wrong, and what is to be looked at then. */
const ERRORS: readonly [error: keyof Status, what: string, fix: string][] = [
  ['LatestDeliveryError', 'log files', 'look at the bucket, its policy and the policy of the key'],
  ['LatestDigestDeliveryError', 'digest files', 'look at the bucket, its policy and the policy of the key'],
  ['LatestNotificationError', 'notifications', 'look at the topic, its policy and the policy of its key'],
  ['LatestCloudWatchLogsDeliveryError', 'events to CloudWatch Logs', 'look at the log group, and at the role that CloudTrail assumes'],
];

/** Whether a trail logs, and whether what it delivers arrives. */
export function deliveryOf(resource: DeclaredResource, status: Status, now = new Date()): Check[] {
  const { properties, arn } = resource;
  const declared = properties.IsLogging ?? true;
  const fix = `aws cloudtrail ${flagOf(declared) === false ? 'stop' : 'start'}-logging --name ${arn}`;
  const since = status.StopLoggingTime ? ` since ${status.StopLoggingTime.toISOString()}` : '';
  const because = status.IsLogging ? 'the trail logs, and was declared not to' : `the trail does not log${since}: no event is recorded`;
  return [
    compared(resource, { property: 'IsLogging', declared, live: status.IsLogging ?? false, because, fix }),
    ...ERRORS.flatMap(([name, what, advice]) => errorOf(resource, name, status[name], what, advice)),
    ...(status.IsLogging ? [firstDelivery(resource, status), ...digests(resource, status, now)] : []),
  ];
}

function errorOf(resource: DeclaredResource, property: string, live: unknown, what: string, fix: string): Check[] {
  if (live === undefined || live === '') return [];
  return [{ resource, property, verdict: 'error', live, because: `CloudTrail cannot deliver ${what}`, fix }];
}

/** Whether a log file ever arrived. */
function firstDelivery(resource: DeclaredResource, { LatestDeliveryTime, LatestDeliveryError, StartLoggingTime }: Status): Check {
  const property = 'LatestDeliveryTime';
  if (LatestDeliveryTime) return { resource, property, verdict: 'same', live: LatestDeliveryTime.toISOString() };
  const since = StartLoggingTime ? ` since logging began at ${StartLoggingTime.toISOString()}` : '';
  const hint = LatestDeliveryError ? '' : '; the first one comes within minutes of the first event: --wait waits for it';
  return unknown(resource, property, `no log file was delivered${since}${hint}`);
}

function digests(resource: DeclaredResource, { LatestDigestDeliveryTime: latest, StartLoggingTime: start }: Status, now: Date): Check[] {
  if (flagOf(resource.properties.EnableLogFileValidation) !== true) return [];
  const property = 'LatestDigestDeliveryTime';
  const from = latest ?? start;
  const isLate = from !== undefined && now.getTime() - from.getTime() > LATEST_DIGEST_HOURS * HOUR_MILLIS;
  const live = latest?.toISOString();
  if (isLate) {
    const because = latest
      ? 'no digest was delivered for more than three hours, and one is due every hour'
      : 'no digest was ever delivered, and one is due every hour';
    return [
      { resource, property, verdict: 'error', ...(live && { live }), because, fix: 'look at the bucket, its policy and the policy of the key' },
    ];
  }
  return live ? [{ resource, property, verdict: 'same', live }] : [];
}
