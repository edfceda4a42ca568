import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuditTrail, CloudWatchLogs, LogArchive, Notifications } from '../../lib';
import type { PolicyDocument } from '../../lib/policy/document';
import { evaluate } from '../../lib/policy/evaluate';
import type { AccessRequest } from '../../lib/policy/request';
import { ALL_FLAGS, newStack } from '../helpers/apps';
import { arnOf, identityPoliciesOf, type PolicyOptions, policyOf, trustPolicyOf, unguardedConditions } from '../helpers/policies';

/** Every place that a stack may be deployed to. */
const PLACES: [string, Required<Pick<PolicyOptions, 'partition' | 'account' | 'region'>>][] = [
  ['the commercial partition', { partition: 'aws', account: '111122223333', region: 'eu-west-1' }],
  ['China', { partition: 'aws-cn', account: '111122223333', region: 'cn-north-1' }],
  ['GovCloud', { partition: 'aws-us-gov', account: '111122223333', region: 'us-gov-west-1' }],
];

const cloudtrail = { service: 'cloudtrail.amazonaws.com' };

/** Who may grant the use of a key is asked where the key is defined. */
function apartFromGrants(policy: PolicyDocument): PolicyDocument {
  return { ...policy, Statement: [policy.Statement].flat().filter((statement) => statement.Sid !== 'GrantsOnlyForAwsServices') };
}

