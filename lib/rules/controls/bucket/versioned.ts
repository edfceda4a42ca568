import type { TemplateResource } from '../../../template/resource';
import type { World } from '../../../template/world';
import { type Answer, some } from '../answer';
import type { ControlRule } from '../control-rule';
import { enabled, isRight, judgeValue, TRUE } from '../judge-value';
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
  predicate: 'Status of VersioningConfiguration is Enabled',
  live: 's3:GetBucketVersioning',
  fix: 'set Status of VersioningConfiguration to Enabled',
  of: 'logBucket',
  judge: (bucket, { world }) =>
    judgeValue(world, valueAt(bucket, 'VersioningConfiguration', 'Status'), {
      ...STATUS,
      name: 'Status of VersioningConfiguration',
      pass: 'versioning is enabled',
      // As for public access: what S3 does by itself, no template says.
      missing: 'and the default is that no versions are kept, unless Object Lock makes S3 keep them',
    }),
};

/** Whether a bucket keeps versions. */
export function keepsVersions(world: World, bucket: TemplateResource): Answer {
  const status = valueAt(bucket, 'VersioningConfiguration', 'Status').value;
  return some([isRight(world, status, STATUS), isRight(world, bucket.property('ObjectLockEnabled'), TRUE)]);
}
