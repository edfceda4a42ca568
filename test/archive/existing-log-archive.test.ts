import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type BucketProps, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AccessReport, AuditTrail, type ExistingLogArchiveProps, LogArchive } from '../../lib';
import { newStack, propertiesOf } from '../helpers/apps';

const env = { account: '111122223333', region: 'eu-west-1' };
const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0a';

function trailInto(props: (stack: Stack) => ExistingLogArchiveProps): { stack: Stack; archive: ReturnType<typeof LogArchive.fromBucket> } {
  const stack = newStack({ env });
  const archive = LogArchive.fromBucket(stack, 'Archive', props(stack));
  new AuditTrail(stack, 'Audit', { trailName: 'audit', archive });
  return { stack, archive };
}

const aliasIn = (stack: Stack) => new Key(stack, 'Key').addAlias('alias/logs');

describe('a bucket of the app', () => {
  test('gets the statements, tells EventBridge of new objects, and lends its key to the trail', () => {
    const { stack, archive } = trailInto((scope) => ({
      bucket: new Bucket(scope, 'Bucket', { encryptionKey: new Key(scope, 'Key') }),
      keyPrefix: 'audit',
    }));
    expect(propertiesOf(stack, 'AWS::CloudTrail::Trail')).toMatchObject({
      S3KeyPrefix: 'audit',
      KMSKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    });
    expect(propertiesOf(stack, 'AWS::S3::Bucket').NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
    expect(JSON.stringify(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy)).toContain('kms:EncryptionContext:aws:cloudtrail:arn');
    expect([archive.requiredBucketStatements, archive.requiredKeyStatements]).toEqual([[], []]);
    expect(archive.notifiesEventBridge).toBe(true);
  });

  test('is the trail’s to wait for', () => {
    const { stack } = trailInto((scope) => ({ bucket: new Bucket(scope, 'Bucket') }));
    Template.fromStack(stack).hasResource('AWS::CloudTrail::Trail', { DependsOn: ['BucketPolicyE9A3008A'] });
  });

  test.each([
    [
      'the policy of a key that is given by its alias',
      (scope: Stack) => ({ bucket: new Bucket(scope, 'Bucket'), encryptionKey: aliasIn(scope) }),
      'AWS::KMS::Alias',
    ],
    [
      'what empties it when the stack is deleted',
      (scope: Stack) => ({ bucket: new Bucket(scope, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }) }),
      'Custom::S3AutoDeleteObjects',
    ],
  ])('makes the trail wait for %s', (_, props, type) => {
    const template = Template.fromStack(trailInto(props).stack);
    const [trail] = Object.values(template.findResources('AWS::CloudTrail::Trail'));
    expect(trail?.DependsOn).toEqual(expect.arrayContaining(Object.keys(template.findResources(type))));
    expect(Object.keys(template.findResources(type))).toHaveLength(1);
  });

  test('without access logs gives a warning: nothing else records who reads and deletes log files', () => {
    const { stack } = trailInto((scope) => ({ bucket: new Bucket(scope, 'Bucket') }));
    Annotations.fromStack(stack).hasWarning('/Stack/Archive', Match.stringLikeRegexp('noAccessLogs.*serverAccessLogsBucket.*ack: '));
  });

  test.each([
    ['gives none with access logs', (scope: Stack) => ({ bucket: new Bucket(scope, 'Bucket', { serverAccessLogsPrefix: 'logs' }) })],
    ['gives none where it is imported', (scope: Stack) => ({ bucket: Bucket.fromBucketName(scope, 'Bucket', 'logs'), policiesManagedBy: 'us' })],
  ])('%s', (_, props) => {
    const { stack } = trailInto(props);
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('noAccessLogs'));
  });

  test('cannot be said not to notify EventBridge', () => {
    expect(() => trailInto((scope) => ({ bucket: new Bucket(scope, 'Bucket'), notifiesEventBridge: false }))).toThrow(
      /eventBridgeOfOwnBucket.*leave it out/,
    );
  });
});

