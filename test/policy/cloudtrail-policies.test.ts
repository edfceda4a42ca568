import type { PolicyDocument, PolicyStatement } from '../../lib/policy/document';
import { evaluate } from '../../lib/policy/evaluate';
import type { AccessRequest } from '../../lib/policy/request';
import { unguardedConditions } from '../helpers/policies';

const trail = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const otherTrail = 'arn:aws:cloudtrail:eu-west-1:444455556666:trail/audit';
const cloudTrail = { service: 'cloudtrail.amazonaws.com' };
const bucket = 'arn:aws:s3:::logs';
const key = 'arn:aws:kms:eu-west-1:111122223333:key/logs';
const topic = 'arn:aws:sns:eu-west-1:111122223333:logs';

const enforceSsl: PolicyStatement = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource: [bucket, `${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
const bucketPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    enforceSsl,
    {
      Sid: 'AWSCloudTrailAclCheck20150319',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: bucket,
      Condition: { StringEquals: { 'aws:SourceArn': trail } },
    },
    {
      Sid: 'AWSCloudTrailWrite20150319',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: [`${bucket}/audit/AWSLogs/111122223333/*`, `${bucket}/audit/AWSLogs/o-exampleorgid/*`],
      Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': trail } },
    },
  ],
};

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
const keyPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: {
        StringEquals: { 'aws:SourceArn': trail },
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:111122223333:trail/*' },
      },
    },
    { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'kms:DescribeKey', Resource: '*' },
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { Null: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'false' } },
    },
  ],
};

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html
const topicPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'AWSCloudTrailSNSPolicy20131101',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'SNS:Publish',
      Resource: topic,
      Condition: { StringEquals: { 'aws:SourceArn': trail } },
    },
  ],
};

const secure = { 'aws:SecureTransport': 'true', 'aws:SourceArn': trail };
const acl: AccessRequest = { principal: cloudTrail, action: 's3:GetBucketAcl', resource: bucket, context: secure };
const put: AccessRequest = {
  principal: cloudTrail,
  action: 's3:PutObject',
  resource: `${bucket}/audit/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/31/file.json.gz`,
  context: { ...secure, 's3:x-amz-acl': 'bucket-owner-full-control' },
};
const encrypt: AccessRequest = {
  principal: cloudTrail,
  action: 'kms:GenerateDataKey',
  resource: key,
  context: { 'aws:SourceArn': trail, 'kms:EncryptionContext:aws:cloudtrail:arn': trail },
};
const decrypt: AccessRequest = {
  principal: { arn: 'arn:aws:sts::111122223333:assumed-role/reader/ann' },
  action: 'kms:Decrypt',
  resource: key,
  context: { 'kms:EncryptionContext:aws:cloudtrail:arn': trail },
};
const publish: AccessRequest = { principal: cloudTrail, action: 'sns:Publish', resource: topic, context: { 'aws:SourceArn': trail } };

/** A request with other condition keys; an empty list takes one away. */
const but = (request: AccessRequest, context: AccessRequest['context'], changes: Partial<AccessRequest> = {}): AccessRequest => ({
  ...request,
  ...changes,
  context: { ...request.context, ...context },
});
const forOrganization = but(put, {}, { resource: `${bucket}/audit/AWSLogs/o-exampleorgid/444455556666/CloudTrail/file.json.gz` });

test.each<[what: string, policy: PolicyDocument, request: AccessRequest, effect: string]>([
  ['the trail may look at the ACL of its bucket', bucketPolicy, acl, 'allowed'],
  ['another trail may not', bucketPolicy, but(acl, { 'aws:SourceArn': otherTrail }), 'notAllowed'],
  ['nor may CloudTrail without a trail', bucketPolicy, but(acl, { 'aws:SourceArn': [] }), 'notAllowed'],
  ['the trail may write below its account', bucketPolicy, put, 'allowed'],
  ['the trail may write below its organization', bucketPolicy, forOrganization, 'allowed'],
  ['not below another account', bucketPolicy, { ...put, resource: `${bucket}/audit/AWSLogs/444455556666/CloudTrail/file.json.gz` }, 'notAllowed'],
  ['not without the prefix', bucketPolicy, { ...put, resource: `${bucket}/AWSLogs/111122223333/CloudTrail/file.json.gz` }, 'notAllowed'],
  ['not without giving the owner control', bucketPolicy, but(put, { 's3:x-amz-acl': [] }), 'notAllowed'],
  ['another service may not write', bucketPolicy, { ...put, principal: { service: 'config.amazonaws.com' } }, 'notAllowed'],
  ['the trail may not delete', bucketPolicy, { ...put, action: 's3:DeleteObject' }, 'notAllowed'],
  ['no trail may write without encryption on the way', bucketPolicy, but(put, { 'aws:SecureTransport': 'false' }), 'denied'],
  ['the trail may encrypt', keyPolicy, encrypt, 'allowed'],
  ['also for another Region', keyPolicy, { ...encrypt, action: 'kms:GenerateDataKeyWithoutPlaintext' }, 'allowed'],
  ['not for a trail of another account', keyPolicy, but(encrypt, { 'kms:EncryptionContext:aws:cloudtrail:arn': otherTrail }), 'notAllowed'],
  ['not without an encryption context', keyPolicy, but(encrypt, { 'kms:EncryptionContext:aws:cloudtrail:arn': [] }), 'notAllowed'],
  ['CloudTrail may describe the key', keyPolicy, { principal: cloudTrail, action: 'kms:DescribeKey', resource: key }, 'allowed'],
  ['a reader may decrypt log files', keyPolicy, decrypt, 'allowed'],
  ['and nothing else', keyPolicy, but(decrypt, { 'kms:EncryptionContext:aws:cloudtrail:arn': [] }), 'notAllowed'],
  ['the trail may not decrypt', keyPolicy, { ...encrypt, action: 'kms:Decrypt' }, 'notAllowed'],
  ['the trail may publish', topicPolicy, publish, 'allowed'],
  ['another trail may not publish', topicPolicy, but(publish, { 'aws:SourceArn': otherTrail }), 'notAllowed'],
  ['nobody else may publish', topicPolicy, { ...publish, principal: { arn: 'arn:aws:iam::111122223333:user/ann' } }, 'notAllowed'],
])('%s', (_, policy, request, effect) => {
  expect(evaluate([policy], request).effect).toBe(effect);
});

test('a Deny for everyone that has no condition is one for CloudTrail too', () => {
  const lockdown: PolicyStatement = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${bucket}/*` };

  expect(evaluate([bucketPolicy, { Statement: lockdown }], put)).toEqual({ effect: 'denied', by: { document: 1, index: 0 } });
});

describe('the conditions that no request guards', () => {
  const readByHttp = but(put, { 'aws:SecureTransport': 'false' });
  const strangers = [but(acl, { 'aws:SourceArn': otherTrail }), but(put, { 'aws:SourceArn': otherTrail }), but(put, { 's3:x-amz-acl': [] })];

  test('are none, if each has a request that only it refuses', () => {
    expect(unguardedConditions(bucketPolicy, [...strangers, readByHttp], [acl, put, forOrganization])).toEqual([]);
  });

  test('are named with their statement', () => {
    const [aclByOther, , withoutAcl] = strangers;

    expect(unguardedConditions(bucketPolicy, [aclByOther, withoutAcl] as AccessRequest[], [acl, put])).toEqual([
      'statement 2 (AWSCloudTrailWrite20150319): StringEquals aws:SourceArn',
    ]);
  });

  test('are those of a Deny that would hit nobody who must be allowed', () => {
    expect(unguardedConditions([topicPolicy, { Statement: enforceSsl }], [but(publish, { 'aws:SourceArn': otherTrail })], [publish])).toEqual([
      'policy 1: statement 0: Bool aws:SecureTransport',
    ]);
  });

  test('are also the single values that nobody needs, if that is asked', () => {
    const twoTrails: PolicyDocument = {
      Statement: { ...(topicPolicy.Statement[0 as never] as PolicyStatement), Condition: { StringEquals: { 'aws:SourceArn': [trail, otherTrail] } } },
    };
    const stranger = but(publish, { 'aws:SourceArn': [] });

    expect(unguardedConditions(twoTrails, [stranger], [publish])).toEqual([]);
    expect(unguardedConditions(twoTrails, [stranger], [publish], { eachValue: true })).toEqual([
      `statement 0 (AWSCloudTrailSNSPolicy20131101): StringEquals aws:SourceArn ${otherTrail}`,
    ]);
  });

  test('fail, if a request does not even have its outcome with all of them', () => {
    expect(() => unguardedConditions(topicPolicy, [publish], [])).toThrow('must not be allowed, before any condition is left out: {"principal":');
    expect(() => unguardedConditions(topicPolicy, [], [acl])).toThrow('must be allowed, before any condition is left out');
  });
});
