import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  AllBucketsConsent,
  AuditTrail,
  EventSelector,
  ManagementEventSource,
  NetworkEventSource,
  ReadWrite,
  ResourceType,
  S3Objects,
  SelectorKind,
} from '../../lib';
import { newStack, propertiesOf } from '../helpers/apps';

const trailWith = (eventSelectors: EventSelector[]) => {
  const stack = newStack();
  new AuditTrail(stack, 'Audit', { trailName: 'audit', selectorKind: SelectorKind.BASIC, eventSelectors });
  return stack;
};

test('basic selectors say what they can, and never log management events twice', () => {
  const reports = S3Objects.of(Bucket.fromBucketArn(newStack(), 'Reports', 'arn:aws:s3:::reports'), 'finance');
  const stack = trailWith([
    EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS], readWrite: ReadWrite.WRITE_ONLY }),
    EventSelector.s3Objects([reports]),
    EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION),
  ]);
  const { EventSelectors, AdvancedEventSelectors } = propertiesOf(stack, 'AWS::CloudTrail::Trail');
  expect(AdvancedEventSelectors).toBeUndefined();
  expect(EventSelectors).toEqual([
    { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] },
    { ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::reports/finance/'] }] },
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: false,
      DataResources: [{ Type: 'AWS::Lambda::Function', Values: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':lambda']] }] }],
    },
  ]);
});

test.each([
  ['other types', EventSelector.dataEvents(ResourceType.SQS_QUEUE), /notBasic.*AWS::SQS::Queue/],
  ['network activity', EventSelector.networkActivity(NetworkEventSource.S3), /notBasic.*only management and data events/],
  [
    'log buckets left out',
    EventSelector.s3Objects([S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)]),
    /notBasic.*leaves resources out.*log buckets/,
  ],
])('basic selectors cannot say %s, which is an error and not a smaller trail', (_, selector, message) => {
  expect(() => Template.fromStack(trailWith([EventSelector.managementEvents(), selector]))).toThrow(message);
});

test('more than five basic selectors are refused', () => {
  const one = (index: number) => EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketArn(newStack(), 'B', `arn:aws:s3:::bucket-${index}`))]);
  expect(() => Template.fromStack(trailWith([0, 1, 2, 3, 4, 5].map(one)))).toThrow(/basicCount.*1 to 5/);
});
