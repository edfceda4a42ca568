import type { Expression, FieldPath, Pattern } from './expression';
import { type Modifiers, modifiersOf } from './modifiers';
import type { RulePath, RuleProblems } from './problem';
import { readValue, ValueError } from './read-value';
import { isObject, pathOf } from './values';

/** Keywords: looked for in the whole record. */
const ANYWHERE: Modifiers = { kind: 'text', position: 'anywhere', cased: false, all: false, flags: '', comparison: 'lt' };

/**
 * Reads a selection: a map, all of whose fields have to match, or a list of maps and keywords, of which one has to.
 *
 * What is wrong with it is noted, and that part then matches nothing.
 */
export function readSelection(selection: unknown, path: RulePath, problems: RuleProblems): Expression {
  if (Array.isArray(selection) && selection.length > 0) {
    return { any: selection.map((item, index) => readItem(item, [...path, index], problems)) };
  }
  if (isObject(selection) && Object.keys(selection).length > 0) return readMap(selection, path, problems);
  if (typeof selection === 'string') return readItem(selection, path, problems);
  problems.add('selection', path, {
    message: 'a selection is a map of fields, or a list of maps or keywords, with something in it',
    value: selection,
    fix: 'write a field and its value, such as eventName: StopLogging',
  });
  return { any: [] };
}

function readItem(item: unknown, path: RulePath, problems: RuleProblems): Expression {
  if (isObject(item)) return readSelection(item, path, problems);
  return testOf([], item, ANYWHERE, path, problems);
}

function readMap(map: Readonly<Record<string, unknown>>, path: RulePath, problems: RuleProblems): Expression {
  const all = Object.entries(map).map(([key, value]) => readField(key, value, [...path, key], problems));
  return all.length === 1 ? (all[0] as Expression) : { all };
}

function readField(key: string, value: unknown, path: RulePath, problems: RuleProblems): Expression {
  const [name = '', ...words] = key.split('|');
  const modifiers = modifiersOf(words);
  if ('message' in modifiers) {
    problems.add('modifier', path, { ...modifiers, value: key });
    return { any: [] };
  }
  // A name that is empty, with modifiers, stands for keywords.
  const field = name === '' && words.length > 0 ? [] : pathOf(name);
  if (!field) {
    problems.add('fieldName', path, {
      message: 'a part of the name of the field is empty',
      value: key,
      fix: 'write the names of members with one dot between them',
    });
    return { any: [] };
  }
  const effective =
    field.length === 0 && modifiers.kind === 'text' && modifiers.position === 'whole' ? { ...modifiers, position: 'anywhere' as const } : modifiers;
  return readValues(field, value, effective, path, problems);
}

function readValues(field: FieldPath, value: unknown, modifiers: Modifiers, path: RulePath, problems: RuleProblems): Expression {
  if (!Array.isArray(value)) return testOf(field, value, modifiers, path, problems);
  if (value.length === 0 || modifiers.kind === 'exists') {
    problems.add('valueType', path, { message: 'no value, or more than one where one is wanted', value, fix: 'write one value' });
  }
  const tests = value.map((item, index) => testOf(field, item, modifiers, [...path, index], problems));
  return modifiers.all ? { all: tests } : { any: tests };
}

function testOf(field: FieldPath, value: unknown, modifiers: Modifiers, path: RulePath, problems: RuleProblems): Expression {
  let is: Pattern;
  try {
    is = readValue(value, modifiers);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    problems.add(error.what, path, { message: error.message, value, fix: error.fix });
    return { any: [] };
  }
  return { field, is };
}
