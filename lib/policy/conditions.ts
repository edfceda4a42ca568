import { isMultiValued, knownKey } from './condition-keys';
import { type Operator, operatorOf, truth } from './operators';
import type { RequestContext } from './request';
import { UnsupportedPolicyError, within } from './unsupported-policy-error';
import { isObject, literals, quoted } from './values';

/** Tests whether all conditions of a statement hold. */
export type ConditionMatcher = (context: RequestContext) => boolean;

type Holds = (values: readonly string[]) => boolean;

/**
 * Reads a `Condition` element. All of it is read and tested, also where one condition already fails: what is unknown is never skipped.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionMatcher(element: unknown = {}): ConditionMatcher {
  const conditions = entries(element).flatMap(([operator, keys]) =>
    within(operator, () => entriesOfOperator(keys).map(([key, values]) => within(key, () => condition(operator, key, values)))),
  );
  return (context) => conditions.map((holds) => holds(context)).every(Boolean);
}

function entries(element: unknown): [string, unknown][] {
  if (!isObject(element)) throw new UnsupportedPolicyError(`${quoted(element)} is not an object; write {operator: {key: values}}`);
  return Object.entries(element);
}

function entriesOfOperator(keys: unknown): [string, unknown][] {
  const found = entries(keys);
  if (found.length === 0) throw new UnsupportedPolicyError('an operator without keys demands nothing; give it a key or leave it out');
  return found;
}

function condition(operator: string, key: string, values: unknown): ConditionMatcher {
  const known = knownKey(key);
  const holds = test(operator, isMultiValued(known), literals(values, ['number', 'boolean']));
  return (context) => within(`Condition: ${operator}: ${key}`, () => holds(context.get(known) ?? []));
}

function test(name: string, multiValued: boolean, wanted: readonly string[]): Holds {
  if (name === 'Null') return isMissing(wanted);
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(name) ?? [];
  const operator = operatorOf(base);
  if (!operator) throw new UnsupportedPolicyError(`operator ${quoted(name)} is not known; correct it, or add it to lib/policy/operators.ts`);
  if (set === 'ForAnyValue' && ifExists) {
    throw new UnsupportedPolicyError('AWS does not tell what ForAnyValue does with IfExists; write two statements, one with Null');
  }
  const satisfies = satisfier(operator, wanted);
  if (set === 'ForAllValues') return (actual) => isNullDataset(actual) || actual.every(satisfies);
  if (set === 'ForAnyValue') return (actual) => !isNullDataset(actual) && actual.some(satisfies);
  if (multiValued) throw new UnsupportedPolicyError('the key has several values; put ForAnyValue: or ForAllValues: before the operator');
  return (actual) => (actual.length === 0 ? operator.negated || ifExists !== undefined : actual.every(satisfies));
}

/** Whether one value of a request satisfies an operator: it matches one of the values of the policy, or none if the operator is negated. */
function satisfier({ matcher, negated }: Operator, wanted: readonly string[]): (actual: string) => boolean {
  const matchers = wanted.map(matcher);
  return (actual) => matchers.some((matches) => matches(actual)) !== negated;
}

function isMissing(wanted: readonly string[]): Holds {
  const allowed = wanted.map(truth);
  return (actual) => allowed.includes(actual.length === 0 ? 'true' : 'false');
}

/**
 * For a set operator, a key whose values are all empty is the same as a missing one: `ForAllValues` then holds, `ForAnyValue` does not.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const isNullDataset: Holds = (actual) => actual.every((value) => value === '');
