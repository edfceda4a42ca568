import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IDependable } from 'constructs';

/** What a trail needs to know of the log group that it delivers to. */
export interface BoundCloudWatchLogs {
  readonly logGroup: ILogGroup;
  /** With its streams, as CloudTrail takes it. */
  readonly logGroupArn: string;
  readonly roleArn: string;
  /** What must exist before CloudTrail tries the role. */
  readonly dependency: IDependable;
}

/** What a trail needs to know of the topic that it notifies. */
export interface BoundNotifications {
  readonly topicArn: string;
  /** What must exist before CloudTrail tries the topic. */
  readonly dependency: IDependable;
}
