import { accepts, parameterOf } from '../../lib/template/parameter-range';
import { Survey, type SurveySettings } from '../../lib/template/survey';
import { display } from '../../lib/template/symbols';
import { textOf } from '../../lib/template/unknown';
import { assemblyOf, type Json, stackOf } from './assemblies';

/** Every text that a value can be. */
function textsOf(value: unknown, template: Json, settings: SurveySettings = { anyValue: true }): string[] {
  const stack = stackOf({ Resources: {}, ...template });
  return new Survey(assemblyOf(stack), settings)
    .inEveryWorld((world) => display(textOf(world.resolve(stack, value)) ?? 'none'))
    .results.map((one) => one.value);
}

const P = { Ref: 'P' };

test('a default is one value of many where every value counts, and the only one where it does not', () => {
  const template = { Parameters: { P: { Type: 'String', Default: 'x' } } };

  expect(textsOf(P, template)).toEqual(['x', '<Stack.P>']);
  expect(textsOf(P, template, {})).toEqual(['x']);
});

test.each([['P'], ['Stack.P']])('a value that the deployment gives to %s is the only one', (name) => {
  expect(textsOf(P, { Parameters: { P: { Type: 'String', AllowedValues: ['a', 'b'] } } }, { parameters: { [name]: 'b' } })).toEqual(['b']);
});

test('a text that a condition compares with, and that the parameter does not take, is no value', () => {
  const template = {
    Parameters: { P: { Type: 'String', AllowedPattern: '[a-z]+' } },
    Conditions: { It: { 'Fn::Equals': [P, 'UPPER'] }, Other: { 'Fn::Equals': [P, 'lower'] } },
  };

  expect(textsOf(P, template)).toEqual(['lower', '<Stack.P>']);
});

test('a mapping gives any of its rows where its key is not known', () => {
  const template = { Mappings: { Days: { 'eu-west-1': { log: '30' }, 'us-east-1': { log: '400' } } } };
  const value = { 'Fn::FindInMap': ['Days', { Ref: 'AWS::Region' }, 'log'] };

  expect(textsOf(value, template)).toEqual(['30', '400']);
  expect(textsOf(value, template, {})).toEqual(['<Stack.Days.<AWS::Region>.log>']);
});

test('a mapping without the row that is named gives nothing that is known', () => {
  expect(textsOf({ 'Fn::FindInMap': ['Days', 'mars', 'log'] }, { Mappings: { Days: { earth: { log: '1' } } } })).toEqual(['<Stack.Days.mars.log>']);
});

test('the declaration of a parameter is found by the text that stands for it, and by no other', () => {
  const declared = { Type: 'String', MinLength: 1 };
  const stacks = [stackOf({ Resources: {} }, { id: 'Other' }), stackOf({ Parameters: { P: declared, Q: 'broken' }, Resources: {} })];

  expect(parameterOf(stacks, '‹Stack.P›')).toEqual(declared);
  expect(parameterOf(stacks, '‹Stack.Q›')).toBeUndefined();
  expect(parameterOf(stacks, 'a‹Stack.P›')).toBeUndefined();
  expect(parameterOf(stacks, 'plain')).toBeUndefined();
});

test.each<[what: string, declared: Json, text: string, expected: boolean]>([
  ['a text', { Type: 'String' }, '', true],
  ['a text that must not be empty', { Type: 'String', MinLength: '1' }, '', false],
  ['a text that is too long', { Type: 'String', MaxLength: 2 }, 'abc', false],
  ['a text of which a part matches', { Type: 'String', AllowedPattern: 'true' }, 'untrue', false],
  ['a text that matches', { Type: 'String', AllowedPattern: 'true|false' }, 'false', true],
  ['a text with a pattern that is not understood', { Type: 'String', AllowedPattern: '(' }, 'x', true],
  ['a number', { Type: 'Number' }, '3', true],
  ['a text for a number', { Type: 'Number' }, 'three', false],
  ['nothing for a number', { Type: 'Number' }, ' ', false],
  ['a number that is too small', { Type: 'Number', MinValue: 365 }, '30', false],
  ['a number that is too big', { Type: 'Number', MaxValue: 365 }, '400', false],
  ['nothing for what has to exist', { Type: 'AWS::EC2::VPC::Id' }, '', false],
  ['what is looked up by a name that matches', { Type: 'AWS::SSM::Parameter::Value<String>', AllowedPattern: '/audit/.*' }, 'true', true],
  ['nothing for what is looked up', { Type: 'AWS::SSM::Parameter::Value<String>' }, '', false],
  ['nothing for a list', { Type: 'CommaDelimitedList' }, '', true],
])('%s: CloudFormation takes it or not', (_, declared, text, expected) => {
  expect(accepts(declared, text)).toBe(expected);
});
