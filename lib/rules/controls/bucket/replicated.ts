import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import { type Answer, every, not, some } from '../answer';
import type { ControlRule, ControlScene } from '../control-rule';
import { enabled, isRight } from '../judge-value';
import { fail, type Judgement, pass, unknown } from '../judgement';
import { itemsAt, memberOf, type Placed, placeWithin, valueAt } from '../places';
import { isSet } from '../values';
import { isKmsDefault } from './encryption';
import { filesOf, filterOf, isForUntagged, isPrefixOf } from './log-files';

const RULES = ['ReplicationConfiguration', 'Rules'];
const STATUS = enabled('Disabled');

/** BKT-13. */
export const replicated: ControlRule = {
  id: 'BKT-13',
  name: 'LogBucketReplicated',
  title: 'Log files are replicated to another bucket',
  severity: 'low',
  decidable: 'partly',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'A copy in another Region or account survives what happens to the bucket.',
  predicate:
    'ReplicationConfiguration has an enabled rule that is about the log files; where KMS encrypts them, it has to say that it is about such objects, too',
  live: 's3:GetBucketReplication',
  fix: 'add an enabled rule for all objects to ReplicationConfiguration, with SourceSelectionCriteria for objects that KMS encrypts',
  limit: 'the ARN of the other bucket tells neither its Region nor its account, and whether the role may replicate is not looked at',
  of: 'logBucket',
  judge: (bucket, scene) => {
    const { value, ground } = valueAt(bucket, ...RULES);
    const rules = itemsAt(bucket, value, ...RULES);
    if (!rules) return unknown('ReplicationConfiguration is not known', display(unknownIn(value) ?? 'ReplicationConfiguration'), ground);
    if (rules.length === 0) return fail('ReplicationConfiguration is missing or has no rules', ground);
    return judgeRules(bucket, scene, rules);
  },
};

function judgeRules(bucket: TemplateResource, { world, trail }: ControlScene, rules: readonly Placed[]): Judgement {
  const encrypted = isEncryptedWithKms(world, trail.resource, bucket);
  const ground = valueAt(bucket, ...RULES).ground;
  const files = filesOf(
    trail,
    rules.flatMap(({ value }) => textOf(filterOf(value).prefix) ?? []),
  );
  const inForce = rules.map((rule) => ({ rule, answer: isRight(world, memberOf(rule.value, 'Status'), STATUS) }));
  const covered = (takes: (rule: Placed) => Answer) =>
    every(
      files.map(({ key, isDelivered }) =>
        some([not(isDelivered), ...inForce.map(({ rule, answer }) => every([answer, isAbout(rule, key), takes(rule)]))]),
      ),
    );
  const answer = covered((rule) => some([not(encrypted), takesEncrypted(world, rule)]));
  if (answer === true) {
    const enabledRules = inForce.filter((one) => one.answer === true);
    return pass('an enabled rule replicates log files', ...enabledRules.map(({ rule }) => placeWithin(rule.ground, 'Status')));
  }
  if (answer !== false) return unknown('whether log files are replicated is not known', answer.dependsOn, ground);
  const but = covered(() => true) === true ? 'KMS encrypts log files, and no rule says that it is about such objects' : undefined;
  return fail(but ?? 'no enabled rule is about all log files', ground);
}

function isAbout({ value }: Placed, key: string): Answer {
  const { prefix, tags } = filterOf(value);
  return every([isPrefixOf(prefix, key), isForUntagged(tags)]);
}

/** S3 leaves out what KMS encrypts unless a rule says otherwise. */
function takesEncrypted(world: World, { value }: Placed): Answer {
  return isRight(world, memberOf(memberOf(memberOf(value, 'SourceSelectionCriteria'), 'SseKmsEncryptedObjects'), 'Status'), STATUS);
}

function isEncryptedWithKms(world: World, trail: TemplateResource, bucket: TemplateResource): Answer {
  const own = isSet(world, trail.property('KMSKeyId'));
  return some([own === 'unknown' ? { dependsOn: 'KMSKeyId of the trail' } : own, isKmsDefault(world, bucket)]);
}
