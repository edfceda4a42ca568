import type { Destination } from '../../lib/monitoring/delivery-monitor.contract';
import { errorOf, signedRequest } from '../shared/aws/request';

/** What CloudTrail says of a trail in a Region. */
export interface TrailStatus {
  readonly isLogging: boolean;
  /** Since when it logs, in milliseconds since 1970. */
  readonly since?: number;
  /** What deliveries last failed with, by the destination. */
  readonly errors: Readonly<Partial<Record<Destination, string>>>;
}

/** The state of the trail in a Region. */
export type AskStatus = (region: string) => Promise<TrailStatus>;

/** As CloudTrail answers: times in seconds since 1970. An error is there as long as the last delivery failed. */
interface Answer {
  readonly IsLogging?: boolean;
  readonly StartLoggingTime?: number;
  readonly LatestDeliveryError?: string;
  readonly LatestDigestDeliveryError?: string;
  readonly LatestCloudWatchLogsDeliveryError?: string;
  readonly LatestNotificationError?: string;
}

const TARGET = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrailStatus';

/** Asks for a trail by its ARN: outside of its home Region its name is not known. */
export function statusOf(trailArn: string): AskStatus {
  return async (region) => {
    const answer = await signedRequest('cloudtrail', {
      ...{ method: 'POST', region, headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': TARGET } },
      body: JSON.stringify({ Name: trailArn }),
    });
    if (answer.status !== 200) throw errorOf(answer, `GetTrailStatus of ${trailArn} in ${region}`);
    return statusIn(JSON.parse(answer.body.toString('utf8')) as Answer, region);
  };
}

function statusIn(answer: Answer, region: string): TrailStatus {
  // What does not say whether it logs is no answer of CloudTrail's.
  if (typeof answer.IsLogging !== 'boolean') throw new Error(`GetTrailStatus in ${region} failed: the answer does not say whether the trail logs`);
  const stated: readonly (readonly [Destination, string | undefined])[] = [
    ['LogFiles', answer.LatestDeliveryError],
    ['DigestFiles', answer.LatestDigestDeliveryError],
    ['CloudWatchLogs', answer.LatestCloudWatchLogsDeliveryError],
    ['Notifications', answer.LatestNotificationError],
  ];
  return {
    isLogging: answer.IsLogging,
    ...(answer.StartLoggingTime !== undefined && { since: answer.StartLoggingTime * 1000 }),
    errors: Object.fromEntries(stated.filter(([, error]) => error)),
  };
}
