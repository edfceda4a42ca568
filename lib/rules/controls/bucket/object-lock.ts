import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { unknownIn } from '../../../template/unknown';
import type { ControlRule } from '../control-rule';
import { judgeValue, TRUE } from '../judge-value';
import { allOf, fail, type Judgement, pass, property, unknown } from '../judgement';
import { valueAt } from '../places';
import { RETENTION } from './lock';

/** BKT-07. */
export const objectLock: ControlRule = {
  id: 'BKT-07',
  name: 'LogBucketObjectLock',
  title: 'The log bucket locks every log file for a time',
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'While a log file is locked, no permission suffices to delete it: of mode COMPLIANCE not even that of the root user.',
  predicate: 'ObjectLockEnabled is true, and ObjectLockConfiguration has a DefaultRetention with days or years',
  live: 's3:GetObjectLockConfiguration',
  fix: 'set ObjectLockEnabled to true and a DefaultRetention in ObjectLockConfiguration',
  limit: 'of mode GOVERNANCE, some may still delete: whoever has s3:BypassGovernanceRetention',
  of: 'logBucket',
  judge: (bucket, { world }) =>
    allOf([
      judgeValue(
        world,
        { value: bucket.property('ObjectLockEnabled'), ground: property(bucket, 'ObjectLockEnabled') },
        {
          ...TRUE,
          name: 'ObjectLockEnabled',
          pass: 'Object Lock is enabled',
          missing: 'and the default is false',
        },
      ),
      judgeRetention(bucket),
    ]),
};

/** S3 refuses a mode without a time, and no time at all: what is left out is enough to fail. */
function judgeRetention(bucket: TemplateResource): Judgement {
  const { value, ground } = valueAt(bucket, ...RETENTION);
  if (value === undefined) return fail('objects are locked only if whoever puts them asks for it: there is no DefaultRetention', ground);
  if (!isJson(value)) return unknown('DefaultRetention is not known', display(unknownIn(value) ?? 'DefaultRetention'), ground);
  const period = ['Days', 'Years'].find((name) => value[name] !== undefined);
  if (period === undefined) return fail('DefaultRetention has neither days nor years', valueAt(bucket, ...RETENTION, 'Days').ground);
  return pass('each object is locked by default', valueAt(bucket, ...RETENTION, period).ground);
}
