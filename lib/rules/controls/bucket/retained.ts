import type { TemplateResource } from '../../../template/resource';
import type { World } from '../../../template/world';
import type { ControlRule } from '../control-rule';
import { judgeValue } from '../judge-value';
import { allOf, attribute, type Judgement } from '../judgement';

/** BKT-09. */
export const retained: ControlRule = {
  id: 'BKT-09',
  name: 'LogBucketRetained',
  title: 'The log bucket outlives its stack',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Whoever deletes a stack, or changes what replaces the bucket, must not delete the log files with it.',
  predicate: 'DeletionPolicy is Retain or RetainExceptOnCreate, and UpdateReplacePolicy is Retain',
  live: 'only the template tells it',
  fix: 'set DeletionPolicy and UpdateReplacePolicy to Retain',
  of: 'logBucket',
  judge: (bucket, { world }) =>
    allOf([
      judgeAttribute(world, bucket, 'DeletionPolicy', ['Retain', 'RetainExceptOnCreate']),
      judgeAttribute(world, bucket, 'UpdateReplacePolicy', ['Retain']),
    ]),
};

/** With `AWS::LanguageExtensions` the attribute can be made by intrinsic functions. */
function judgeAttribute(world: World, bucket: TemplateResource, name: string, right: readonly string[]): Judgement {
  const value = world.resolve(bucket.stack, bucket.raw[name]);
  return judgeValue(
    world,
    { value, ground: attribute(bucket, name) },
    {
      all: [...right, 'Delete', 'Snapshot'],
      right,
      name,
      pass: `${name} keeps the bucket`,
      missing: 'and the default is Delete',
    },
  );
}
