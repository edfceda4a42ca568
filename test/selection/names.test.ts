import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { MANAGEMENT_EVENT_SOURCES, NETWORK_EVENT_SOURCES } from '../../lib/selection/event-sources';
import { RESOURCE_TYPE_NAMES } from '../../lib/selection/resource-type-names';
import { RESOURCE_TYPES } from '../../lib/selection/resource-types';
import { ManagementEventSource } from '../../lib/selectors/management-event-source';
import { NetworkEventSource } from '../../lib/selectors/network-event-source';
import { ResourceType } from '../../lib/selectors/resource-type';

const constantsOf = (type: object) => Object.entries(type as Record<string, { readonly value: string }>);

test('the generated classes are those that the tables give', () => {
  const generator = resolve(__dirname, '../../tools/generate-selector-names.mjs');

  expect(execFileSync(process.execPath, [generator, '--check'], { encoding: 'utf8' })).toBe('');
});

test.each([
  ['ResourceType', ResourceType, Object.keys(RESOURCE_TYPES)],
  ['NetworkEventSource', NetworkEventSource, [...NETWORK_EVENT_SOURCES]],
  ['ManagementEventSource', ManagementEventSource, Object.keys(MANAGEMENT_EVENT_SOURCES)],
])('%s has one constant for every entry of its table', (_, type, values) => {
  const constants = constantsOf(type);

  expect(constants.map(([, { value }]) => value)).toEqual(values);
  expect(constants.filter(([name]) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))).toEqual([]);
});

test('the names of resource types that functions load are those of the table, and no name that every object has', () => {
  expect([...RESOURCE_TYPE_NAMES]).toEqual(Object.keys(RESOURCE_TYPES));
  expect(RESOURCE_TYPE_NAMES.has('constructor')).toBe(false);
});

test.each([
  ['AWS::S3::Object', ResourceType.S3_OBJECT],
  ['AWS::S3Express::Object', ResourceType.S3_EXPRESS_OBJECT],
  ['AWS::Lambda::Function', ResourceType.LAMBDA_FUNCTION],
  ['AWS::DynamoDB::Table', ResourceType.DYNAMODB_TABLE],
  ['AWS::IoTSiteWise::TimeSeries', ResourceType.IOT_SITEWISE_TIME_SERIES],
  ['AWS::Quicksight::ActionConnector', ResourceType.QUICKSIGHT_ACTION_CONNECTOR],
])('the constant of %s says the same as the type by its name', (value, constant) => {
  expect(ResourceType.of(value)).toEqual(constant);
});

test('the constants of event sources say the same as the sources by their names', () => {
  expect(NetworkEventSource.SECRETSMANAGER).toEqual(NetworkEventSource.of('secretsmanager.amazonaws.com'));
  expect(ManagementEventSource.RDS_DATA).toEqual(ManagementEventSource.of('rdsdata.amazonaws.com'));
});

test('takes resource types and event sources that are newer than the library', () => {
  expect(ResourceType.of('AWS::Tomorrow::Thing').value).toBe('AWS::Tomorrow::Thing');
  expect(NetworkEventSource.of('tomorrow.amazonaws.com').value).toBe('tomorrow.amazonaws.com');
  expect(ManagementEventSource.of('tomorrow.amazonaws.com').value).toBe('tomorrow.amazonaws.com');
});

test.each(['', 'S3', 'AWS::S3', 'AWS::S3::Object ', 's3:object', 'AWS::S3::*', '${Token[TOKEN.1]}'])(
  'fails for %j as a resource type, and says the form',
  (value) => {
    expect(() => ResourceType.of(value)).toThrow(
      '[cdk-cloudtrail:Selector.resourceTypeFormat] the resource type of a data event has the form AWS::Service::Resource',
    );
  },
);

test.each(['', 's3', 'S3.amazonaws.com', '*.amazonaws.com', 'https://s3.amazonaws.com'])(
  'fails for %j as an event source, and says the form',
  (value) => {
    expect(() => NetworkEventSource.of(value)).toThrow('an event source is the DNS name of a service');
    expect(() => ManagementEventSource.of(value)).toThrow('cdk-cloudtrail:Selector.eventSourceFormat');
  },
);

test('a resource type is said to have an ARN exactly if a format of it is known', () => {
  const types = Object.values(RESOURCE_TYPES);

  expect(types.filter(({ hasArn, arnFormats }) => (hasArn === 'yes') !== (arnFormats !== undefined))).toEqual([]);
  expect(types.flatMap(({ arnFormats }) => arnFormats ?? []).filter((format) => !format.startsWith('arn:<partition>:'))).toEqual([]);
});
