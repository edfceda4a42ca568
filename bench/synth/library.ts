import { Duration, type Stack } from 'aws-cdk-lib';
import { AllBucketsConsent, AuditTrail, CloudWatchLogs, EventSelector, LogArchive, ResourceType, S3Objects } from '../../lib';
import type { Resources } from './resources';
import type { Size } from './size';

/** The trail as this library defines it. */
export function defineTrail(stack: Stack, resources: Resources, size: Size): void {
  new AuditTrail(stack, 'Trail', {
    trailName: 'audit',
    archive: new LogArchive(stack, 'Archive', { expireAfter: Duration.days(365) }),
    eventSelectors: selectors(resources, size),
    cloudWatchLogs: CloudWatchLogs.toNewLogGroup(),
  });
}

function selectors({ buckets, tables }: Resources, { functions, logsAllBuckets }: Size): EventSelector[] {
  const objects = logsAllBuckets
    ? [S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)]
    : buckets.map((one) => S3Objects.of(one));
  return [
    EventSelector.managementEvents(),
    EventSelector.s3Objects(objects),
    ...(tables.length > 0 ? [EventSelector.dynamoDbItems([...tables])] : []),
    ...(functions > 0 ? [EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION)] : []),
  ];
}
