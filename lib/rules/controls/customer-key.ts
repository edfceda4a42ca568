import { resourcesBy } from '../../template/find';
import { parameterOf } from '../../template/parameter-range';
import type { TemplateResource } from '../../template/resource';
import { display, isUnresolved } from '../../template/symbols';
import { textOf, unknownIn } from '../../template/unknown';
import type { World } from '../../template/world';
import { fail, type Judgement, pass, property, unknown } from './judgement';

/** What a text names where a key is wanted: `open` if the templates do not tell, `other` if it is none. */
type NamedKey = 'customer' | 'aws' | 'open' | 'other';

const KEY_ARN = /^arn:[^:]*:kms:[^:]*:[^:]*:key\/./;
const KEY_ID = /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** What the id, the ARN or the alias of a key names. AWS calls the aliases of its own keys `alias/aws/…`, and lets nobody else do so. */
function namedKey(world: World, text: string): NamedKey {
  const alias = /(?:^|:)alias\/(.*)$/s.exec(text)?.[1];
  if (alias?.startsWith('aws/')) return 'aws';
  if (KEY_ARN.test(text) || KEY_ID.test(text) || isDefined(world, text)) return 'customer';
  const [beginning = ''] = alias?.split('‹') ?? [];
  if (alias !== undefined && !(isUnresolved(alias) && 'aws/'.startsWith(beginning))) return 'customer';
  if (!isUnresolved(text)) return 'other';
  return isArnParameter(world, text) ? 'customer' : 'open';
}

function isDefined(world: World, text: string): boolean {
  const types = ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::KMS::Alias'];
  return types.some((type) => resourcesBy(world, type, 'name', ({ name }) => [name], text).length > 0);
}

/** Whether whatever is given to a parameter is the ARN of a key, and not of an alias. */
function isArnParameter(world: World, text: string): boolean {
  const { Type, AllowedPattern } = parameterOf(world.assembly.stacks, text) ?? {};
  if (Type !== 'String' || typeof AllowedPattern !== 'string') return false;
  // Without alternatives, options and negations, what is written in a pattern is in all that it takes.
  const pattern = AllowedPattern.replace(/\[[^\]]*\]/g, '.');
  return /:key\\?\/[^?*{]/.test(pattern) && !/\||\)[?*{]|\(\?[^:]/.test(pattern);
}

/**
 * Judges a property that has to name a key that the account, or another one, manages itself.
 *
 * @param without what is true where no such key is named
 */
export function judgeCustomerKey(world: World, resource: TemplateResource, name: string, without: string): Judgement {
  const ground = property(resource, name);
  const value = resource.property(name);
  if (value === undefined || value === '') return fail(`${name} is ${value === '' ? 'empty' : 'missing'}: ${without}`, ground);
  const text = textOf(value);
  if (text === undefined) return unknown(`${name} is not known`, display(unknownIn(value) ?? 'a value that is no text'), ground);
  switch (namedKey(world, text)) {
    case 'customer':
      return pass(`${name} is a customer managed key`, ground);
    case 'aws':
      return fail(`${name} is a key that AWS manages`, ground);
    case 'other':
      return fail(`${name} is neither the id nor the ARN nor an alias of a key`, ground);
    default:
      return unknown(`which key ${name} is, is not known`, display(text), ground);
  }
}
