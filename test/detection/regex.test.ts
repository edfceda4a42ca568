import fc from 'fast-check';
import { compileRegex } from '../../lib/detection/regex';
import { parseRegex, RegexError } from '../../lib/detection/regex-parse';

/** As the handler has it: what was parsed came as JSON. */
const regex = (source: string, flags?: string) => compileRegex(JSON.parse(JSON.stringify(parseRegex(source, flags))));

const atom = fc.constantFrom('a', 'B', 'c', '.', '\\d', '\\w', '\\S', '[ab]', '[^a-c]', '\\.', '^', '$', '\\b', '\\B', '\\x61', '-', '[\\d_]');
const expression = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    atom,
    fc.tuple(tie('part'), tie('part')).map(([one, other]) => one + other),
    fc.tuple(tie('part'), tie('part')).map(([one, other]) => `(${one}|${other})`),
    fc.tuple(tie('part'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?')).map(([inner, sign]) => `(?:${inner})${sign}`),
  ),
})).part;

test('finds what the expressions of JavaScript find', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'c', '1', '.', '-', '_', '\n', 'é'), maxLength: 8 });
  fc.assert(
    fc.property(expression, text, fc.constantFrom('', 'i', 'm', 's', 'ims'), (source, text, flags) => {
      expect(regex(source, flags)(text)).toBe(new RegExp(source, flags).test(text));
    }),
    { numRuns: 3000 },
  );
});

test('takes a time that only grows with the text, whatever the expression is', () => {
  const text = 'a'.repeat(5_000);
  const start = performance.now();
  for (const source of ['^(a+)+$', '^(a|aa)+$', '^(.*a){12}$', '(a*)*b']) expect(regex(source)(`${text}!`)).toBe(false);
  // Backtracking would take longer than the universe is old.
  expect(performance.now() - start).toBeLessThan(10_000);
});

test.each([
  ['(?i)ADMIN', 'an admin'],
  ['(?is)a.B', 'A\nb'],
  ['\\Aab\\Z', 'ab'],
  ['(?P<name>a)(?<other>b)', 'ab'],
  ['a{x', 'a{x'],
  ['a]}', 'a]}'],
  ['[\\]a-]+x', ']a-x'],
  ['', 'anything'],
])('%s matches %j', (source, text) => {
  expect(regex(source)(text)).toBe(true);
});

test.each<[source: string, reason: RegExp]>([
  ['a(?=b)', /^\(\?= at 2 is not supported \(no lookaround/],
  ['(?<!a)b', /^\(\?<! at 1 is not supported/],
  ['(a)\\1', /^\\1 at 4 is not supported/],
  ['\\p{L}', /^\\p at 1 is not supported/],
  ['(?>a)', /^\(\?> at 1 is not supported/],
  ['a(?i)b', /^\(\?i\) at 2 is not supported/],
  ['a++', /possessive/],
  ['*a', /^\* at 1 is not supported/],
  ['^*', /repeats a place/],
  ['a{3,1}', /wrong order/],
  ['(a', /a \( is not closed/],
  ['a)', /a \) at 2 closes nothing/],
  ['[a', /^\[ at 1 is not supported/],
  ['[z-a]', /is no set of characters/],
  ['[[:alpha:]]', /a class that is not supported/],
  ['[\\h]', /an escape or a class/],
  ['(?:a{1000}){1000}', /its repetitions make it too large/],
  ['a'.repeat(1001), /1000 are the most/],
])('%s is refused', (source, reason) => {
  expect(() => regex(source)).toThrow(RegexError);
  expect(() => regex(source)).toThrow(reason);
});
