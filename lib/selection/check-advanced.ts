import type { Problem } from '../findings/finding';
import { checkCategory } from './check-category';
import { checkFieldRules } from './check-field-rules';
import { checkMeaning } from './check-meaning';
import { checkDuplicateValues, duplicatesOf } from './duplicates';
import { LIMITS } from './limits';
import { placeOfAdvanced } from './place';
import { problem } from './problems';
import { type AdvancedEventSelector, type FieldSelector, OPERATORS } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

/** What is wrong with advanced event selectors. */
export function checkAdvanced(selectors: readonly AdvancedEventSelector[], options: ValueOptions): Problem[] {
  return [
    ...checkValueCount(selectors),
    ...duplicatesOf(selectors).map(([index, first]) =>
      problem('duplicateSelector', {
        message: `advanced event selector ${index + 1} repeats advanced event selector ${first + 1}: CloudFormation wants the items of the list to differ`,
        fix: 'remove one of them',
      }),
    ),
    ...selectors.flatMap((selector, index) => checkSelector(selector, placeOfAdvanced(index, selector), options)),
  ];
}

function checkSelector(selector: AdvancedEventSelector, place: string, options: ValueOptions): Problem[] {
  return [
    ...checkName(selector, place, options),
    ...checkFieldsTwice(selector, place),
    ...checkCategory(selector, place, options),
    ...checkFieldRules(selector, place, options),
    ...selector.FieldSelectors.flatMap((fieldSelector) => checkLists(fieldSelector, `${place}, ${fieldSelector.Field}`, options)),
    ...checkMeaning(selector, place, options),
  ];
}

/** Which values count is not documented: all of them, to be on the safe side. */
function checkValueCount(selectors: readonly AdvancedEventSelector[]): Problem[] {
  const count = selectors.flatMap(({ FieldSelectors }) => FieldSelectors.flatMap(allValues)).length;
  if (count <= LIMITS.values) return [];
  return [
    problem('valueCount', {
      message: `the advanced event selectors of a trail have at most ${LIMITS.values} values in total`,
      value: count,
      awsMessage: 'There are too many filters applied. The maximum allowed number of filters is 500.',
      fix: 'use prefixes that cover several resources, or a second trail',
    }),
  ];
}

function checkName({ Name }: AdvancedEventSelector, place: string, options: ValueOptions): Problem[] {
  if (Name === undefined || unresolvedTest(options)(Name) || (Name.length > 0 && Name.length <= LIMITS.nameLength)) return [];
  return [
    problem('nameLength', {
      message: `${place.slice(0, 80)}: a name has 1 to ${LIMITS.nameLength} characters`,
      value: Name.length,
      fix: Name ? 'shorten it' : 'leave it out',
    }),
  ];
}

function checkFieldsTwice({ FieldSelectors }: AdvancedEventSelector, place: string): Problem[] {
  const fields = FieldSelectors.map(({ Field }) => Field);
  const twice = new Set(fields.filter((field, index) => fields.indexOf(field) < index));
  return [...twice].map((field) =>
    problem('fieldTwice', {
      message: `${place} has a field twice`,
      value: field,
      awsMessage: 'A duplicate event selector was found for at least one field. Only one selector is allowed per field.',
      fix: 'merge the values into one field selector, or write two selectors when either may hold',
    }),
  );
}

function checkLists(fieldSelector: FieldSelector, place: string, options: ValueOptions): Problem[] {
  const used = OPERATORS.filter((operator) => fieldSelector[operator] !== undefined);
  if (used.length === 0) {
    return [
      problem('noOperator', {
        message: `${place}: the field selector has no operator`,
        fix: 'add one with its values, or remove the field selector',
      }),
    ];
  }
  return used.flatMap((operator) => {
    const values = fieldSelector[operator] ?? [];
    if (values.length === 0) {
      return [problem('emptyOperator', { message: `${place}: ${operator} has no value`, value: values, fix: 'add one, or remove the operator' })];
    }
    const wrong = values.filter((value) => !unresolvedTest(options)(value) && (value.length === 0 || value.length > LIMITS.valueLength));
    return [
      ...checkDuplicateValues(`${place} ${operator}`, values),
      ...wrong.map((value) =>
        problem('valueLength', {
          message: `${place}: a value has 1 to ${LIMITS.valueLength} characters, this one has ${value.length}`,
          value: value.slice(0, 80),
          fix: value ? 'use StartsWith with its beginning' : 'remove it',
        }),
      ),
    ];
  });
}

function allValues(fieldSelector: FieldSelector): readonly string[] {
  return OPERATORS.flatMap((operator) => fieldSelector[operator] ?? []);
}
