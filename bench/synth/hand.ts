import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { defineArchive, letTrailDeliver } from './hand-archive';
import { defineLogs } from './hand-logs';
import type { Resources } from './resources';
import type { Size } from './size';

/**
 * The trail as somebody writes it who knows what it needs: the same resources, by L2 where there is one that can say it.
 *
 * The tree has the shape of the library's, so that the logical ids are the same and the templates can be compared.
 */
export function defineTrail(stack: Stack, resources: Resources, size: Size): void {
  const trailName = 'audit';
  const archive = defineArchive(stack);
  const scope = new Construct(stack, 'Trail');
  const trailArn = stack.formatArn({
    service: 'cloudtrail',
    resource: 'trail',
    resourceName: trailName,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  letTrailDeliver(stack, archive, trailArn);
  const { logGroup, role, policy } = defineLogs(scope);
  const trail = new CfnTrail(scope, 'Resource', {
    trailName,
    isLogging: true,
    s3BucketName: archive.bucket.bucketName,
    kmsKeyId: archive.key.keyArn,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    advancedEventSelectors: selectors(resources, size, [archive.accessLogs, archive.bucket]),
    cloudWatchLogsLogGroupArn: logGroup.logGroupArn,
    cloudWatchLogsRoleArn: role.roleArn,
  });
  trail.node.addDependency(archive.policy, policy);
}

function selectors({ buckets, tables }: Resources, { functions, logsAllBuckets }: Size, logBuckets: readonly Bucket[]) {
  const objects = logsAllBuckets ? { notStartsWith: logBuckets.map(objectsOf) } : { startsWith: buckets.map(objectsOf) };
  return [
    { fieldSelectors: [row('eventCategory', 'Management')] },
    ofType('AWS::S3::Object', { field: 'resources.ARN', ...objects }),
    ...(tables.length > 0 ? [ofType('AWS::DynamoDB::Table', row('resources.ARN', ...tables.map(({ tableArn }) => tableArn)))] : []),
    ...(functions > 0 ? [ofType('AWS::Lambda::Function')] : []),
  ];
}

function ofType(type: string, ...rows: CfnTrail.AdvancedFieldSelectorProperty[]) {
  return { fieldSelectors: [row('eventCategory', 'Data'), row('resources.type', type), ...rows] };
}

function row(field: string, ...equalTo: string[]): CfnTrail.AdvancedFieldSelectorProperty {
  return { field, equalTo };
}

function objectsOf({ bucketArn }: Bucket): string {
  return `${bucketArn}/`;
}
