import { bucketByName } from '../../../template/find';
import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import type { ControlRule } from '../control-rule';
import { fail, type Ground, type Judgement, pass, property, unknown } from '../judgement';
import { valueAt } from '../places';
import { lockOf } from './lock';

/** BKT-03. */
export const accessLogging: ControlRule = {
  id: 'BKT-03',
  name: 'LogBucketAccessLogging',
  title: 'Requests to the log bucket are logged',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Who reads or deletes log files is seen only where requests to their bucket are logged themselves.',
  predicate:
    'the bucket has a LoggingConfiguration, without DestinationBucketName for itself; a bucket of these templates that is to receive access logs has no default retention of Object Lock, for S3 delivers none to such a bucket',
  live: 's3:GetBucketLogging',
  fix: 'set LoggingConfiguration with another bucket as its DestinationBucketName',
  limit: 'whether the policy of the other bucket lets S3 deliver is not looked at',
  of: 'logBucket',
  judge: (bucket, { world }) => {
    const logging = bucket.property('LoggingConfiguration');
    const ground = property(bucket, 'LoggingConfiguration');
    if (logging === undefined) return fail('LoggingConfiguration is missing', ground);
    if (!isJson(logging)) return unknown('LoggingConfiguration is not known', display(unknownIn(logging) ?? 'LoggingConfiguration'), ground);
    const name = logging.DestinationBucketName;
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-loggingconfiguration.html
    if (name === undefined) return judgeTarget(world, bucket, 'requests are logged, to the bucket itself', ground);
    const target = bucketByName(world, textOf(name));
    return judgeTarget(world, target, 'requests are logged', valueAt(bucket, 'LoggingConfiguration', 'DestinationBucketName').ground);
  },
};

function judgeTarget(world: World, target: TemplateResource | undefined, because: string, ground: Ground): Judgement {
  const lock = target && lockOf(world, target);
  if (!lock || lock.most === 0) return pass(because, ground);
  if (lock.least > 0) return fail('S3 delivers no access logs to a bucket with a default retention of Object Lock', ground, ...lock.grounds);
  return unknown('whether the bucket for access logs has a default retention is not known', lock.dependsOn.join('; '), ground);
}