describe.each(PLACES)('in %s', (_, place) => {
  const trailArn = `arn:${place.partition}:cloudtrail:${place.region}:${place.account}:trail/audit`;
  const otherTrail = trailArn.replace('/audit', '/other');
  const otherAccount = trailArn.replace(place.account, '444455556666');
  const { template, options } = synthesize(place);
  const logs = arnOf(template, 'AuditArchiveBucket', options);

  describe('the policy of the log bucket', () => {
    const policy = policyOf(template, 'AuditArchiveBucketPolicy', options);
    const delivery: AccessRequest = {
      principal: cloudtrail,
      action: 's3:PutObject',
      resource: `${logs}/audit/AWSLogs/${place.account}/CloudTrail/${place.region}/2026/01/01/x.json.gz`,
      context: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SecureTransport': 'true' },
    };
    const check: AccessRequest = {
      principal: cloudtrail,
      action: 's3:GetBucketAcl',
      resource: logs,
      context: { 'aws:SourceArn': trailArn, 'aws:SecureTransport': 'true' },
    };
    const refused: AccessRequest[] = [
      ...[delivery, check].flatMap((request) => [
        { ...request, context: { ...request.context, 'aws:SourceArn': otherTrail } },
        { ...request, context: { ...request.context, 'aws:SourceArn': otherAccount } },
        { ...request, context: { ...request.context, 'aws:SecureTransport': 'false' } },
        { ...request, principal: { service: 'config.amazonaws.com' } },
        { ...request, principal: { arn: `arn:${place.partition}:iam::444455556666:role/x` } },
        { ...request, principal: 'anonymous' as const },
      ]),
      { ...delivery, context: { ...delivery.context, 's3:x-amz-acl': 'private' } },
      { ...delivery, resource: `${logs}/audit/AWSLogs/444455556666/CloudTrail/x` },
      { ...delivery, resource: `${logs}/AWSLogs/${place.account}/CloudTrail/x` },
      { ...delivery, action: 's3:DeleteObject' },
      { ...delivery, action: 's3:GetObject' },
    ];

    test('lets this trail check the bucket and deliver below its own folder', () => {
      expect([delivery, check].map((request) => evaluate([policy], request).effect)).toEqual(['allowed', 'allowed']);
    });

    test('refuses another trail, another account, plain HTTP, other folders and other actions', () => {
      expect(refused.map((request) => evaluate([policy], request).effect)).not.toContain('allowed');
    });

    test('has no condition that could be left out', () => {
      expect(unguardedConditions(policy, refused, [delivery, check])).toEqual([]);
    });
  });

  describe('the policy of the key', () => {
    const policy = apartFromGrants(policyOf(template, 'AuditArchiveKey', options));
    const key = arnOf(template, 'AuditArchiveKey', options);
    const encrypt: AccessRequest = {
      principal: cloudtrail,
      action: 'kms:GenerateDataKey',
      resource: key,
      context: { 'aws:SourceArn': trailArn, 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn },
    };
    const describeKey: AccessRequest = { principal: cloudtrail, action: 'kms:DescribeKey', resource: key, context: { 'aws:SourceArn': trailArn } };
    const decrypt: AccessRequest = { ...describeKey, action: 'kms:Decrypt' };
    const refused: AccessRequest[] = [
      ...[encrypt, describeKey, decrypt].flatMap((request) => [
        { ...request, context: { ...request.context, 'aws:SourceArn': otherTrail } },
        { ...request, context: { ...request.context, 'aws:SourceArn': otherAccount } },
        { ...request, principal: { service: 's3.amazonaws.com' } },
      ]),
      { ...encrypt, context: { ...encrypt.context, 'kms:EncryptionContext:aws:cloudtrail:arn': otherAccount } },
      { ...encrypt, context: { 'aws:SourceArn': trailArn } },
      { ...encrypt, action: 'kms:ScheduleKeyDeletion' },
    ];

    test('lets this trail encrypt, decrypt for the bucket key, and describe the key', () => {
      expect([encrypt, describeKey, decrypt].map((request) => evaluate([policy], request).effect)).toEqual(['allowed', 'allowed', 'allowed']);
    });

    test('refuses other trails, other services, and other encryption contexts', () => {
      expect(refused.map((request) => evaluate([policy], request).effect)).not.toContain('allowed');
    });

    test('has no condition that could be left out', () => {
      expect(unguardedConditions(policy, refused, [encrypt, describeKey, decrypt])).toEqual([]);
    });
  });

  describe('the policies of the topic and its key', () => {
    const publish: AccessRequest = {
      principal: cloudtrail,
      action: 'sns:Publish',
      resource: arnOf(template, 'Topic', options),
      context: { 'aws:SourceArn': trailArn, 'aws:SecureTransport': 'true' },
    };
    const encrypt: AccessRequest[] = ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({
      principal: cloudtrail,
      action,
      resource: arnOf(template, 'TopicKey', options),
      context: { 'aws:SourceArn': trailArn },
    }));
    const refusedFor = (requests: AccessRequest[]) =>
      requests.flatMap((request) => [otherTrail, otherAccount].map((arn) => ({ ...request, context: { ...request.context, 'aws:SourceArn': arn } })));

    test('let this trail notify, and no other', () => {
      expect(evaluate([policyOf(template, 'TopicPolicy', options)], publish).effect).toBe('allowed');
      expect(unguardedConditions(policyOf(template, 'TopicPolicy', options), refusedFor([publish]), [publish])).toEqual([]);
      expect(unguardedConditions(policyOf(template, 'TopicKey', options), refusedFor(encrypt), encrypt)).toEqual([]);
    });
  });

  describe('the role for CloudWatch Logs', () => {
    const policies = identityPoliciesOf(template, 'AuditCloudWatchLogsRole', options);
    const role = { arn: arnOf(template, 'AuditCloudWatchLogsRole', options) };
    const group = arnOf(template, 'AuditCloudWatchLogsLogGroup', options).replace(/:\*$/, '');
    const effect = (action: string, stream: string) =>
      evaluate(policies, { principal: role, action, resource: `${group}:log-stream:${stream}` }).effect;

    test('is assumed by CloudTrail only', () => {
      const trust = trustPolicyOf(template, 'AuditCloudWatchLogsRole', options);
      const assume = (service: string) => evaluate([trust], { principal: { service }, action: 'sts:AssumeRole', resource: role.arn }).effect;
      expect([assume('cloudtrail.amazonaws.com'), assume('ec2.amazonaws.com')]).toEqual(['allowed', 'notAllowed']);
    });

    test('writes to the streams that CloudTrail names after account and Region, and to no other', () => {
      expect(effect('logs:CreateLogStream', `${place.account}_CloudTrail_${place.region}`)).toBe('allowed');
      expect(effect('logs:PutLogEvents', `${place.account}_CloudTrail_${place.region}_3`)).toBe('allowed');
      expect(effect('logs:PutLogEvents', `444455556666_CloudTrail_${place.region}`)).toBe('notAllowed');
      expect(effect('logs:DeleteLogStream', `${place.account}_CloudTrail_${place.region}`)).toBe('notAllowed');
    });
  });

  test('the key of the log group serves the Regional Logs service for this log group only', () => {
    const policy = apartFromGrants(policyOf(template, 'AuditCloudWatchLogsKey', options));
    const suffix = place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    const group = `arn:${place.partition}:logs:${place.region}:${place.account}:log-group:`;
    const encrypt = (name: string): AccessRequest => ({
      principal: { service: `logs.${place.region}.${suffix}` },
      action: 'kms:GenerateDataKey',
      resource: arnOf(template, 'AuditCloudWatchLogsKey', options),
      context: { 'kms:EncryptionContext:aws:logs:arn': `${group}${name}` },
    });
    const [own] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    expect(unguardedConditions(policy, [encrypt('other'), encrypt('Stack-Other-123')], [encrypt(`Stack-${own}-AbCd123`)])).toEqual([]);
  });

  test('the access logs are delivered for this bucket of this account only', () => {
    const policy = policyOf(template, 'AuditArchiveAccessLogsPolicy', options);
    const put: AccessRequest = {
      principal: { service: 'logging.s3.amazonaws.com' },
      action: 's3:PutObject',
      resource: `${arnOf(template, 'AuditArchiveAccessLogs', options)}/x`,
      context: { 'aws:SourceArn': logs, 'aws:SourceAccount': place.account, 'aws:SecureTransport': 'true' },
    };
    const refused = [
      { ...put, context: { ...put.context, 'aws:SourceArn': `${logs}-other` } },
      { ...put, context: { ...put.context, 'aws:SourceAccount': '444455556666' } },
      { ...put, context: { ...put.context, 'aws:SecureTransport': 'false' } },
    ];
    expect(unguardedConditions(policy, refused, [put])).toEqual([]);
  });
});

