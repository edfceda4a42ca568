import { isJson } from '../../../template/json';
import { textOf } from '../../../template/unknown';
import type { ControlRule } from '../control-rule';
import { fail, pass, property, unknown } from '../judgement';
import { known } from '../values';

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
    const written = bucket.property('PublicAccessBlockConfiguration');
    const ground = property(bucket, 'PublicAccessBlockConfiguration');
    if (written === undefined)
      return fail('PublicAccessBlockConfiguration is missing: S3 blocks for new buckets, but the template does not say so', ground);
    if (!isJson(written)) return unknown('PublicAccessBlockConfiguration is not known', textOf(written) ?? 'PublicAccessBlockConfiguration', ground);
    const off = FLAGS.filter((flag) => written[flag] === undefined);
    if (off.length > 0) return fail(`${off.join(' and ')} are missing, and the default is false`, ground);
    for (const flag of FLAGS) {
      const found = known(world, written[flag], ['true', 'false']);
      const possible = 'text' in found ? [found.text.toLowerCase()] : 'oneOf' in found ? found.oneOf : [];
      if (possible.length === 1 && possible[0] === 'true') continue;
      const at = property(bucket, 'PublicAccessBlockConfiguration', flag);
      return 'open' in found ? unknown(`${flag} is not known`, found.open, at) : fail(`${flag} is not true`, at);
    }
    return pass('all four flags are true', ground);
  },
};
