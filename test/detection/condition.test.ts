import fc from 'fast-check';
import { detectorWith } from '../../lib/detection/detector-with';
import { read } from './rules';

const names = ['a', 'b', 'sel_1', 'sel_2', '_hidden'] as const;
/** Selection `a` matches where field `a` is 1, and so on. */
const selections = Object.fromEntries(names.map((name) => [name, { [`f.${name}`]: 1 }]));
const records = Array.from({ length: 2 ** names.length }, (_, bits) => ({
  f: Object.fromEntries(names.map((name, index) => [name, (bits >> index) & 1])),
}));

type Truth = Readonly<Record<string, boolean>>;
type Tree = readonly ['name', string] | readonly ['not', Tree] | readonly ['and' | 'or', Tree, Tree] | readonly ['of', 'all' | '1' | 'any', string];

const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...names).map((name): Tree => ['name', name]),
    fc.tuple(fc.constantFrom('all', '1', 'any'), fc.constantFrom('them', 'sel_*', '*_2', 'a', '_*')).map(([many, of]): Tree => ['of', many, of]),
    tie('tree').map((inner): Tree => ['not', inner]),
    fc.tuple(fc.constantFrom('and', 'or'), tie('tree'), tie('tree')).map(([word, left, right]): Tree => [word, left, right]),
  ),
})).tree;

/** How strongly a word binds: parentheses are written only where they are needed. */
const strength = ([kind]: Tree) => ({ or: 0, and: 1, not: 2, name: 3, of: 3 })[kind];
const inside = (inner: Tree, least: number): string => (strength(inner) < least ? `(${written(inner)})` : written(inner));

function written(part: Tree): string {
  if (part[0] === 'name') return part[1];
  if (part[0] === 'of') return `${part[1]} of ${part[2]}`;
  if (part[0] === 'not') return `not ${inside(part[1], 2)}`;
  return `${inside(part[1], strength(part))} ${part[0]} ${inside(part[2], strength(part) + 1)}`;
}

const members: Record<string, readonly string[]> = {
  them: ['a', 'b', 'sel_1', 'sel_2'],
  'sel_*': ['sel_1', 'sel_2'],
  '*_2': ['sel_2'],
  a: ['a'],
  '_*': ['_hidden'],
};

function truth(part: Tree, facts: Truth): boolean {
  if (part[0] === 'name') return facts[part[1]] === true;
  if (part[0] === 'not') return !truth(part[1], facts);
  if (part[0] === 'and') return truth(part[1], facts) && truth(part[2], facts);
  if (part[0] === 'or') return truth(part[1], facts) || truth(part[2], facts);
  const [, many, pattern] = part as readonly ['of', string, string];
  const of = (members[pattern] ?? []).map((name) => facts[name] === true);
  return many === 'all' ? !of.includes(false) : of.includes(true);
}

test('a condition has the truth table that its words say', () => {
  fc.assert(
    fc.property(tree, (condition) => {
      const { rule } = read({ ...selections, condition: written(condition) });
      const detector = detectorWith(rule ? [rule] : []);
      for (const record of records) {
        const facts = Object.fromEntries(names.map((name) => [name, record.f[name] === 1]));
        expect([written(condition), detector.match(record).length > 0]).toEqual([written(condition), truth(condition, facts)]);
      }
    }),
    { numRuns: 300 },
  );
});

test.each<[condition: string, matching: string[][]]>([
  ['a or b and c', [['a'], ['b', 'c']]],
  [
    '(a or b) and c',
    [
      ['a', 'c'],
      ['b', 'c'],
    ],
  ],
  ['not a and b', [['b']]],
  ['not (a and b) and c', [['c'], ['a', 'c'], ['b', 'c']]],
  ['not not a', [['a']]],
  ['a and not 1 of b*', [['a'], ['a', 'c']]],
  ['all of them', [['a', 'b', 'c']]],
])('%s', (condition, matching) => {
  const detector = detectorWith([accepted({ a: { a: 1 }, b: { b: 1 }, c: { c: 1 }, condition })]);
  for (const fields of matching) expect(detector.match(Object.fromEntries(fields.map((field) => [field, 1])))).toHaveLength(1);
  expect(detector.match({})).toHaveLength(0);
});

/** A rule that may leave selections unused. */
function accepted(detection: object) {
  const { rule } = read(detection);
  if (!rule) throw new Error('refused');
  return rule;
}
