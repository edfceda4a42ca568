import { type Condition, covers, deselecting, holds, logsAllOf, selecting } from './conditions';
import { type AdvancedEventSelector, type FieldSelector, fieldSelectorsOf } from './selector';

type UnresolvedTest = (value: string) => boolean;

/** Services whose events can name resources of each other. */
const FAMILIES: readonly RegExp[] = [/^AWS::S3/, /^AWS::DynamoDB/];

/** Whether no event can be logged by both selectors. `false` may also mean that it cannot be told. */
export function isDisjoint(one: AdvancedEventSelector, other: AdvancedEventSelector, isUnresolved: UnresolvedTest): boolean {
  return one.FieldSelectors.some((left) => fieldSelectorsOf(other, left.Field).some((right) => areFieldsDisjoint(left, right, isUnresolved)));
}

function areFieldsDisjoint(left: FieldSelector, right: FieldSelector, isUnresolved: UnresolvedTest): boolean {
  return (
    excludesAll(deselecting(left), selecting(right)) ||
    excludesAll(deselecting(right), selecting(left)) ||
    selectDifferently(left.Field, selecting(left), selecting(right), isUnresolved)
  );
}

/** Whether what is selected is deselected: also of several resources none is left. */
function excludesAll(unwanted: readonly Condition[], wanted: readonly Condition[]): boolean {
  return wanted.length > 0 && wanted.every((narrow) => unwanted.some((wide) => covers(wide, narrow)));
}

function selectDifferently(field: string, left: readonly Condition[], right: readonly Condition[], isUnresolved: UnresolvedTest): boolean {
  if (left.length === 0 || right.length === 0) return false;
  return left.every((one) =>
    right.every((other) => areApart(one, other, isUnresolved) && !(field === 'resources.type' && areOfOneFamily(one.value, other.value))),
  );
}

function areOfOneFamily(one: string, other: string): boolean {
  const serviceOf = (type: string) => type.split('::').slice(0, 2).join('::');
  return serviceOf(one) === serviceOf(other) || FAMILIES.some((family) => family.test(one) && family.test(other));
}

/** Whether no value meets both conditions. */
export function areApart(one: Condition, other: Condition, isUnresolved: UnresolvedTest): boolean {
  if (isUnresolved(one.value) || isUnresolved(other.value)) return false;
  if (one.how === 'Equals') return !holds(other, one.value);
  if (other.how === 'Equals') return !holds(one, other.value);
  if (one.how !== other.how) return false;
  return !covers(one, other) && !covers(other, one);
}

/**
 * Whether a selector logs all events of a part of another one. What the selector leaves out and is apart from what the part selects does not count:
 * said of events that concern resources of the part only.
 */
export function keeps(wide: AdvancedEventSelector, part: AdvancedEventSelector, isUnresolved: UnresolvedTest): boolean {
  const assumed = wide.FieldSelectors.map((demand) => {
    const given = fieldSelectorsOf(part, demand.Field).flatMap(selecting);
    const matters = (unwanted: Condition) => given.length === 0 || !given.every((one) => areApart(one, unwanted, isUnresolved));
    return onlyUnwanted(demand, deselecting(demand).filter(matters));
  });
  return logsAllOf({ FieldSelectors: assumed }, part, isUnresolved);
}

function onlyUnwanted(demand: FieldSelector, unwanted: readonly Condition[]): FieldSelector {
  const lists = (['Equals', 'StartsWith', 'EndsWith'] as const).map((how) => [
    `Not${how}`,
    unwanted.filter((condition) => condition.how === how).map(({ value }) => value),
  ]);
  return { ...demand, ...Object.fromEntries(lists) };
}
