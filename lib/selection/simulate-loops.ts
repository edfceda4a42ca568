import type { CloudTrailRecord } from '../log-format/record';
import { evaluate, type Logged } from './evaluate';
import type { SimulatedTrail } from './simulate-trail';

const DELIVERS = 'cloudtrail.amazonaws.com';

/** A trail that logs what it, or another trail, delivers: each delivery is an event, which is delivered again. */
export interface Loop {
  readonly trail: SimulatedTrail;
  /** The ARN of the bucket. */
  readonly bucket: string;
  /** Deliveries in the logs that the trail logs. */
  readonly events: number;
  /** Whether the selectors log deliveries to the bucket. */
  readonly declared: Logged;
}

/** Finds such loops in past events and in the declaration. */
export class LoopCounts {
  private readonly counts = new Map<SimulatedTrail, Map<string, number>>();

  /** @param logBuckets the ARNs of the buckets of the declaration that receive what follows from events */
  constructor(private readonly logBuckets: readonly string[]) {}

  /** Counts an object that a service put into a bucket, and that the trail logs. Into a log bucket, copies and access logs count, too. */
  add(trail: SimulatedTrail, { service, bucket }: { service: string; bucket: string }): void {
    if (service !== DELIVERS && !this.logBuckets.includes(bucket)) return;
    const counts = this.counts.get(trail) ?? new Map<string, number>();
    this.counts.set(trail, counts);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }

  /** All loops, those of the logs first. */
  of(trails: readonly SimulatedTrail[]): Loop[] {
    const loops = trails.flatMap((trail) => {
      const counts = this.counts.get(trail) ?? new Map<string, number>();
      return [...new Set([...counts.keys(), ...this.logBuckets])].map((bucket) => ({
        trail,
        bucket,
        events: counts.get(bucket) ?? 0,
        declared: logsDeliveries(trail, bucket),
      }));
    });
    return loops.filter(({ events, declared }) => events > 0 || declared === 'yes').sort((one, other) => other.events - one.events);
  }
}

function logsDeliveries({ selectors, options, scope }: SimulatedTrail, bucket: string): Logged {
  const delivery: CloudTrailRecord = {
    eventCategory: 'Data',
    eventType: 'AwsApiCall',
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    readOnly: false,
    userIdentity: { type: 'AWSService', invokedBy: DELIVERS },
    resources: [
      { type: 'AWS::S3::Object', ARN: `${bucket}/AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/01/a.json.gz` },
      { type: 'AWS::S3::Bucket', ARN: bucket },
    ],
  };
  return scope?.isLogging === false ? 'no' : evaluate(delivery, selectors, options).logged;
}
