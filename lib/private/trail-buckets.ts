import { Aws, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { canonicalArn, isPartlyUnknown } from './canonical-arn';
import { propertyOf } from './property';
import { arnIn } from './resolved-bucket';

/** The buckets of a part of the app that trails deliver to; `undefined` where that cannot be told, since no trail is known to, or any could. */
export function trailBucketsIn(scope: IConstruct): ReadonlySet<CfnBucket> | undefined {
  const trails = scope.node.root.node.findAll().filter((construct): construct is CfnTrail => CfnTrail.isCfnTrail(construct));
  const named = new Set(trails.map(bucketOf));
  if ([...named].some((arn) => arn === '' || isPartlyUnknown(arn))) return undefined;
  const buckets = scope.node.findAll().filter((construct): construct is CfnBucket => CfnBucket.isCfnBucket(construct));
  const found = buckets.filter((bucket) => named.has(canonicalArn(bucket.attrArn)));
  return found.length > 0 ? new Set(found) : undefined;
}

function bucketOf(trail: CfnTrail): string {
  const name = propertyOf(trail, 'S3BucketName', trail.s3BucketName);
  return canonicalArn(typeof name === 'string' ? `arn:${Aws.PARTITION}:s3:::${name}` : arnIn(Stack.of(trail).resolve(name), trail));
}
