import { Aws, CfnParameter, Duration, Lazy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AccessLogs, AuditTrail, ComplianceModeConsent, LogArchive, type LogArchiveProps, ObjectLock } from '../../lib';
import { evaluate } from '../../lib/policy/evaluate';
import { ALL_FLAGS, newStack } from '../helpers/apps';
import { arnOf, identityPoliciesOf, policyOf } from '../helpers/policies';

const trailArn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const delivery = { trailArn, trailAccount: '111122223333', owners: ['111122223333', 'o-exampleorgid'] };

function archiveIn(props?: LogArchiveProps, flags?: Record<string, unknown>): { stack: Stack; archive: LogArchive } {
  const stack = newStack({ flags });
  const archive = new LogArchive(stack, 'Archive', props);
  archive.addTrail(delivery);
  return { stack, archive };
}

function bucketIn(stack: Stack): Record<string, any> {
  const [bucket] = Object.entries(Template.fromStack(stack).findResources('AWS::S3::Bucket')).filter(([id]) => id.startsWith('ArchiveBucket'));
  return bucket?.[1] ?? {};
}

describe.each([
  ['no feature flags', {}],
  ['all feature flags', ALL_FLAGS],
])('the bucket of an archive, with %s,', (_, flags) => {
  test('blocks public access, has no ACLs, keeps versions, and is encrypted with its own key', () => {
    const { stack } = archiveIn({}, flags);
    expect(bucketIn(stack).Properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  test('is kept when the stack is deleted, with its key and its access logs', () => {
    const { stack } = archiveIn({}, flags);
    const kept = ['AWS::S3::Bucket', 'AWS::KMS::Key'].flatMap((type) => Object.values(Template.fromStack(stack).findResources(type)));
    expect(kept.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Retain', 'Retain', 'Retain']);
  });

  test('tells EventBridge of new objects without a custom resource', () => {
    const { stack } = archiveIn({}, flags);
    expect(bucketIn(stack).Properties.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('logs who accesses it, into a bucket that only this bucket may log to', () => {
    const { stack } = archiveIn({}, flags);
    const [accessLogs = ''] = Object.keys(Template.fromStack(stack).findResources('AWS::S3::Bucket')).filter((id) =>
      id.startsWith('ArchiveAccessLogs'),
    );
    expect(bucketIn(stack).Properties.LoggingConfiguration).toEqual({ DestinationBucketName: { Ref: accessLogs } });
    Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: accessLogs },
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' })]),
      },
    });
  });
});

describe('retention', () => {
  test.each([
    ['forever, where nothing is said', {}, { noncurrent: undefined, current: undefined }],
    ['for a time, and deleted versions for 90 days more', { expireAfter: Duration.days(400) }, { current: 400, noncurrent: 90 }],
    ['as told', { expireAfter: Duration.days(400), noncurrentVersionsExpireAfter: Duration.days(7) }, { current: 400, noncurrent: 7 }],
  ])('keeps log files %s', (_, props, { current, noncurrent }) => {
    const rules = bucketIn(archiveIn(props).stack).Properties.LifecycleConfiguration.Rules;
    expect(rules[0]).toMatchObject({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } });
    expect(rules[0].ExpirationInDays).toBe(current);
    expect(rules[0].NoncurrentVersionExpiration?.NoncurrentDays).toBe(noncurrent);
  });

  test.each([
    ['governance', ObjectLock.governance(Duration.days(365)), 'GOVERNANCE'],
    ['compliance', ObjectLock.compliance(Duration.days(365), ComplianceModeConsent.NOBODY_CAN_DELETE_BEFORE_THE_END), 'COMPLIANCE'],
  ])('locks log files in %s mode, and not the access logs', (_, objectLock, mode) => {
    const { stack } = archiveIn({ objectLock, expireAfter: Duration.days(365) });
    expect(bucketIn(stack).Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 365, Mode: mode } } },
    });
    const locked = Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket', { Properties: { ObjectLockEnabled: true } }));
    expect(locked).toHaveLength(1);
  });

  test.each([
    [
      'files that expire before their lock ends',
      () => archiveIn({ objectLock: ObjectLock.governance(Duration.days(365)), expireAfter: Duration.days(364) }),
      /expiresBeforeLockEnds.*Duration\.days\(364\)|expiresBeforeLockEnds/,
    ],
    ['a lock of part of a day', () => ObjectLock.governance(Duration.hours(30)), /ObjectLock\.duration.*whole days/],
    ['a lock of no day', () => ObjectLock.governance(Duration.days(0)), /ObjectLock\.duration/],
    ['a lock of more than a hundred years', () => ObjectLock.governance(Duration.days(36_501)), /ObjectLock\.duration.*at most 36500 \(100 years\)/],
    ['files that expire at once', () => archiveIn({ expireAfter: Duration.days(0) }), /wholeDays.*'expireAfter'.*\(at Stack\/Archive\)/],
    ['files that expire within a day', () => archiveIn({ expireAfter: Duration.hours(36) }), /wholeDays.*got "1 day 12 hours"/],
    [
      'files that expire after hours that are only known at deployment',
      () => archiveIn({ expireAfter: Duration.hours(Lazy.number({ produce: () => 24 })) }),
      /wholeDays.*Duration\.days/,
    ],
    [
      'versions that expire within a day',
      () => archiveIn({ noncurrentVersionsExpireAfter: Duration.hours(5) }),
      /wholeDays.*'noncurrentVersionsExpireAfter'.*got "5 hours"/,
    ],
    [
      'compliance mode without consent',
      () => ObjectLock.compliance(Duration.days(1), undefined as unknown as ComplianceModeConsent),
      /ObjectLock\.noConsent.*cannot be undone/,
    ],
  ])('refuses %s', (_, define, message) => {
    expect(define).toThrow(message);
  });
});

