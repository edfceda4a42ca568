import { App, Duration, NestedStack, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { AccessLogs, AuditTrail, LogArchive } from '../../lib';
import { evaluate } from '../../lib/policy/evaluate';
import { newStack } from '../helpers/apps';
import { policyOf } from '../helpers/policies';

const env = { account: '111122223333', region: 'eu-west-1' };

/** Whether the policy of a bucket lets S3 deliver the access logs of a bucket of an account. */
function delivers(stack: Stack, sourceArn: string, account = env.account, key = 'logs/x'): boolean {
  const context = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': account, 'aws:SecureTransport': 'true' };
  const policy = policyOf(Template.fromStack(stack), 'AWS::S3::BucketPolicy', { ...env, stackName: stack.stackName });
  const [resource] = [policy.Statement].flat().flatMap(({ Resource }) => Resource ?? []);
  const below = String(resource).replace(/\*$/, key.replace('logs/', ''));
  return (
    evaluate([policy], { principal: { service: 'logging.s3.amazonaws.com' }, action: 's3:PutObject', resource: below, context }).effect === 'allowed'
  );
}

describe('a bucket of another stack', () => {
  const apart = (bucketName?: string) => {
    const app = new App();
    const [central, logs] = [new Stack(app, 'Central', { env }), new Stack(app, 'Logs', { env })];
    const accessLogs = AccessLogs.to(new Bucket(central, 'Bucket'), { keyPrefix: 'logs/' });
    new AuditTrail(logs, 'Audit', { trailName: 'audit', archive: new LogArchive(logs, 'Archive', { bucketName, accessLogs }) });
    app.synth();
    return { central, logs };
  };

  test('takes the access logs of the account, without waiting for the archive', () => {
    const { central, logs } = apart();
    expect(logs.dependencies).toEqual([central]);
    expect(delivers(central, 'arn:aws:s3:::logs-archivebucket')).toBe(true);
    expect(delivers(central, 'arn:aws:s3:::logs-archivebucket', '444455556666')).toBe(false);
  });

  test('takes those of this archive only, where the archive has a name', () => {
    const { central } = apart('central-logs');
    expect([delivers(central, 'arn:aws:s3:::central-logs'), delivers(central, 'arn:aws:s3:::other')]).toEqual([true, false]);
  });

  test('may be the one around a nested stack', () => {
    const parent = new Stack(new App(), 'Stack', { env });
    const nested = new NestedStack(parent, 'Nested');
    new LogArchive(nested, 'Archive', { accessLogs: AccessLogs.to(new Bucket(parent, 'Bucket')) });
    for (const stack of [parent, nested]) expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

test.each<[string, StackProps['env'], RegExp]>([
  ['account', { ...env, account: '444455556666' }, /AccessLogs\.otherPlace.*in 111122223333, and the bucket for them in 444455556666.*toOwnBucket/],
  ['Region', { ...env, region: 'us-east-1' }, /AccessLogs\.otherPlace.*in eu-west-1, and the bucket for them in us-east-1/],
])('a bucket of another %s is refused: S3 would not deliver there', (_, place, message) => {
  const stack = newStack({ env });
  const imported = Bucket.fromBucketAttributes(stack, 'Imported', { bucketName: 'central', ...place });
  const own = new Bucket(new Stack(stack.node.root as App, 'Central', { env: place }), 'Bucket', { bucketName: 'central' });
  for (const [id, bucket] of Object.entries({ A: imported, B: own })) {
    const accessLogs = AccessLogs.to(bucket, { policyManagedBy: 'us' });
    expect(() => new LogArchive(stack, id, { accessLogs })).toThrow(message);
  }
});

test.each<[string, (stack: Stack) => BucketProps, boolean]>([
  ['a key of the app', (stack) => ({ encryptionKey: new Key(stack, 'Key') }), true],
  ['the key that AWS manages', () => ({ encryption: BucketEncryption.KMS_MANAGED }), true],
  ['keys of S3', () => ({ encryption: BucketEncryption.S3_MANAGED }), false],
])('a bucket that is encrypted with %s gives a warning if S3 does not deliver there', (_, propsIn, warns) => {
  const stack = newStack({ env });
  new LogArchive(stack, 'Archive', { accessLogs: AccessLogs.to(new Bucket(stack, 'Logs', propsIn(stack))) });
  const found = Annotations.fromStack(stack).findWarning('/Stack/Archive', Match.stringLikeRegexp('AccessLogs.encryptedTarget.*SSE-S3'));
  expect(found.length > 0).toBe(warns);
});

test('a prefix with a wildcard is refused, since the policy would take it for one', () => {
  const stack = newStack();
  const accessLogs = AccessLogs.to(new Bucket(stack, 'Logs'), { keyPrefix: 'a*/' });
  expect(() => new LogArchive(stack, 'Archive', { accessLogs })).toThrow(/keyPrefixWildcard.*got "a\*\/"/);
});

test.each([Duration.days(0), Duration.hours(36)])('a bucket of the archive’s own keeps them for whole days: %s is refused', (expireAfter) => {
  expect(() => new LogArchive(newStack(), 'Archive', { accessLogs: AccessLogs.toOwnBucket({ expireAfter }) })).toThrow(
    /LogArchive\.wholeDays.*'expireAfter' of the access logs.*\(at Stack\/Archive\)/,
  );
});
