import { keyById } from '../../../template/find';
import type { TemplateResource } from '../../../template/resource';
import { display, isUnresolved } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import type { ControlRule } from '../control-rule';
import { type Judgement, notApplicable, property, unknown } from '../judgement';
import { judgeFlag, range } from '../values';

/** What a key has to be for KMS to rotate it, with what each of it is by default. */
const ROTATED = { KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS' } as const;

const YEAR = 365;

/** KEY-01. */
export const keyRotation: ControlRule = {
  id: 'KEY-01',
  name: 'KeyRotation',
  title: 'KMS rotates the key',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  rationale: 'The longer key material is in use, the more is lost with it: with rotation, what leaks opens the files of one period alone.',
  predicate: 'EnableKeyRotation is true, for a replica that of its primary key; nothing is asked of keys that KMS cannot rotate by itself',
  live: 'kms:GetKeyRotationStatus',
  fix: 'set EnableKeyRotation to true',
  limit:
    'keys with imported material, in a key store of your own, asymmetric and HMAC keys are rotated by hand or not at all, and nobody sees here whether they are',
  of: 'key',
  judge: (key, { world }) => (key.type === 'AWS::KMS::ReplicaKey' ? ofPrimary(world, key) : ofKey(world, key)),
};

/** The material of a replica is that of its primary key, and rotated with it. */
function ofPrimary(world: World, replica: TemplateResource): Judgement {
  const arn = replica.property('PrimaryKeyArn');
  const primary = keyById(world, textOf(arn), replica);
  if (primary?.type === 'AWS::KMS::Key') return ofKey(world, primary);
  const named = `the primary key ${display(textOf(arn) ?? '')}`.trim();
  return unknown(`${named} is not defined in these templates, and a replica is rotated with it`, named, property(replica, 'PrimaryKeyArn'));
}

function ofKey(world: World, key: TemplateResource): Judgement {
  const others = Object.entries(ROTATED).flatMap(([name, wanted]) => {
    const text = key.property(name) === undefined ? wanted : textOf(key.property(name));
    return text === wanted ? [] : [{ name, text }];
  });
  const other = others.find(({ text }) => text !== undefined && !isUnresolved(text));
  if (other) return notApplicable(`${other.name} is ${other.text}: KMS does not rotate such a key by itself`, property(key, other.name));
  const rotated = ofFlag(world, key);
  const [open] = others;
  // CloudFormation deploys no rotation for a key that cannot be rotated.
  if (!open || rotated.verdict === 'pass') return rotated;
  const dependsOn = display(unknownIn(key.property(open.name)) ?? open.name);
  return unknown(`whether KMS can rotate the key is not known, and ${rotated.because}`, dependsOn, property(key, open.name), ...rotated.grounds);
}

function ofFlag(world: World, key: TemplateResource): Judgement {
  const judgement = judgeFlag(world, key, 'EnableKeyRotation', true, {
    pass: 'rotation is on',
    fail: 'rotation is off',
    missing: { verdict: 'fail', because: 'EnableKeyRotation is missing, and the default is false' },
  });
  return judgement.verdict === 'pass' ? withPeriod(world, key, judgement) : judgement;
}

/** The controls ask whether there is rotation, not how often. */
function withPeriod(world: World, key: TemplateResource, judgement: Judgement): Judgement {
  const period = key.property('RotationPeriodInDays');
  if (period === undefined) return judgement;
  const { most } = range(world, period) ?? { most: Number.POSITIVE_INFINITY };
  const note = most > YEAR ? ', which may be less than once a year' : '';
  return {
    ...judgement,
    because: `${judgement.because}, every ${display(textOf(period) ?? 'so many')} days${note}`,
    grounds: [...judgement.grounds, property(key, 'RotationPeriodInDays')],
  };
}
