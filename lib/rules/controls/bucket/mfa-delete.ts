import type { ControlRule } from '../control-rule';
import { property, unknown } from '../judgement';

/** BKT-12. */
export const mfaDelete: ControlRule = {
  id: 'BKT-12',
  name: 'LogBucketMfaDelete',
  title: 'Versions of log files are deleted with MFA only',
  severity: 'low',
  decidable: 'none',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'With MFA delete, stolen credentials are not enough to delete a version or to suspend versioning.',
  predicate: 'nothing in a template can say it: the root user switches MFA delete on, with the API',
  live: 's3:GetBucketVersioning MFADelete',
  fix: 'let the root user switch on MFA delete, or lock the log files with Object Lock in its place',
  of: 'logBucket',
  judge: (bucket) => unknown('MFA delete cannot be set in a template', 'MFA delete of the bucket', property(bucket, 'VersioningConfiguration')),
};
