import { isJson } from '../../../template/json';
import { display } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import type { ControlRule } from '../control-rule';
import { allOf, fail, type Ground, type Judgement, pass, property, unknown } from '../judgement';
import { itemsAt } from '../places';
import { known } from '../values';

/** TRAIL-13. */
export const tagged: ControlRule = {
  id: 'TRAIL-13',
  name: 'TrailTagged',
  title: 'The trail has tags that say whose it is',
  severity: 'info',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Tags tell whom to ask before a trail is changed, and policies can protect what has them.',
  predicate: 'Tags has a key that does not begin with aws:, and every key that the pack requires',
  live: 'cloudtrail:ListTags',
  fix: 'add the tags',
  limit: 'tags that a deployment gives to a whole stack are not seen',
  of: 'trail',
  judge: ({ resource }, { world, parameters }) => {
    const tags = resource.property('Tags');
    const whole = property(resource, 'Tags');
    const items = itemsAt(resource, tags, 'Tags');
    if (!items) return unknown('Tags is not known', display(String(unknownIn(tags))), whole);
    const keys = items.map(({ value, ground }) => ({ key: isJson(value) ? value.Key : value, ground }));
    if (parameters.requiredTags.length === 0) return judgeAny(keys, whole);
    return allOf(parameters.requiredTags.map((required) => judgeRequired(world, required, keys, whole)));
  },
};

interface Key {
  readonly key: unknown;
  readonly ground: Ground;
}

function judgeAny(keys: readonly Key[], whole: Ground): Judgement {
  const own = keys.find(({ key }) => isOwn(key) === true);
  if (own) return pass(`the trail has the tag ${textOf(own.key)}`, own.ground);
  const open = keys.find(({ key }) => isOwn(key) === 'unknown');
  if (open) return unknown('whether a tag is one of AWS is not known', display(String(unknownIn(open.key))), open.ground);
  return fail(keys.length > 0 ? 'the trail has no tags but those of AWS' : 'the trail has no tags', whole);
}

/** Whether a key is none of AWS, which begin with `aws:`. */
function isOwn(key: unknown): boolean | 'unknown' {
  const [beginning = '', ...open] = (textOf(key) ?? 'aws:').toLowerCase().split('‹');
  if (beginning.startsWith('aws:')) return false;
  return open.length > 0 && 'aws:'.startsWith(beginning) ? 'unknown' : true;
}

function judgeRequired(world: World, required: string, keys: readonly Key[], whole: Ground): Judgement {
  const found = keys.find(({ key }) => textOf(key) === required);
  if (found) return pass(`the trail has the tag ${required}`, found.ground);
  const open = keys.map((one) => ({ ...one, is: known(world, one.key, [required]) })).find(({ is }) => 'open' in is);
  if (open && 'open' in open.is) return unknown(`whether the trail has the tag ${required} is not known`, open.is.open, open.ground);
  return fail(`the trail lacks the tag ${required}`, whole);
}
