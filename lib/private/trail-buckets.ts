import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { canonicalArn, isPartlyUnknown } from './canonical-arn';
import { logBucketArnOf } from './log-buckets';

/** The buckets of a part of the app that trails deliver to; `undefined` where that cannot be told, since no trail is known to, or any could. */
export function trailBucketsIn(scope: IConstruct): ReadonlySet<CfnBucket> | undefined {
  const trails = scope.node.root.node.findAll().filter((construct): construct is CfnTrail => CfnTrail.isCfnTrail(construct));
  const named = new Set(trails.map((trail) => canonicalArn(logBucketArnOf(trail))));
  if ([...named].some((arn) => arn === '' || isPartlyUnknown(arn))) return undefined;
  const buckets = scope.node.findAll().filter((construct): construct is CfnBucket => CfnBucket.isCfnBucket(construct));
  const found = buckets.filter((bucket) => named.has(canonicalArn(bucket.attrArn)));
  return found.length > 0 ? new Set(found) : undefined;
}
