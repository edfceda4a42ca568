import type { Problem } from '../findings/finding';
import { EVENT_DATA_STORE_CATEGORIES } from './fields';
import { problem } from './problems';
import { type AdvancedEventSelector, categoryOf, EVENT_CATEGORIES, fieldSelectorsOf, OPERATORS, valuesOf } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

/** What is wrong with the event category, and whether the fields that it demands are there. */
export function checkCategory(selector: AdvancedEventSelector, place: string, options: ValueOptions): Problem[] {
  const fields = fieldSelectorsOf(selector, 'eventCategory');
  if (fields.length === 0) {
    return [
      problem('categoryMissing', {
        message: `${place} has no eventCategory`,
        awsMessage: 'The following fields are required: [eventCategory].',
        fix: `add eventCategory Equals ${EVENT_CATEGORIES.join(', ')}: one of them`,
      }),
    ];
  }
  const operators = OPERATORS.filter((operator) => operator !== 'Equals' && fields.some((field) => field[operator] !== undefined));
  return [
    ...operators.map((operator) =>
      problem('categoryOperator', {
        message: `${place}: eventCategory takes the operator Equals alone`,
        value: operator,
        awsMessage: 'Only the following operators are valid with the eventCategory field: [Equals].',
        fix: 'use Equals, and a selector for each category',
      }),
    ),
    ...valuesOf(selector, 'eventCategory').flatMap((value) => checkValue(value, place, options)),
    ...checkRequired(selector, place),
  ];
}

function checkValue(value: string, place: string, options: ValueOptions): Problem[] {
  const known: readonly string[] = EVENT_CATEGORIES;
  if (known.includes(value) || unresolvedTest(options)(value)) return [];
  const meant = known.find((category) => category.toLowerCase() === value.toLowerCase());
  if (meant === undefined && !EVENT_DATA_STORE_CATEGORIES.includes(value)) {
    return [
      problem('unknownCategory', {
        message: `${place}: a trail logs events of the categories ${known.join(', ')}, as far as this library knows`,
        value,
        fix: 'use one of them, or acknowledge that CloudTrail has a new one',
      }),
    ];
  }
  return [
    problem('category', {
      message: `${place}: a trail logs events of the categories ${known.join(', ')}`,
      value,
      awsMessage: 'The eventCategory field value is not valid.',
      fix: meant ? `write ${meant}` : 'this category is for event data stores; Insights of a trail are insight selectors',
    }),
  ];
}

function checkRequired(selector: AdvancedEventSelector, place: string): Problem[] {
  const required = { Management: undefined, Data: 'resources.type', NetworkActivity: 'eventSource' } as const;
  const category = categoryOf(selector);
  const field = category && required[category];
  if (!category || !field || fieldSelectorsOf(selector, field).length > 0) return [];
  return [
    problem(field === 'eventSource' ? 'sourceMissing' : 'typeMissing', {
      message: `${place} has no ${field}, which its category needs`,
      awsMessage: `The following selectors are required when the eventCategory field value equals ${category}: [${field}].`,
      fix: `add ${field} with one value, and a selector for each further value`,
    }),
  ];
}
