import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { arn, dataEvents, deployed, ofOrganization, type Template, trail, withKey, withLogGroup, withTopic, withTopicKey } from './templates';

/** What somebody, or a macro, may have written in the place of anything. */
const STRANGE: readonly unknown[] = [
  null,
  '',
  'x',
  0,
  true,
  [],
  {},
  [null],
  [[]],
  { Ref: 'Logs' },
  { Ref: 'Missing' },
  { Ref: 'Trail' },
  { Ref: null },
  { Ref: 'AWS::NoValue' },
  { 'Fn::GetAtt': 'Key.Arn' },
  { 'Fn::GetAtt': null },
  { 'Fn::If': ['Missing', 1, 2] },
  { 'Fn::If': ['Circular', 1, { Ref: 'AWS::NoValue' }] },
  { 'Fn::Sub': ['${A}', null] },
  { 'Fn::Sub': '${Trail.Arn}${!x}' },
  { 'Fn::Join': [null, null] },
  { 'Fn::Select': ['9', [1]] },
  { 'Fn::Split': [',', { Ref: 'Open' }] },
  { 'Fn::FindInMap': ['M', 'a', 'b'] },
  { 'Fn::ImportValue': { Ref: 'Open' } },
  { 'Fn::Transform': { Name: 'X' } },
  '*',
  '${',
  'arn:aws:s3:::',
  { Statement: null },
  { Statement: { Effect: 'Allow' } },
  '{"Statement": []}',
];

function everything(): Template {
  const template = ofOrganization(
    trail(dataEvents(arn('NotStartsWith', { 'Fn::Sub': '${Logs.Arn}/' })), withTopicKey(withTopic(withLogGroup(withKey())))),
  );
  Object.assign(template.Resources.Logs.Properties, {
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 400, Transitions: [{ StorageClass: 'GLACIER' }] }] },
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 365 } } },
    LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } },
    ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::copies' } }] },
  });
  Object.assign(template.Resources.Trail.Properties, { InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }], Tags: [{ Key: 'a', Value: 'b' }] });
  Object.assign(template.Resources, {
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: {
          'detail-type': ['AWS API Call via CloudTrail'],
          detail: { eventSource: ['s3.amazonaws.com'], eventName: ['GetObject'], requestParameters: { bucketName: ['x'] } },
        },
      },
    },
    Filter: {
      Type: 'AWS::Logs::MetricFilter',
      Properties: { LogGroupName: { Ref: 'Group' }, FilterPattern: '{ $.eventSource = "s3.amazonaws.com" && $.eventName = GetObject }' },
    },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/a', TargetKeyId: { Ref: 'Key' } } },
  });
  // The parts of templates are shared: a change must not reach the next one.
  return structuredClone({
    Parameters: { Open: { Type: 'String' } },
    Conditions: { Circular: { 'Fn::Not': [{ Condition: 'Circular' }] } },
    Mappings: { M: { a: { b: 'x' } } },
    ...template,
  });
}

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [{ parent: value as Record<string, unknown>, key }, ...placesIn(child)]);
}

test('no template, however strange, makes the check throw', () => {
  const change = tuple(integer({ min: 0, max: 1_000_000 }), constantFrom(...STRANGE));
  assert(
    property(array(change, { minLength: 1, maxLength: 3 }), constantFrom('eu-west-1', undefined), (changes, region) => {
      const template = everything();
      for (const [seed, strange] of changes) {
        const places = placesIn(template.Resources);
        const place = places[seed % places.length];
        if (place) place.parent[place.key] = JSON.parse(JSON.stringify(strange));
      }
      checkAssembly(deployed(template, { region }));
    }),
    { numRuns: 40 },
  );
});

test('a strange value in any one place is survived', () => {
  const count = placesIn(everything().Resources).length;
  for (let index = 0; index < count; index++) {
    const template = everything();
    const place = placesIn(template.Resources)[index];
    if (place) place.parent[place.key] = STRANGE[index % STRANGE.length];
    expect(() => checkAssembly(deployed(template))).not.toThrow();
  }
});
