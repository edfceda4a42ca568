import { ALARM_DEMANDS, type AlarmRuleId } from '../../../../lib/rules/controls/alarms/demands';
import { matches } from '../../../../lib/rules/controls/alarms/pattern/matches';
import { pattern } from './patterns';
import { call, calls, denied, ROOT, signIn } from './records';

const FEDERATED = { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin/alice' };
const RECORDS: readonly (readonly [id: AlarmRuleId, what: string, hits: readonly object[], misses: readonly object[]])[] = [
  [
    'ALM-01',
    'calls that are not allowed',
    [denied('Client.UnauthorizedOperation'), denied('UnauthorizedOperation'), denied('AccessDenied'), denied('AccessDeniedException')],
    [call('ec2', 'RunInstances'), denied('NoSuchBucket'), denied('Client.UnauthorizedOperation.Other')],
  ],
  [
    'ALM-02',
    'sign-ins of users without a second factor',
    [signIn({})],
    [
      signIn({ additionalEventData: { MFAUsed: 'Yes' } }),
      signIn({ additionalEventData: null }),
      signIn({ userIdentity: FEDERATED }),
      signIn({ responseElements: { ConsoleLogin: 'Failure' } }),
      signIn({ responseElements: null }),
    ],
  ],
  [
    'ALM-03',
    'what the root user does',
    [call('apigateway', 'GetResource', { userIdentity: ROOT }), signIn({ userIdentity: ROOT })],
    [
      call('s3', 'ListBuckets'),
      call('kms', 'Decrypt', { userIdentity: { ...ROOT, invokedBy: 'AWS Internal' } }),
      call('kms', 'RotateKey', { userIdentity: ROOT, eventType: 'AwsServiceEvent' }),
    ],
  ],
  ['ALM-04', 'changes of policies', calls('iam', 'PutUserPolicy', 'AttachRolePolicy', 'DetachGroupPolicy'), calls('iam', 'GetPolicy', 'CreateUser')],
  ['ALM-05', 'changes of trails', calls('cloudtrail', 'StopLogging', 'DeleteTrail'), calls('cloudtrail', 'LookupEvents', 'PutEventSelectors')],
  [
    'ALM-06',
    'sign-ins that fail',
    [signIn({ errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } })],
    [
      signIn({}),
      call('ec2', 'RunInstances', { errorMessage: 'Failed authentication' }),
      signIn({ errorMessage: 'No username found in supplied account' }),
    ],
  ],
  [
    'ALM-07',
    'keys that go',
    calls('kms', 'DisableKey', 'ScheduleKeyDeletion'),
    [...calls('kms', 'CancelKeyDeletion', 'DisableKeyRotation'), call('other', 'DisableKey')],
  ],
  [
    'ALM-08',
    'changes of buckets',
    calls('s3', 'PutBucketAcl', 'DeleteBucketPolicy'),
    [...calls('s3', 'PutObject'), call('other', 'PutBucketPolicy')],
  ],
  [
    'ALM-09',
    'changes of the recording',
    calls('config', 'StopConfigurationRecorder', 'PutDeliveryChannel'),
    [...calls('config', 'StartConfigurationRecorder'), call('other', 'PutDeliveryChannel')],
  ],
  [
    'ALM-10',
    'changes of security groups',
    calls('ec2', 'AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'),
    calls('ec2', 'DescribeSecurityGroups'),
  ],
  ['ALM-11', 'changes of lists', calls('ec2', 'CreateNetworkAclEntry', 'ReplaceNetworkAclAssociation'), calls('ec2', 'DescribeNetworkAcls')],
  ['ALM-12', 'changes of gateways', calls('ec2', 'CreateInternetGateway', 'DeleteCustomerGateway'), calls('ec2', 'CreateNatGateway')],
  // API Gateway has routes, too.
  [
    'ALM-13',
    'changes of routes',
    calls('ec2', 'CreateRoute', 'DeleteRouteTable'),
    [call('apigateway', 'CreateRoute'), call('ec2', 'DescribeRouteTables')],
  ],
  ['ALM-14', 'changes of networks', calls('ec2', 'CreateVpc', 'AcceptVpcPeeringConnection'), calls('ec2', 'DescribeVpcs', 'CreateSubnet')],
  [
    'ALM-15',
    'changes of the organization',
    calls('organizations', 'LeaveOrganization', 'CreateAccount', 'AttachPolicy'),
    [call('organizations', 'ListAccounts'), call('iam', 'DeletePolicy')],
  ],
];

test.each(RECORDS)('the pattern of %s matches %s, and nothing like it', (id, _, hits, misses) => {
  const asked = pattern(ALARM_DEMANDS[id].cis['cis-7.0']);

  expect(hits.map((record) => matches(asked, record))).toEqual(hits.map(() => true));
  expect(misses.map((record) => matches(asked, record))).toEqual(misses.map(() => false));
});

test('every rule is tried with records', () => {
  expect(RECORDS.map(([id]) => id)).toEqual(Object.keys(ALARM_DEMANDS));
});

test('CIS leaves out what CloudWatch Logs and CloudTrail are refused all the time, and Security Hub does not', () => {
  const { securityHub = '', cis } = ALARM_DEMANDS['ALM-01'];
  const usual = [denied('AccessDenied', { sourceIPAddress: 'delivery.logs.amazonaws.com' }), denied('AccessDenied', { eventName: 'HeadBucket' })];

  expect(usual.map((record) => matches(pattern(cis['cis-7.0']), record))).toEqual([false, false]);
  expect(usual.map((record) => matches(pattern(securityHub), record))).toEqual([true, true]);
});

test('the text of CIS 1.4 for refused calls matches nearly every event, as it is published', () => {
  const published = pattern(
    '{ ($.errorCode = *UnauthorizedOperation) || ($.errorCode = AccessDenied*) || ($.sourceIPAddress!=delivery.logs.amazonaws.com) || ($.eventName!=HeadBucket) }',
  );

  expect(matches(published, call('ec2', 'DescribeInstances'))).toBe(true);
});