describe('notifications of a bucket of the app', () => {
  const queued = (scope: Stack, props: BucketProps = {}) => {
    const bucket = new Bucket(scope, 'Bucket', props);
    bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(new Queue(scope, 'Queue')));
    return { bucket };
  };

  test.each([
    ['by addEventNotification()', queued],
    ['to EventBridge by its L2', (scope: Stack) => ({ bucket: new Bucket(scope, 'Bucket', { eventBridgeEnabled: true }) })],
  ])('%s stay its own affair: an update of the bucket would take them away', (_, props) => {
    const { stack } = trailInto(props);
    expect(propertiesOf(stack, 'AWS::S3::Bucket')?.NotificationConfiguration).toBeUndefined();
  });

  test('that switch EventBridge off are refused only where a processor relies on it', () => {
    const reportOn = (props: (scope: Stack) => ExistingLogArchiveProps) => {
      const { stack, archive } = trailInto(props);
      new AccessReport(stack, 'Access', { archive, alarmTopic: new Topic(stack, 'Alarms') });
      return () => Template.fromStack(stack);
    };

    expect(() => Template.fromStack(trailInto(queued).stack)).not.toThrow();
    expect(reportOn(queued)).toThrow(/notificationsOverwritten.*enableEventBridgeNotification/);
    expect(reportOn((scope) => queued(scope, { eventBridgeEnabled: true }))).not.toThrow();
  });
});

describe('an imported bucket', () => {
  test('is refused with the exact statements, unless somebody manages its policy (X02)', () => {
    const props = (scope: Stack) => ({ bucket: Bucket.fromBucketName(scope, 'Bucket', 'logs'), encryptionKey: Key.fromKeyArn(scope, 'Key', keyArn) });
    expect(() => trailInto(props)).toThrow(
      /policyNotWritten[\s\S]*Incorrect S3 bucket policy[\s\S]*"s3:GetBucketAcl"[\s\S]*AWSLogs\/111122223333\/\*[\s\S]*policy of the key Stack\/Key[\s\S]*kms:GenerateDataKey/,
    );
    expect(() => trailInto((scope) => ({ ...props(scope), policiesManagedBy: 'platform team' }))).not.toThrow();
  });

  test('with a key of this app is refused for the bucket alone', () => {
    const props = (scope: Stack) => ({ bucket: Bucket.fromBucketName(scope, 'Bucket', 'logs'), encryptionKey: new Key(scope, 'Key') });
    expect(() => trailInto(props)).toThrow(/s3:PutObject/);
    expect(() => trailInto(props)).not.toThrow(/policy of the key/);
  });

  test('notifies EventBridge only if that is said', () => {
    const { archive } = trailInto((scope) => ({ bucket: Bucket.fromBucketName(scope, 'Bucket', 'logs'), policiesManagedBy: 'them' }));
    expect(archive.notifiesEventBridge).toBe(false);
    const { archive: notifying } = trailInto((scope) => ({
      bucket: Bucket.fromBucketName(scope, 'Bucket', 'logs'),
      policiesManagedBy: 'them',
      notifiesEventBridge: true,
    }));
    expect(notifying.notifiesEventBridge).toBe(true);
  });

  test('needs a key of its own Region (E19)', () => {
    const props = (scope: Stack) => ({
      bucket: Bucket.fromBucketAttributes(scope, 'Bucket', { bucketName: 'logs', region: 'us-east-1' }),
      encryptionKey: Key.fromKeyArn(scope, 'Key', keyArn),
      policiesManagedBy: 'them',
    });
    expect(() => trailInto(props)).toThrow(/keyRegion.*us-east-1.*eu-west-1/);
  });

  test.each(['/audit', 'audit/'])('needs a prefix that is a folder: %s', (keyPrefix) => {
    expect(() => trailInto((scope) => ({ bucket: Bucket.fromBucketName(scope, 'Bucket', 'logs'), keyPrefix, policiesManagedBy: 'them' }))).toThrow(
      /keyPrefixSlash/,
    );
  });
});

test('a bucket of another stack gets the statements there, and the trail’s stack waits for it', () => {
  const app = new App();
  const logs = new Stack(app, 'Logs', { env });
  const trails = new Stack(app, 'Trails', { env });
  const archive = LogArchive.fromBucket(trails, 'Archive', { bucket: new Bucket(logs, 'Bucket') });
  new AuditTrail(trails, 'Audit', { trailName: 'audit', archive });
  app.synth();
  expect(JSON.stringify(propertiesOf(logs, 'AWS::S3::BucketPolicy'))).toContain('trail/audit');
  expect(trails.dependencies).toEqual([logs]);
});
