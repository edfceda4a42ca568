import fc from 'fast-check';
import { parsePattern } from '../../../../lib/rules/controls/alarms/pattern/parse';
import type { Pattern } from '../../../../lib/rules/controls/alarms/pattern/pattern';

/** The pattern of a text that is understood. */
export function pattern(text: string): Pattern {
  const parsed = parsePattern(text);
  if ('problem' in parsed) throw new Error(`${text} is not understood at ${parsed.problem.position}: ${parsed.problem.reason}`);
  return parsed.pattern;
}

const NAMES = ['A', 'AB', 'ABC', 'B', 'BA', 'C'];
const TEXTS = [...NAMES, '*', 'A*', 'AB*', '*A', '*B', '*BA', '*A*', '*B*', 'A*C', 'B*', 'true', 'null', '4*'];
const SELECTORS = ['$.eventName', '$.errorCode', '$.user.type', '$.user', '$.list[0]', '$.list[*]', '$.user.*'];

/** What terms ask for. */
export const TESTS: readonly string[] = [
  ...TEXTS.flatMap((text) => [`= "${text}"`, `!= ${text}`]),
  ...['1', '2', '3', '4e0'].flatMap((number) => ['=', '!=', '<', '<=', '>', '>='].map((sign) => `${sign} ${number}`)),
  ...['%^A%', '%B$%', '%A|C%', '%[0-9]%'].flatMap((regex) => [`= ${regex}`, `!=${regex}`]),
  ...['IS NULL', 'IS TRUE', 'IS FALSE', 'NOT EXISTS'],
];
const anyTerm = fc.tuple(fc.constantFrom(...SELECTORS), fc.constantFrom(...TESTS)).map(([selector, test]) => `${selector} ${test}`);

/** What stands between the braces of a pattern. */
export const anyExpression: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyTerm,
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' && ')})`),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join('||')})`),
  ),
})).tree;

/** What can be at a place. */
export const VALUES: readonly unknown[] = [
  ...NAMES,
  'A*C',
  'true',
  'null',
  '1',
  '4',
  'x-anything-else',
  1,
  1.5,
  2,
  3,
  4,
  404,
  true,
  false,
  null,
  ['A'],
  {},
];
const anyValue = fc.constantFrom(...VALUES);
const sparse = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

/** Events that have something at the places of those expressions. */
export const anyEvent: fc.Arbitrary<unknown> = sparse({
  eventName: anyValue,
  errorCode: anyValue,
  user: fc.oneof(anyValue, sparse({ type: anyValue, name: anyValue })),
  list: fc.oneof(anyValue, fc.array(anyValue, { maxLength: 3 })),
});
