import type { ControlRule } from '../control-rule';
import { judgeValue, TRUE } from '../judge-value';
import { allOf, fail, property } from '../judgement';
import { valueAt } from '../places';

const FLAGS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** BKT-01. */
export const blockPublicAccess: ControlRule = {
  id: 'BKT-01',
  name: 'LogBucketBlockPublicAccess',
  title: 'The log bucket blocks public access in all four ways',
  severity: 'critical',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Log files tell who does what, from where and with which names: nobody outside may read them, whatever a later policy says.',
  predicate: 'the bucket named by S3BucketName declares all four flags of PublicAccessBlockConfiguration true',
  live: 's3:GetPublicAccessBlock, s3control:GetPublicAccessBlock',
  fix: 'set all four flags of PublicAccessBlockConfiguration to true',
  of: 'logBucket',
  judge: (bucket, { world }) => {
    if (bucket.property('PublicAccessBlockConfiguration') === undefined) {
      const because = 'PublicAccessBlockConfiguration is missing: S3 blocks for new buckets, but the template does not say so';
      return fail(because, property(bucket, 'PublicAccessBlockConfiguration'));
    }
    return allOf(
      FLAGS.map((name) =>
        judgeValue(world, valueAt(bucket, 'PublicAccessBlockConfiguration', name), {
          ...TRUE,
          name,
          pass: 'all four flags are true',
          missing: 'and the default is false',
        }),
      ),
    );
  },
};
