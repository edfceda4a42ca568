import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import { type Answer, some } from '../answer';
import type { ControlRule } from '../control-rule';
import { allOf, attribute, fail, type Judgement, pass, property, unknown } from '../judgement';
import { judgeFlag, known, range } from '../values';

const KEEPING = ['Retain', 'RetainExceptOnCreate'];

/** The longest time that KMS waits before it deletes a key, in days. */
const LONGEST = 30;

/** KEY-04. */
export const keyKept: ControlRule = {
  id: 'KEY-04',
  name: 'KeyKept',
  title: 'The key stays usable when its stack goes',
  severity: 'low',
  decidable: 'partly',
  resourceTypes: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  rationale: 'Log files outlive their stack, and nobody can read one of them once the key is gone.',
  predicate: `DeletionPolicy is Retain or RetainExceptOnCreate, or PendingWindowInDays is ${LONGEST}, the longest time; and Enabled is not false`,
  live: 'kms:DescribeKey KeyState',
  fix: 'set DeletionPolicy to Retain, and leave the key enabled',
  limit: 'who disables the key or schedules its deletion later is not seen, nor whether an update replaces the key',
  of: 'key',
  judge: (key, { world }) => allOf([judgeKept(world, key), judgeEnabled(world, key)]),
};

function judgeEnabled(world: World, key: TemplateResource): Judgement {
  return judgeFlag(world, key, 'Enabled', true, {
    pass: 'the key is enabled',
    fail: 'the key is disabled',
    missing: { verdict: 'pass', because: 'the key is enabled by default' },
  });
}

function judgeKept(world: World, key: TemplateResource): Judgement {
  const [policy, window] = [attribute(key, 'DeletionPolicy'), property(key, 'PendingWindowInDays')];
  const [retained, delayed] = [isRetained(world, key), isDelayed(world, key)];
  if (retained === true) return pass('DeletionPolicy keeps the key', policy);
  if (delayed === true) return pass(`a deleted key can be saved for ${LONGEST} days, the longest time`, window);
  const kept = some([retained, delayed]);
  if (typeof kept === 'object') return unknown('whether the key is kept is not known', kept.dependsOn, policy, window);
  const missing = key.property('PendingWindowInDays') === undefined;
  return fail(
    `DeletionPolicy does not keep the key, and PendingWindowInDays is ${missing ? `missing: KMS waits ${LONGEST} days, but the template does not say so` : `less than ${LONGEST}`}`,
    policy,
    window,
  );
}

function isRetained(world: World, { stack, raw }: TemplateResource): Answer {
  const policy = world.resolve(stack, raw.DeletionPolicy);
  if (policy === undefined) return false;
  const found = known(world, policy, [...KEEPING, 'Delete']);
  if ('open' in found) return { dependsOn: found.open };
  const possible = 'text' in found ? [found.text] : found.oneOf;
  if (possible.every((one) => KEEPING.includes(one))) return true;
  return possible.some((one) => KEEPING.includes(one)) ? { dependsOn: display(String(policy)) } : false;
}

function isDelayed(world: World, key: TemplateResource): Answer {
  const window = key.property('PendingWindowInDays');
  if (window === undefined) return false;
  const days = range(world, window);
  if (days && days.least >= LONGEST) return true;
  return days && days.most < LONGEST ? false : { dependsOn: display(textOf(window) ?? String(unknownIn(window))) };
}
