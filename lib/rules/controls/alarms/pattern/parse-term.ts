import { ANY_ELEMENT, ANY_PROPERTY, type Comparison, type Selector, type Step, type Term, type Test } from './pattern';
import type { Reader } from './reader';
import type { Token } from './tokens';

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const IS: ReadonlyMap<string, boolean | null> = new Map([
  ['NULL', null],
  ['TRUE', true],
  ['FALSE', false],
]);
const IS_WHAT = 'IS needs NULL, TRUE or FALSE';
const STEP = /\.\['([^']+)'\]|\.([\w-]+|\*)|\[(\d+|\*)\]/g;

/** Reads a term: a selector, and what is asked of its value. */
export function parseTerm(reader: Reader): Term {
  const { text } = reader.take('selector', 'a term starts with a property selector');
  const selector = selectorOf(text);
  return { selector, test: testOf(reader) };
}

function selectorOf(text: string): Selector {
  const steps = [...text.matchAll(STEP)].map(([, quoted, name, index]): Step => {
    if (name === '*') return ANY_PROPERTY;
    if (index === '*') return ANY_ELEMENT;
    return index === undefined ? String(quoted ?? name) : Number(index);
  });
  return { text: `$${steps.map(stepText).join('')}`, steps };
}

function stepText(step: Step): string {
  if (step === ANY_PROPERTY) return '.*';
  if (step === ANY_ELEMENT) return '[*]';
  if (typeof step === 'number') return `[${step}]`;
  return /^[\w-]+$/.test(step) ? `.${step}` : `.['${step}']`;
}

function testOf(reader: Reader): Test {
  const token = reader.next;
  if (reader.skip('operator')) return comparisonOf(reader, token.text as Comparison);
  reader.take('word', 'an operator is missing after the property selector');
  if (token.text === 'EXISTS') return reader.refuse('CloudWatch Logs knows NOT EXISTS only: write = "*"', token);
  if (token.text === 'NOT' && reader.next.text === 'EXISTS' && reader.skip('word')) return { kind: 'missing' };
  if (token.text !== 'IS') return reader.refuse('only an operator, IS or NOT EXISTS can stand after a property selector', token);
  const named = reader.next;
  reader.take('word', IS_WHAT);
  const value = IS.get(named.text);
  return value === undefined ? reader.refuse(IS_WHAT, named) : { kind: 'is', value };
}

function comparisonOf(reader: Reader, comparison: Comparison): Test {
  const value = reader.next;
  const { kind, text } = value;
  if (!reader.skip('word') && !reader.skip('quoted') && !reader.skip('regex')) return reader.refuse(`a value is missing after ${comparison}`);
  if (kind === 'word' && reader.next.kind === 'word') return reader.refuse('a value with a space needs quotation marks', value);
  if (kind === 'word' && NUMBER.test(text) && Number.isFinite(Number(text))) return { kind: 'number', comparison, number: Number(text) };
  if (comparison !== '=' && comparison !== '!=') return reader.refuse(`${comparison} compares with a number only`, value);
  const not = comparison === '!=';
  if (kind === 'regex') return { kind: 'regex', not, source: expressionOf(reader, value) };
  return { kind: 'text', not, text: kind === 'quoted' ? unquoted(reader, value) : text };
}

/** The text between quotation marks. */
function unquoted(reader: Reader, token: Token): string {
  const text = token.text.slice(1, -1);
  if ((text.match(/\\./gs) ?? []).some((escaped) => !/["\\]$/.test(escaped))) {
    return reader.refuse('only a quotation mark or a backslash can stand after a backslash', token);
  }
  return text.replace(/\\(.)/gs, '$1');
}

/** What CloudWatch Logs takes of regular expressions means the same in JavaScript. */
function expressionOf(reader: Reader, token: Token): string {
  const source = token.text.slice(1, -1);
  if (/[()]/.test(source)) return reader.refuse('CloudWatch Logs knows no parentheses in regular expressions', token);
  try {
    new RegExp(source);
    return source;
  } catch {
    return reader.refuse('the regular expression is not valid', token);
  }
}
