import type { Problem } from '../findings/finding';
import { NETWORK_EVENT_SOURCES } from './event-sources';
import { FIELD_RULES, type FieldRule, KNOWN_FIELDS, REFUSED_RESOURCE_TYPES } from './fields';
import { problem } from './problems';
import { RESOURCE_TYPES } from './resource-types';
import { type AdvancedEventSelector, categoryOf, type EventCategory, type FieldSelector, OPERATORS } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

/** Which fields the category of a selector has, and which operators and values each of them takes. */
export function checkFieldRules(selector: AdvancedEventSelector, place: string, options: ValueOptions): Problem[] {
  const category = categoryOf(selector);
  return selector.FieldSelectors.flatMap((fieldSelector) => {
    const { Field } = fieldSelector;
    if (!KNOWN_FIELDS.has(Field)) return [unknownField(Field, place)];
    if (category === undefined) return [];
    const rule = FIELD_RULES[category][Field];
    if (rule === undefined) return [fieldForCategory(Field, category, place)];
    return checkField(fieldSelector, rule, category, `${place}, ${Field}`, unresolvedTest(options));
  });
}

function unknownField(field: string, place: string): Problem {
  const meant = [...KNOWN_FIELDS].find((known) => known.toLowerCase() === field.toLowerCase());
  return problem('unknownField', {
    message: `${place}: this library knows no such field`,
    value: field,
    fix: meant ? `write ${meant}` : 'check its spelling, or acknowledge that CloudTrail has a new field',
  });
}

function fieldForCategory(field: string, category: EventCategory, place: string): Problem {
  const storesOnly = category === 'Management' && ['eventName', 'eventType', 'sessionCredentialFromConsole', 'userIdentity.arn'].includes(field);
  return problem('fieldForCategory', {
    message: storesOnly
      ? `${place}: a trail cannot select management events by ${field}, only an event data store can`
      : `${place}: a selector of the category ${category} has no such field`,
    value: field,
    awsMessage: `The following field is not allowed when the eventCategory field value equals ${category}: ${field}.`,
    fix: storesOnly ? 'log them all, and filter after the delivery' : `use ${Object.keys(FIELD_RULES[category]).join(', ')}`,
  });
}

function checkField(selector: FieldSelector, rule: FieldRule, category: EventCategory, place: string, isUnresolved: (value: string) => boolean) {
  const used = OPERATORS.filter((operator) => selector[operator] !== undefined);
  const known = used.flatMap((operator) => selector[operator] ?? []).filter((value) => !isUnresolved(value));
  if (category === 'Management' && selector.Field === 'eventSource') return checkManagementSource(used, known, rule, place);

  const problems = known.flatMap((value) => checkValue(selector.Field, value, rule, category, place));
  // The operators and values of the category have problems of their own.
  if (selector.Field === 'eventCategory') return [...problems, ...checkSingle(selector, rule, place)];
  const wrong = used.filter((operator) => !rule.operators.includes(operator));
  return [
    ...problems,
    ...checkSingle(selector, rule, place),
    ...wrong.map((operator) =>
      problem('operator', {
        message: `${place} takes the operators ${rule.operators.join(' and ')} alone`,
        value: operator,
        fix: `use ${rule.operators[0]}`,
      }),
    ),
  ];
}

function checkManagementSource(used: readonly string[], values: readonly string[], rule: FieldRule, place: string): Problem[] {
  const excludable = rule.values ?? [];
  const wrong = [...used.filter((operator) => operator !== 'NotEquals'), ...values.filter((value) => !excludable.includes(value))];
  return wrong.map((value) =>
    problem('managementSource', {
      message: `${place}: a trail can leave out the management events of ${excludable.join(' and ')}, and cannot select by source otherwise`,
      value,
      fix: 'use NotEquals with these, or filter after the delivery',
    }),
  );
}

function checkSingle(selector: FieldSelector, { operators, single }: FieldRule, place: string): Problem[] {
  const values = operators.flatMap((operator) => selector[operator] ?? []);
  if (!single || values.length < 2) return [];
  return [problem('oneValue', { message: `${place} takes one value`, value: values, fix: 'write a selector for each value' })];
}

function checkValue(field: string, value: string, { values }: FieldRule, category: EventCategory, place: string): Problem[] {
  if (values && !values.includes(value)) {
    const allowed = `${place} is ${values.map((one) => JSON.stringify(one)).join(' or ')}`;
    return field === 'errorCode'
      ? [problem('errorCode', { message: allowed, value, awsMessage: 'The errorCode field value is not valid.', fix: `write ${values[0]}` })]
      : [problem('fieldValue', { message: allowed, value, fix: 'use one of these, as a string' })];
  }
  if (field === 'resources.type' && REFUSED_RESOURCE_TYPES.includes(value)) {
    return [
      problem('refusedType', {
        message: `${place}: CloudTrail refuses this type, what is done to such resources are management events`,
        value,
        fix: 'use a selector for management events',
      }),
    ];
  }
  if (field === 'resources.type' && !(value in RESOURCE_TYPES)) return [unknownValue('unknownType', 'resource type', value, place)];
  if (category === 'NetworkActivity' && field === 'eventSource' && !NETWORK_EVENT_SOURCES.includes(value)) {
    return [unknownValue('unknownSource', 'source of network activity events', value, place)];
  }
  return [];
}

function unknownValue(what: 'unknownType' | 'unknownSource', noun: string, value: string, place: string): Problem {
  const known = what === 'unknownType' ? Object.keys(RESOURCE_TYPES) : NETWORK_EVENT_SOURCES;
  const meant = known.find((one) => one.toLowerCase() === value.toLowerCase());
  return problem(what, {
    message: `${place}: this library knows no such ${noun}`,
    value,
    fix: meant ? `write ${meant}` : 'check its spelling, or acknowledge that CloudTrail has a new one',
  });
}
