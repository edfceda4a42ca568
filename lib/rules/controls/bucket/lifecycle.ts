import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import type { World } from '../../../template/world';
import { type Answer, every } from '../answer';
import { enabled, isRight } from '../judge-value';
import { itemsAt, memberOf, type Placed, placeWithin, valueAt } from '../places';
import { type Days, daysIn, exactly, FOREVER, onlyIf } from './days';
import { filterOf, isForUntagged, isPrefixOf } from './log-files';

const RULES = ['LifecycleConfiguration', 'Rules'];

/** The rules of the lifecycle of a bucket; `undefined` where the list is not known. */
export function lifecycleRules(bucket: TemplateResource): Placed[] | undefined {
  return itemsAt(bucket, valueAt(bucket, ...RULES).value, ...RULES);
}

/** Whether a rule is in force. */
export function isInForce(world: World, { value }: Placed): Answer {
  return isRight(world, memberOf(value, 'Status'), enabled('Disabled'));
}

/** Whether a rule is about the files whose keys begin so. */
function isAbout(world: World, rule: Placed, key: string): Answer {
  const { prefix, tags } = filterOf(rule.value);
  return every([isInForce(world, rule), isPrefixOf(prefix, key), isForUntagged(tags), isForAnySize(rule.value)]);
}

/** Log files are of many sizes, and nobody knows which. */
function isForAnySize(rule: unknown): Answer {
  const sizes = ['ObjectSizeGreaterThan', 'ObjectSizeLessThan'].filter((name) => memberOf(rule, name) !== undefined);
  return sizes.length === 0 || { dependsOn: `the sizes of log files, for ${sizes.join(' and ')}` };
}

/** After how many days a rule expires the current version of a file: S3 takes a day for all objects at once, whenever they were put. */
export function expiration(world: World, rule: Placed, key: string): Days {
  const [date, days] = ['ExpirationDate', 'ExpirationInDays'].map((name) => memberOfPlaced(rule, name)) as [Placed, Placed];
  if (date.value !== undefined) return onlyIf(isAbout(world, rule, key), exactly(0, date.ground), FOREVER);
  return days.value === undefined ? FOREVER : onlyIf(isAbout(world, rule, key), daysIn(world, days), FOREVER);
}

/** After how many days more a rule deletes a version that is no longer current. */
export function noncurrentExpiration(world: World, rule: Placed, key: string): Days {
  const nested = memberOfPlaced(rule, 'NoncurrentVersionExpiration');
  const old = memberOfPlaced(rule, 'NoncurrentVersionExpirationInDays');
  // A log file is put once: of one noncurrent version S3 keeps the newest, which is it.
  const newer = isJson(nested.value) ? nested.value.NewerNoncurrentVersions : undefined;
  if (nested.value === undefined && old.value === undefined) return FOREVER;
  if (newer !== undefined) return FOREVER;
  const days = nested.value === undefined ? old : memberOfPlaced(nested, 'NoncurrentDays');
  return onlyIf(isAbout(world, rule, key), daysIn(world, days), FOREVER);
}

function memberOfPlaced({ value, ground }: Placed, name: string): Placed {
  return { value: memberOf(value, name), ground: placeWithin(ground, name) };
}
