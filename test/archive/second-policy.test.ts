import { type App, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, BucketPolicy, CfnBucketPolicy, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { AccessLogs, AuditTrail, LogArchive, Notifications } from '../../lib';
import { newStack } from '../helpers/apps';

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
const policyDocument = { Version: '2012-10-17', Statement: [statement] };
const synth = (stack: Stack) => () => (stack.node.root as App).synth();

describe.each<[string, (stack: Stack) => IBucket]>([
  ['an archive', (stack) => new AuditTrail(stack, 'Audit', { archive: new LogArchive(stack, 'Archive') }).archive.bucket],
  ['an archive around a bucket', (stack) => new AuditTrail(stack, 'Audit', { archive: wrapped(stack, new Bucket(stack, 'Logs')) }).archive.bucket],
  [
    'access logs',
    (stack) => {
      const bucket = new Bucket(stack, 'Logs', { bucketName: 'central' });
      new LogArchive(stack, 'Archive', { accessLogs: AccessLogs.to(bucket) });
      return bucket;
    },
  ],
])('a second policy for the bucket of %s', (_, define) => {
  test.each<[string, (stack: Stack, bucket: IBucket) => unknown]>([
    ['a BucketPolicy', (stack, bucket) => new BucketPolicy(stack, 'Mine', { bucket }).document.addStatements(PolicyStatement.fromJson(statement))],
    ['a CfnBucketPolicy', (stack, bucket) => new CfnBucketPolicy(stack, 'Mine', { bucket: bucket.bucketName, policyDocument })],
    [
      'one of another stack',
      (stack, { bucketName }) => new CfnBucketPolicy(new Stack(stack.node.root as App, 'B'), 'Mine', { bucket: bucketName, policyDocument }),
    ],
  ])('is refused, and both are named: %s', (_kind, add) => {
    const stack = newStack();
    add(stack, define(stack));
    expect(synth(stack)).toThrow(/Policy\.second.*\/Policy and (Stack|B)\/Mine.*addToResourcePolicy/);
  });
});

test('a second policy for a bucket is found by the name of the bucket', () => {
  const stack = newStack();
  new LogArchive(stack, 'Archive', { bucketName: 'central' });
  new CfnBucketPolicy(stack, 'Mine', { bucket: 'central', policyDocument });
  expect(synth(stack)).toThrow(/Policy\.second/);
});

test.each<[string, (stack: Stack) => unknown]>([
  ['the only one, of an imported bucket', (stack) => new CfnBucketPolicy(stack, 'Mine', { bucket: imported(stack).bucketName, policyDocument })],
  ['of another bucket', (stack) => new CfnBucketPolicy(stack, 'Mine', { bucket: new Bucket(stack, 'Other').bucketName, policyDocument })],
  [
    'there under a condition only',
    (stack) => {
      const bucket = new LogArchive(stack, 'Archive').bucket.bucketName;
      const condition = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals(1, 2) });
      new CfnBucketPolicy(stack, 'Mine', { bucket, policyDocument }).cfnOptions.condition = condition;
    },
  ],
])('a policy is not a second one if it is %s', (_, define) => {
  const stack = newStack();
  define(stack);
  // Whether that policy lets a trail deliver is another question, with an answer of its own.
  expect(synth(stack)).not.toThrow(/Policy\.second/);
});

test('a second policy for the topic of a trail is refused, since the last one deployed would remain', () => {
  const stack = newStack();
  const topic = new Topic(stack, 'Topic');
  new AuditTrail(stack, 'Audit', { notifications: Notifications.topic(topic) });
  new TopicPolicy(stack, 'Mine', { topics: [topic] }).document.addStatements(PolicyStatement.fromJson(statement));
  expect(synth(stack)).toThrow(/Policy\.second.*Stack\/Topic\/Policy and Stack\/Mine/);
});

function wrapped(stack: Stack, bucket: IBucket) {
  return LogArchive.fromBucket(stack, 'Archive', { bucket });
}

function imported(stack: Stack): IBucket {
  const bucket = Bucket.fromBucketName(stack, 'Logs', 'central');
  new AuditTrail(stack, 'Audit', { archive: LogArchive.fromBucket(stack, 'Archive', { bucket, policiesManagedBy: 'us' }) });
  return bucket;
}
