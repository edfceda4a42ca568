import { logBucketsOf } from '../../lib/template/log-buckets';
import { isUnresolved } from '../../lib/template/symbols';
import { trailsOf } from '../../lib/template/trails';
import { assemblyOf, type Json, stackOf } from './assemblies';

function template(trail: Json = {}, others: Json = {}): Json {
  const { Condition, ...properties } = trail;
  return {
    Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'], Default: 'dev' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
    Resources: {
      Logs: { Type: 'AWS::S3::Bucket', Properties: others.Logs },
      Trail: { Type: 'AWS::CloudTrail::Trail', ...(Condition && { Condition }), Properties: { S3BucketName: { Ref: 'Logs' }, ...properties } },
      ...others.Resources,
    },
  };
}

test('a trail has its texts, flags and selectors in the model of the CloudTrail API', () => {
  const [trail] = trailsOf(
    assemblyOf(
      stackOf(
        template({ TrailName: 'audit', IsMultiRegionTrail: 'true', EventSelectors: [{ IncludeManagementEvents: 'false', ReadWriteType: 'All' }] }),
        {
          account: '111122223333',
          region: 'eu-west-1',
        },
      ),
    ),
  );

  expect(trail).toMatchObject({
    name: 'audit',
    named: true,
    arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
    isMultiRegion: true,
    isOrganization: false,
    includesGlobalServiceEvents: undefined,
    selectors: { EventSelectors: [{ IncludeManagementEvents: false, ReadWriteType: 'All' }] },
    unknowns: [],
  });
  expect(trail?.bucket?.logicalId).toBe('Logs');
});

test('a trail is there once for each form that conditions give it', () => {
  const trails = trailsOf(assemblyOf(stackOf(template({ IsMultiRegionTrail: { 'Fn::If': ['IsProd', true, false] } }))));

  expect(trails.map(({ isMultiRegion }) => isMultiRegion)).toEqual([false, true]);
});

test('a trail under a condition is there if the condition can hold', () => {
  expect(trailsOf(assemblyOf(stackOf(template({ Condition: 'IsProd' }))))).toHaveLength(1);
});

test('what is not known is said, with what it depends on', () => {
  const [trail] = trailsOf(
    assemblyOf(
      stackOf({
        Parameters: { Bucket: { Type: 'String' }, Flag: { Type: 'String' } },
        Resources: {
          Trail: {
            Type: 'AWS::CloudTrail::Trail',
            Properties: {
              S3BucketName: { Ref: 'Bucket' },
              IsMultiRegionTrail: { Ref: 'Flag' },
              AdvancedEventSelectors: { 'Fn::Transform': { Name: 'X' } },
            },
          },
        },
      }),
    ),
  );

  expect(isUnresolved(trail?.bucketName ?? '')).toBe(true);
  expect(trail?.isMultiRegion).toBe('unknown');
  expect(trail?.unknowns.map(({ property }) => property)).toEqual(['S3BucketName', 'IsMultiRegionTrail', 'AdvancedEventSelectors']);
});

test('log buckets are those that trails deliver to, their replicas and the buckets of their access logs', () => {
  const Logs = {
    BucketName: 'logs',
    LoggingConfiguration: { DestinationBucketName: { Ref: 'Access' } },
    ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::copies' } }] },
  };
  const Access = { Type: 'AWS::S3::Bucket' };

  const buckets = logBucketsOf(assemblyOf(stackOf(template({}, { Logs, Resources: { Access } }))));

  expect(buckets.map(({ role, resource, name }) => [role, resource?.logicalId ?? name])).toEqual([
    ['delivery', 'Logs'],
    ['replica', 'copies'],
    ['accessLogs', 'Access'],
  ]);
});
