import { lookUp } from '../../lib/template/lookup';
import { Survey } from '../../lib/template/survey';
import type { World } from '../../lib/template/world';
import { assemblyOf, type Json, stackOf } from './assemblies';

/** Buckets whose names hang on a parameter each, which has two values. */
function buckets(count: number): Json {
  const names = Array.from({ length: count }, (_, index) => `B${index}`);
  return {
    Parameters: Object.fromEntries(names.map((name) => [`${name}Name`, { Type: 'String', AllowedValues: [`${name}-one`, `${name}-two`] }])),
    Resources: Object.fromEntries(names.map((name) => [name, { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: `${name}Name` } } }])),
  };
}

/** In which ways a bucket of a name is found. */
function found(template: Json, name: string) {
  const survey = new Survey(assemblyOf(stackOf(template)), { anyValue: true });
  const keys = (world: World, logicalId: string) => survey.assembly.stacks.map((stack) => world.resource(stack, logicalId)?.name ?? '');
  const all = survey.ofType('AWS::S3::Bucket').map(({ logicalId }) => logicalId);
  const { results, complete } = survey.inEveryWorld((world) => lookUp(world, 'buckets', () => all, keys, name));
  return { found: results.map(({ value }) => value), complete };
}

test('to look for one thing decides nothing about the others', () => {
  expect(found(buckets(30), 'B7-two')).toEqual({ found: [[], ['B7']], complete: true });
});

test('what is called the same however it is deployed is found without any decision', () => {
  const template = buckets(30);
  template.Resources.Fixed = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'fixed' } };

  expect(found(template, 'fixed')).toEqual({ found: [['Fixed']], complete: true });
});

test('what nothing can be called is found in no way, and decides nothing', () => {
  expect(found(buckets(30), 'unheard-of')).toEqual({ found: [[]], complete: true });
});

test('what can be called in more ways than are looked at may be anything', () => {
  const template = buckets(7);
  template.Resources = {
    Many: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Join': ['-', Object.keys(template.Parameters).map((Ref) => ({ Ref }))] } } },
  };

  expect(found(template, 'anything').complete).toBe(false);
});

test('names that are made of themselves are found in no way', () => {
  const template = {
    Outputs: { A: { Value: 'x', Export: { Name: { 'Fn::ImportValue': 'a' } } } },
    Resources: { B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::ImportValue': 'a' } } } },
  };

  expect(found(template, 'a')).toEqual({ found: [[]], complete: true });
});
