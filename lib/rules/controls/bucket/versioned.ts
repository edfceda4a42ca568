import type { TemplateResource } from '../../../template/resource';
import type { World } from '../../../template/world';
import { type Answer, some } from '../answer';
import type { ControlRule } from '../control-rule';
import { enabled, isRight, judgeValue, TRUE } from '../judge-value';
import { pass, property, unknown } from '../judgement';
import { valueAt } from '../places';

const STATUS = enabled('Suspended');

/** BKT-05. */
export const versioned: ControlRule = {
  id: 'BKT-05',
  name: 'LogBucketVersioned',
  title: 'The log bucket keeps versions',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'A log file that is overwritten or deleted can be brought back only from a version.',
  predicate: 'Status of VersioningConfiguration is Enabled, or ObjectLockEnabled is true: S3 then keeps versions and lets nobody suspend that',
  live: 's3:GetBucketVersioning',
  fix: 'set Status of VersioningConfiguration to Enabled',
  of: 'logBucket',
  judge: (bucket, { world }) => {
    const lock = isRight(world, bucket.property('ObjectLockEnabled'), TRUE);
    const ground = property(bucket, 'ObjectLockEnabled');
    // S3 locks objects in versioned buckets only, and makes a bucket with Object Lock versioned. The L2 bucket says no more than that.
    if (bucket.property('VersioningConfiguration') === undefined && lock !== false) {
      if (lock === true) return pass('Object Lock is enabled, which S3 does together with versioning only', ground);
      return unknown('VersioningConfiguration is missing, and whether Object Lock is enabled is not known', lock.dependsOn, ground);
    }
    return judgeValue(world, valueAt(bucket, 'VersioningConfiguration', 'Status'), {
      ...STATUS,
      name: 'Status of VersioningConfiguration',
      pass: 'versioning is enabled',
      missing: 'and the default is that no versions are kept',
    });
  },
};

/** Whether a bucket keeps versions. */
export function keepsVersions(world: World, bucket: TemplateResource): Answer {
  const status = valueAt(bucket, 'VersioningConfiguration', 'Status').value;
  return some([isRight(world, status, STATUS), isRight(world, bucket.property('ObjectLockEnabled'), TRUE)]);
}
