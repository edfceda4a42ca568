import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AuditTrail, type ExistingLogArchiveProps, LogArchive } from '../../lib';
import { newStack, propertiesOf } from '../helpers/apps';

const env = { account: '111122223333', region: 'eu-west-1' };
const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0a';

function trailInto(props: (stack: Stack) => ExistingLogArchiveProps): { stack: Stack; archive: ReturnType<typeof LogArchive.fromBucket> } {
  const stack = newStack({ env });
  const archive = LogArchive.fromBucket(stack, 'Archive', props(stack));
  new AuditTrail(stack, 'Audit', { trailName: 'audit', archive });
  return { stack, archive };
}

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

  test('cannot be said not to notify EventBridge', () => {
    expect(() => trailInto((scope) => ({ bucket: new Bucket(scope, 'Bucket'), notifiesEventBridge: false }))).toThrow(
      /eventBridgeOfOwnBucket.*leave it out/,
    );
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