describe('the key prefix', () => {
  test.each(['/audit', 'audit/', 'a//b', ''])('must be a folder: %j is refused', (keyPrefix) => {
    expect(() => archiveIn({ keyPrefix })).toThrow(/keyPrefixSlash.*Incorrect S3 bucket policy.*\(at Stack\/Archive\)/);
  });

  test.each([
    ['a'.repeat(201), /keyPrefixLength.*201 characters/],
    ['x/AWSLogs', /keyPrefixAwsLogs/],
  ])('is one that CloudTrail takes', (keyPrefix, message) => {
    expect(() => archiveIn({ keyPrefix })).toThrow(message);
  });

  test.each(['a*', 'a?b', '${aws:username}'])('must not be read as something else in a policy: %j is refused', (keyPrefix) => {
    expect(() => archiveIn({ keyPrefix })).toThrow(/keyPrefixWildcard/);
  });

  test('may be as long as CloudTrail allows, or known only at deployment', () => {
    expect(() => archiveIn({ keyPrefix: 'a'.repeat(200) })).not.toThrow();
    const stack = newStack();
    expect(() => new LogArchive(stack, 'Archive', { keyPrefix: new CfnParameter(stack, 'Prefix').valueAsString })).not.toThrow();
  });
});

describe('the encryption key', () => {
  const regional = () => newStack({ env: { account: '111122223333', region: 'eu-west-1' } });

  test('must be in the Region of the bucket', () => {
    const stack = regional();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/0a');
    expect(() => new LogArchive(stack, 'Archive', { encryptionKey })).toThrow(/keyRegion.*eu-west-1.*us-east-1.*not in the same region/);
  });

  test('must not be one that AWS manages', () => {
    const stack = regional();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3');
    expect(() => new LogArchive(stack, 'Archive', { encryptionKey })).toThrow(/awsManagedKey.*customer managed/);
  });

  test('gives a warning where it cannot encrypt', () => {
    const stack = newStack();
    new LogArchive(stack, 'Archive', { encryptionKey: new Key(stack, 'Key', { enabled: false }) });
    Annotations.fromStack(stack).hasWarning('/Stack/Archive', Match.stringLikeRegexp('unusableKey.*disabled'));
  });

  test('is there before the trail, also where it is given by its alias', () => {
    const stack = newStack();
    const archive = new LogArchive(stack, 'Archive', { encryptionKey: new Key(stack, 'Key').addAlias('alias/logs') });
    new AuditTrail(stack, 'Audit', { archive });
    const template = Template.fromStack(stack);
    const [alias] = Object.keys(template.findResources('AWS::KMS::Alias'));
    const [trail] = Object.values(template.findResources('AWS::CloudTrail::Trail'));
    expect(trail?.DependsOn).toContain(alias);
  });

  test('of another app is refused with the statements to add', () => {
    const stack = newStack();
    const archive = new LogArchive(stack, 'Archive', { encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/0a') });
    expect(() => archive.addTrail(delivery)).toThrow(/policyNotWritten[\s\S]*kms:GenerateDataKey\*[\s\S]*kms:DescribeKey/);
  });
});

describe('an archive for development', () => {
  test('empties and deletes its buckets and key with the stack, and keeps log files for 30 days', () => {
    const stack = newStack();
    LogArchive.forDevelopment(stack, 'Archive').addTrail(delivery);
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
    expect(Object.values(template.findResources('AWS::S3::Bucket')).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete']);
    expect(bucketIn(stack).Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(30);
  });
});

describe('access logs', () => {
  test('go to a bucket that is given, under the path of the archive', () => {
    const stack = newStack();
    new LogArchive(stack, 'Archive', { accessLogs: AccessLogs.to(new Bucket(stack, 'Logs')) });
    expect(bucketIn(stack).Properties.LoggingConfiguration).toMatchObject({ LogFilePrefix: 'Stack/Archive/' });
  });

  test('to an imported bucket are refused with the statement to add, unless somebody adds it', () => {
    const stack = newStack();
    const bucket = Bucket.fromBucketName(stack, 'Logs', 'logs');
    expect(() => new LogArchive(stack, 'Archive', { accessLogs: AccessLogs.to(bucket) })).toThrow(
      /AccessLogs\.policyNotWritten[\s\S]*logging\.s3\.amazonaws\.com/,
    );
    expect(() => new LogArchive(stack, 'Archive2', { accessLogs: AccessLogs.to(bucket, { policyManagedBy: 'platform team' }) })).not.toThrow();
  });

  test('to a locked bucket give a warning, since S3 does not deliver there', () => {
    const stack = newStack();
    const locked = new Bucket(stack, 'Logs', { objectLockDefaultRetention: ObjectLock.governance(Duration.days(1))._retention });
    new LogArchive(stack, 'Archive', { accessLogs: AccessLogs.to(locked) });
    Annotations.fromStack(stack).hasWarning('/Stack/Archive', Match.stringLikeRegexp('lockedTarget'));
  });

  test('are left out only with a reason, which the warning repeats', () => {
    const stack = newStack();
    new LogArchive(stack, 'Archive', { accessLogs: AccessLogs.none('a sandbox') });
    expect(bucketIn(stack).Properties.LoggingConfiguration).toBeUndefined();
    Annotations.fromStack(stack).hasWarning('/Stack/Archive', Match.stringLikeRegexp('noAccessLogs.*a sandbox'));
  });
});

test('notifications by the custom resource of the L2 are refused, since they would switch processors off', () => {
  const { stack, archive } = archiveIn();
  archive.bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(new Queue(stack, 'Queue')));
  expect(() => Template.fromStack(stack)).toThrow(/notificationsOverwritten.*EventBridge rule/);
});

test('notifications by the custom resource of the L2 may be where it tells EventBridge too', () => {
  const { stack, archive } = archiveIn();
  archive.bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(new Queue(stack, 'Queue')));
  archive.bucket.enableEventBridgeNotification();
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test('a trail that delivers nobody’s events is refused', () => {
  expect(() => archiveIn().archive.addTrail({ ...delivery, owners: [] })).toThrow(/LogArchive\.noOwners.*\(at Stack\/Archive\)/);
});

describe('grants.read', () => {
  test.each(['', '1111', '*'])('fails for an account that is none, which would open the files of all: %j', (account) => {
    const { stack, archive } = archiveIn();
    const reader = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    expect(() => archive.grants.read(reader, { account })).toThrow(/LogArchive\.account.*12 digits/);
    expect(() => archive.grants.read(reader, { account: Aws.ACCOUNT_ID })).not.toThrow();
  });

  test.each([
    ['of one account', { account: '111122223333' }, '444455556666'],
    ['of every account', {}, undefined],
  ])('lets a reader get and decrypt log files %s, and nothing else', (_, options, otherAccount) => {
    const { stack, archive } = archiveIn({ keyPrefix: 'audit' });
    archive.grants.read(new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }), options).assertSuccess();
    const template = Template.fromStack(stack);
    const bucketArn = arnOf(template, 'ArchiveBucket');
    const policies = identityPoliciesOf(template, 'Reader');
    const effect = (action: string, resource: string) =>
      evaluate(policies, { principal: { arn: arnOf(template, 'Reader') }, action, resource }).effect;

    expect(effect('s3:GetObject', `${bucketArn}/audit/AWSLogs/111122223333/CloudTrail/x.json.gz`)).toBe('allowed');
    expect(effect('s3:GetObject', `${bucketArn}/audit/AWSLogs/o-exampleorgid/111122223333/CloudTrail/x.json.gz`)).toBe('allowed');
    expect(effect('s3:GetObject', `${bucketArn}/else/x`)).toBe('notAllowed');
    expect(effect('s3:PutObject', `${bucketArn}/audit/AWSLogs/111122223333/CloudTrail/x.json.gz`)).toBe('notAllowed');
    expect(effect('s3:DeleteObject', `${bucketArn}/audit/AWSLogs/111122223333/CloudTrail/x.json.gz`)).toBe('notAllowed');
    if (otherAccount) expect(effect('s3:GetObject', `${bucketArn}/audit/AWSLogs/${otherAccount}/CloudTrail/x.json.gz`)).toBe('notAllowed');
  });

  test('reaches readers of another account through the policies of bucket and key', () => {
    const { stack, archive } = archiveIn();
    archive.grants.read(new AccountPrincipal('444455556666')).assertSuccess();
    const policy = policyOf(Template.fromStack(stack), (resource) => resource.type === 'AWS::KMS::Key');
    const reader = { arn: 'arn:aws:iam::444455556666:role/analyst' };
    expect(evaluate([policy], { principal: reader, action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-west-1:111122223333:key/x' }).effect).toBe(
      'allowed',
    );
  });
});

test('the account in a policy may be that of the stack', () => {
  const stack = newStack();
  const archive = new LogArchive(stack, 'Archive');
  archive.addTrail({ trailArn, trailAccount: Aws.ACCOUNT_ID, owners: [Aws.ACCOUNT_ID] });
  expect(() => Template.fromStack(stack)).not.toThrow();
});
