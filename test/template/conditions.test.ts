import { inEveryWorld } from '../../lib/template/explore';
import { assemblyOf, type Json, stackOf } from './assemblies';

/** Every value that a condition lets something take, with the decisions that lead there. */
function waysOf(
  Conditions: Json,
  Parameters: Json = {},
  value: unknown = { 'Fn::If': ['It', 'yes', 'no'] },
): [value: unknown, when: readonly string[]][] {
  const stack = stackOf({ Parameters, Conditions, Resources: {} });
  return inEveryWorld(assemblyOf(stack), (world) => world.resolve(stack, value)).results.map(({ value: one, when }) => [one, when]);
}

const equals = (...operands: unknown[]) => ({ 'Fn::Equals': operands });
const TEXT = { Type: 'String' };

test.each<[what: string, conditions: Json, parameters: Json, expected: unknown[]]>([
  ['literals that are equal', { It: equals('a', 'a') }, {}, ['yes']],
  ['literals that differ', { It: equals('a', 'b') }, {}, ['no']],
  ['a parameter with a default', { It: equals({ Ref: 'P' }, 'a') }, { P: { ...TEXT, Default: 'a' } }, ['yes', 'no']],
  ['a parameter without a default', { It: equals({ Ref: 'P' }, 'a') }, { P: TEXT }, ['yes', 'no']],
  ['a parameter with one allowed value', { It: equals({ Ref: 'P' }, 'a') }, { P: { ...TEXT, AllowedValues: ['a'] } }, ['yes']],
  ['the allowed values of a parameter', { It: equals({ Ref: 'P' }, 'b') }, { P: { ...TEXT, AllowedValues: ['a', 'b', 'c'] } }, ['no', 'yes', 'no']],
  ['two parameters', { It: equals({ Ref: 'P' }, { Ref: 'Q' }) }, { P: TEXT, Q: TEXT }, ['yes', 'no']],
  ['a Region that is not known', { It: equals({ Ref: 'AWS::Region' }, 'us-east-1') }, {}, ['yes', 'no']],
  ['something that cannot be read', { It: { 'Fn::Contains': [['a'], 'a'] } }, {}, ['yes', 'no']],
  ['something that is no text', { It: equals(['a'], 'a') }, {}, ['yes', 'no']],
  ['a condition that is made of itself', { It: { Condition: 'It' } }, {}, ['yes', 'no']],
])('%s: every outcome that there can be', (_, conditions, parameters, expected) => {
  expect(waysOf(conditions, parameters).map(([value]) => value)).toEqual(expected);
});

test('two conditions on one parameter do not hold at once', () => {
  const conditions = { It: equals({ Ref: 'P' }, 'a'), Other: equals({ Ref: 'P' }, 'b') };

  const ways = waysOf(conditions, { P: TEXT }, [{ 'Fn::If': ['It', 1, 0] }, { 'Fn::If': ['Other', 1, 0] }]);

  expect(ways.map(([value]) => value)).toEqual([
    [1, 0],
    [0, 1],
    [0, 0],
  ]);
});

test('the decisions that lead to a value are in words', () => {
  const ways = waysOf({ It: equals({ Ref: 'P' }, 'a') }, { P: { ...TEXT, AllowedValues: ['a', 'b'] } });

  expect(ways.map(([, when]) => when)).toEqual([['parameter P is "a"'], ['parameter P is "b"']]);
});

test('what nobody asks for is not decided', () => {
  expect(waysOf({ It: equals({ Ref: 'P' }, 'a') }, { P: TEXT }, 'plain')).toEqual([['plain', []]]);
});
