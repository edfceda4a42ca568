import { Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AuditTrail, CloudWatchLogs, EventSelector, S3Objects } from '../../lib';

/** The same trail, by the construct of aws-cdk-lib and by that of this library. */
export interface Form {
  readonly name: string;
  readonly plain: (scope: Construct) => void;
  readonly library: (scope: Construct) => void;
}

export const FORMS: readonly Form[] = [
  {
    name: 'the smallest form',
    plain: (scope) => new Trail(scope, 'Trail'),
    library: (scope) => new AuditTrail(scope, 'Trail'),
  },
  {
    name: 'management events, and the objects of a bucket',
    plain: (scope) => new Trail(scope, 'Trail').addS3EventSelector([{ bucket: dataOf(scope) }]),
    library: (scope) => {
      const eventSelectors = [EventSelector.managementEvents(), EventSelector.s3Objects([S3Objects.of(dataOf(scope))])];
      new AuditTrail(scope, 'Trail', { eventSelectors });
    },
  },
  {
    name: 'the smallest form, delivered to CloudWatch Logs as well',
    plain: (scope) => new Trail(scope, 'Trail', { sendToCloudWatchLogs: true }),
    library: (scope) => new AuditTrail(scope, 'Trail', { cloudWatchLogs: CloudWatchLogs.toNewLogGroup() }),
  },
];

/** What is found of the bucket whose events are logged is no merit and no fault of a trail: it has a stack of its own. */
function dataOf(scope: Construct): Bucket {
  return new Bucket(new Stack(Stack.of(scope).node.scope as Construct, 'Data'), 'Reports');
}
