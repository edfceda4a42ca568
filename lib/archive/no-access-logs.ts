import { Stack } from 'aws-cdk-lib';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { propertyOf } from '../private/property';
import { reportAtSynthesis } from '../private/report';

/** A trail does not log its own archive: without access logs nobody does. */
export function warnOfNoAccessLogs(scope: IConstruct, bucket: CfnBucket): void {
  reportAtSynthesis(scope, () =>
    Stack.of(bucket).resolve(propertyOf(bucket, 'LoggingConfiguration', bucket.loggingConfiguration)) !== undefined
      ? []
      : [
          {
            id: 'cdk-cloudtrail:LogArchive.noAccessLogs',
            severity: 'warning',
            message: 'nothing records who reads or deletes log files, since a trail does not log its own archive',
            value: bucket.node.path.replace(/\/Resource$/, ''),
            fix: "give the bucket 'serverAccessLogsBucket'",
          },
        ],
  );
}