test('several trails of several accounts deliver to one archive, each below its own owners', () => {
  const stack = new Stack(new App(), 'Stack');
  const archive = new LogArchive(stack, 'Archive');
  const org = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/org';
  const own = 'arn:aws:cloudtrail:eu-west-1:444455556666:trail/own';
  archive.addTrail({ trailArn: org, trailAccount: '111122223333', owners: ['111122223333', 'o-exampleorgid'] });
  archive.addTrail({ trailArn: own, trailAccount: '444455556666', owners: ['444455556666'] });
  const template = Template.fromStack(stack);
  const policy = policyOf(template, 'ArchiveBucketPolicy');
  const effect = (trail: string, owner: string) =>
    evaluate([policy], {
      principal: cloudtrail,
      action: 's3:PutObject',
      resource: `${arnOf(template, 'ArchiveBucket')}/AWSLogs/${owner}/x`,
      context: { 'aws:SourceArn': trail, 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SecureTransport': 'true' },
    }).effect;

  expect([effect(org, '111122223333'), effect(org, 'o-exampleorgid/444455556666'), effect(own, '444455556666')]).toEqual([
    'allowed',
    'allowed',
    'allowed',
  ]);
  expect([effect(org, '444455556666'), effect(own, '111122223333'), effect(own, 'o-exampleorgid/444455556666'), effect(org, 'o-other/1')]).toEqual(
    Array(4).fill('notAllowed'),
  );
});

test('the statements that somebody else must add allow the delivery once they are added, and nothing more', () => {
  const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' }, flags: ALL_FLAGS });
  const archive = LogArchive.fromBucket(stack, 'Archive', {
    bucket: Bucket.fromBucketName(stack, 'Bucket', 'logs'),
    encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/0a'),
    keyPrefix: 'audit',
    policiesManagedBy: 'platform team',
  });
  new AuditTrail(stack, 'Audit', { trailName: 'audit', archive });
  const policyWith = (statements: PolicyStatement[]) => ({
    Version: '2012-10-17' as const,
    Statement: stack.resolve(statements.map((one) => one.toStatementJson())),
  });
  const context = { 'aws:SourceArn': 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit', 's3:x-amz-acl': 'bucket-owner-full-control' };
  const put = (resource: string) =>
    evaluate([policyWith(archive.requiredBucketStatements)], { principal: cloudtrail, action: 's3:PutObject', resource, context }).effect;
  const describeKey = { principal: cloudtrail, action: 'kms:DescribeKey', resource: 'arn:aws:kms:eu-west-1:111122223333:key/0a', context };

  expect(put('arn:aws:s3:::logs/audit/AWSLogs/111122223333/x')).toBe('allowed');
  expect(put('arn:aws:s3:::logs/AWSLogs/111122223333/x')).toBe('notAllowed');
  expect(evaluate([policyWith(archive.requiredKeyStatements)], describeKey).effect).toBe('allowed');
});

function synthesize(place: PolicyOptions): { template: Template; options: PolicyOptions } {
  const stack = new Stack(new App(), 'Stack');
  const topic = new Topic(stack, 'Topic', { masterKey: new Key(stack, 'TopicKey'), enforceSSL: true });
  new AuditTrail(stack, 'Audit', {
    trailName: 'audit',
    archive: new LogArchive(stack, 'AuditArchive', { keyPrefix: 'audit' }),
    cloudWatchLogs: CloudWatchLogs.toNewLogGroup(),
    notifications: Notifications.topic(topic),
  });
  return { template: Template.fromStack(stack), options: { ...place, stackName: 'Stack' } };
}
