import { display } from '../../../template/symbols';
import { unknownIn } from '../../../template/unknown';
import { some } from '../answer';
import type { ControlRule } from '../control-rule';
import { fail, pass, unknown } from '../judgement';
import { placeWithin, valueAt } from '../places';
import { isInForce, lifecycleRules } from './lifecycle';

/** BKT-16. */
export const hasLifecycle: ControlRule = {
  id: 'BKT-16',
  name: 'LogBucketLifecycle',
  title: 'The log bucket has a lifecycle rule',
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Without a rule log files and their versions are kept, and paid for, until somebody thinks of them.',
  predicate: 'LifecycleConfiguration has a rule that is enabled',
  live: 's3:GetBucketLifecycleConfiguration',
  fix: 'add a rule to LifecycleConfiguration, with Status Enabled',
  limit: 'what the rule does is looked at by BKT-08 only',
  of: 'logBucket',
  judge: (bucket, { world }) => {
    const { value, ground } = valueAt(bucket, 'LifecycleConfiguration', 'Rules');
    const rules = lifecycleRules(bucket);
    if (!rules) return unknown('LifecycleConfiguration is not known', display(unknownIn(value) ?? 'LifecycleConfiguration'), ground);
    const answers = rules.map((rule) => isInForce(world, rule));
    const rule = rules[answers.indexOf(true)];
    if (rule) return pass('a lifecycle rule is enabled', placeWithin(rule.ground, 'Status'));
    const answer = some(answers);
    if (answer !== false) return unknown('whether a lifecycle rule is enabled is not known', (answer as { dependsOn: string }).dependsOn, ground);
    return fail(rules.length === 0 ? 'there is no lifecycle rule' : 'no lifecycle rule is enabled', ground);
  },
};
