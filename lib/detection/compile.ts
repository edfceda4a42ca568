import type { Comparison, Expression, FieldTest, Pattern } from './expression';
import { networkTest } from './network';
import { compileRegex } from './regex';
import { placed, textTest } from './text-pattern';
import { someLeaf, someText, someValue, valuesAt } from './values';

/** Whether something holds for a record, which can be any JSON. It never throws. */
export type Test = (record: unknown) => boolean;

/** Turns an expression into a function: its patterns are prepared once. */
export function compile(expression: Expression): Test {
  if ('field' in expression) return compileTest(expression);
  if ('not' in expression) {
    const test = compile(expression.not);
    return (record) => !test(record);
  }
  if ('all' in expression) {
    const tests = expression.all.map(compile);
    return (record) => tests.every((test) => test(record));
  }
  const tests = expression.any.map(compile);
  return (record) => tests.some((test) => test(record));
}

function compileTest({ field, is }: FieldTest): Test {
  if (is.kind === 'null') return (record) => valuesAt(record, field).every((value) => value === null || value === undefined);
  if (is.kind === 'exists') return (record) => valuesAt(record, field).length > 0 === is.exists;
  if (is.kind === 'field') return compileReference({ field, is });
  const test = valueTest(is);
  return (record) => someValue(record, field, test);
}

/** Patterns that look at one value alone. */
type ValuePattern = Exclude<Pattern, { kind: 'null' | 'exists' | 'field' }>;

function valueTest(is: ValuePattern): (value: unknown) => boolean {
  if (is.kind === 'compare') return (value) => someLeaf(value, (text) => compares(text, is.comparison, is.number));
  if (is.kind === 'network') {
    const contains = networkTest(is.block);
    return (value) => contains !== undefined && someLeaf(value, contains);
  }
  const test = is.kind === 'regex' ? compileRegex(is) : textTest(is.text, is.cased);
  return (value) => someText(value, test);
}

function compares(text: string, comparison: Comparison, number: number): boolean {
  if (!/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return false;
  const value = Number(text);
  if (comparison === 'lt') return value < number;
  if (comparison === 'lte') return value <= number;
  return comparison === 'gt' ? value > number : value >= number;
}

function compileReference({ field, is }: { field: FieldTest['field']; is: Extract<Pattern, { kind: 'field' }> }): Test {
  return (record) => {
    const others = valuesAt(record, is.other).filter((value) => typeof value !== 'object' && value !== '' && value !== undefined);
    if (others.length === 0) return false;
    const values = valuesAt(record, field);
    // The text of the other field is a caller's: nothing in it is a wildcard.
    return others.some((other) => {
      const test = textTest(placed([String(other)], is.position), is.cased);
      return values.some((value) => someText(value, test));
    });
  };
}
