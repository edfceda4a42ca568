import { counterexample } from '../../../../lib/rules/controls/alarms/pattern/counterexample';
import { covers } from '../../../../lib/rules/controls/alarms/pattern/covers';
import { conjunctionsOf, MAX_CONJUNCTIONS } from '../../../../lib/rules/controls/alarms/pattern/normal';
import { conjunctionText } from '../../../../lib/rules/controls/alarms/pattern/write';
import { pattern } from './patterns';

test.each([
  ['an event more', '$.a = A || $.a = B', '$.a = A'],
  ['everything', '', '$.a = A'],
  ['whatever is there', '$.a = *', '$.a = A*'],
  ['a beginning', '$.a = A*', '$.a = AB*'],
  ['an end', '$.a = *B', '$.a = *AB'],
  ['a part of a beginning', '$.a = *nauth*', '$.a = Unauthorized*'],
  ['a part of an end', '$.a = *Unauthorized*', '$.a = *UnauthorizedOperation'],
  ['a condition less', '$.a = A', '$.a = A && $.b != C'],
  ['an exception less', '$.a != A*', '$.a != A* && $.a != B'],
  ['another value', '$.a != B', '$.a = A'],
  ['another beginning', '$.a != B*', '$.a = A*'],
  ['another end', '$.a != *B', '$.a = *A'],
  ['a smaller exception', '$.a != AB', '$.a != A*'],
  ['parentheses instead of ||', '$.s = S && ($.a = A || $.a = B)', '$.s = S && $.a = B || $.s = S && $.a = A'],
  ['a regular expression', '$.a = %^CreateTrail$|^DeleteTrail$%', '$.a = CreateTrail || $.a = DeleteTrail'],
  ['another regular expression', '$.a != %^Get%', '$.a = CreateTrail'],
  ['any text of a regular expression', '$.a = *', '$.a = %A%'],
  ['any number', '$.a = *', '$.a > 5'],
  ['a lower bound', '$.a > 3', '$.a > 5'],
  ['an upper bound', '$.a <= 5 && $.a < 6', '$.a = 5'],
  ['a number within', '$.a != 5 && $.a >= 3', '$.a > 5'],
  ['what is missing', '$.a NOT EXISTS', '$.a NOT EXISTS && $.b = C'],
  ['any element', '$.a[*] = A*', '$.a[*] = AB'],
  ['every element', '$.a[*] != AB', '$.a[*] != A*'],
])('a pattern covers another one with %s', (_, wide, narrow) => {
  expect(covers(pattern(wide && `{ ${wide} }`), pattern(`{ ${narrow} }`))).toBe('yes');
});

test.each([
  ['an event less', '$.a = A', '$.a = A || $.a = B'],
  ['a condition more', '$.a = A && $.b = B', '$.a = A'],
  ['a condition on what may be missing', '$.a = A && $.b != B', '$.a = A'],
  ['a condition that something is missing', '$.a = A && $.b NOT EXISTS', '$.a = A'],
  ['another event', '$.a = A', '$.a = B'],
  ['another case', '$.a = a', '$.a = A'],
  ['another place', '$.b = A', '$.a = A'],
  ['one event of a beginning', '$.a = AB', '$.a = A*'],
  ['a narrower end', '$.a = *AB', '$.a = *B'],
  ['a beginning for a part', '$.a = A*', '$.a = *A*'],
  ['an exception more', '$.a != A', '$.a = *'],
  ['&& before ||', '$.a = A || $.b = B && $.c = C', '$.a = A || $.b = B'],
  ['a higher bound', '$.a > 5', '$.a > 3'],
  ['an open bound', '$.a < 5', '$.a <= 5'],
  ['a text with a star within it', '$.a = *B*', '$.a = A*C'],
  ['a flag', '$.a IS TRUE', '$.a IS FALSE'],
  ['a text for what is there', '$.a = A', '$.a = *'],
  ['an element of an array', '$.a[0].b = A', '$.a[1].b = A'],
  ['a name that objects have', '$.__proto__.b = A', '$.constructor.b = A'],
])('a pattern does not cover another one with %s', (_, wide, narrow) => {
  expect(covers(pattern(`{ ${wide} }`), pattern(`{ ${narrow} }`))).toBe('no');
  expect(({} as any).b).toBeUndefined();
});

test.each([
  ['stars within texts', '$.a = *A*', '$.a = A*C'],
  ['regular expressions', '$.a = %A%', '$.a = %AB%'],
  ['every element for any', '$.a[*] != B', '$.a[*] = A'],
  ['a contradiction', '$.b = B', '$.a = A && $.a = B'],
  ['the parts that nothing splits', '$.a = A && $.b = C || $.a = A && $.b != C || $.a = A && $.b NOT EXISTS', '$.a = A'],
  ['a place within another', '$.a.b = A', '$.a = A && $.a.b = B'],
  ['an array that has names', '$.a.b = A', '$.a[0] = A && $.a.b = B'],
  ['a place twice', '$.a.b = A && $.c = C', '$.a.b = B && $.a = C'],
])('it is not known whether a pattern covers another one with %s', (_, wide, narrow) => {
  expect(covers(pattern(`{ ${wide} }`), pattern(`{ ${narrow} }`))).toBe('unknown');
});

test('patterns that come to too many conjunctions are not taken apart', () => {
  const factor = (name: string) => `(${Array.from({ length: 8 }, (_, index) => `$.${name} = ${index}`).join(' || ')})`;
  const cube = pattern(`{ ${['a', 'b', 'c'].map(factor).join(' && ')} }`);
  const more = pattern(`{ ${['a', 'b', 'c', 'd'].map(factor).join(' && ')} }`);

  expect(conjunctionsOf(cube)).toHaveLength(MAX_CONJUNCTIONS);
  expect(conjunctionsOf(more)).toBeUndefined();
  expect(conjunctionsOf({ any: [cube, more] })).toBeUndefined();
  expect(conjunctionsOf({ any: [cube, cube] })).toBeUndefined();
  expect(conjunctionsOf({ all: [more, cube] })).toBeUndefined();
  expect(covers(more, cube)).toBe('unknown');
  expect(covers(cube, more)).toBe('unknown');
});

test('an event that is missed is one that the narrow pattern matches', () => {
  const [terms = []] =
    conjunctionsOf(pattern('{ $.user.type = Root && $.user.by NOT EXISTS && $.list[0].n > 3 && $.flag IS NULL && $.end = *Z }')) ?? [];

  expect(JSON.parse(JSON.stringify(counterexample(terms, pattern('{ $.user.type = Root && $.user.by != A }'))))).toEqual({
    user: { type: 'Root' },
    list: [{ n: 4 }],
    flag: null,
    end: 'x-anything-elseZ',
  });
  expect(conjunctionText(terms)).toBe('$.user.type = Root && $.user.by NOT EXISTS && $.list[0].n > 3 && $.flag IS NULL && $.end = *Z');
});
