import type { PolicyDocument as CdkPolicyDocument } from 'aws-cdk-lib/aws-iam';
import { TamperRepair } from '../../lib/monitoring/tamper-repair';
import type { PolicyDocument } from '../../lib/policy/document';
import { evaluate } from '../../lib/policy/evaluate';
import type { AccessRequest } from '../../lib/policy/request';
import { arnOf, identityPoliciesOf, policyOf, trustPolicyOf, unguardedConditions } from '../helpers/policies';
import { ResolvedTemplate } from '../policy/intrinsics';
import { DEPLOY, deployed, env, STACK_ID, tamperIn, withStackId } from './tamper-stacks';

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const setting = tamperIn({ forwarded: true, props: { repair: TamperRepair.loggingAndSelectors(), deployRoles: [DEPLOY] } });
const template = withStackId(setting.template());
const roleArn = arnOf(template, 'TamperHandlerRole', env);
const keyArn = arnOf(template, 'ArchiveKey', env);
const topicArn = arnOf(template, 'Topic', env);
const queueArn = arnOf(template, 'TamperDeadLetters', env);
const own = String(deployed(setting.template(), 'AWS::Lambda::Function').find(({ id }) => id.startsWith('Tamper'))?.properties.FunctionName).replace(
  /-alerts$/,
  '',
);

describe('the function', () => {
  const policies = identityPoliciesOf(template, 'TamperHandlerRole', env);
  const effect = (action: string, resource: string) => evaluate(policies, { principal: { arn: roleArn }, action, resource }).effect;

  test('may tell its topics, read and repair this trail, see whether its stack is being deployed, and keep what failed', () => {
    for (const action of ['GetTrailStatus', 'StartLogging', 'GetEventSelectors', 'PutEventSelectors', 'GetInsightSelectors', 'PutInsightSelectors']) {
      expect(effect(`cloudtrail:${action}`, TRAIL)).toBe('allowed');
    }
    expect(effect('cloudformation:DescribeStacks', STACK_ID)).toBe('allowed');
    expect(effect('sns:Publish', topicArn)).toBe('allowed');
    expect(effect('kms:GenerateDataKey', arnOf(template, 'TopicKey', env))).toBe('allowed');
    expect(effect('sqs:SendMessage', queueArn)).toBe('allowed');
    expect(effect('logs:CreateLogStream', `${arnOf(template, 'TamperHandlerLog', env).replace(/:\*$/, '')}:log-stream:repairs/x/1`)).toBe('allowed');
  });

  test('may not stop or delete the trail, touch another one, or change what watches it', () => {
    for (const action of ['StopLogging', 'DeleteTrail', 'UpdateTrail']) expect(effect(`cloudtrail:${action}`, TRAIL)).toBe('notAllowed');
    expect(effect('cloudtrail:StartLogging', `${TRAIL}-2`)).toBe('notAllowed');
    expect(effect('cloudformation:UpdateStack', STACK_ID)).toBe('notAllowed');
    expect(effect('sns:Publish', `${topicArn}-2`)).toBe('notAllowed');
    expect(effect('logs:DeleteLogStream', arnOf(template, 'TamperHandlerLog', env))).toBe('notAllowed');
    expect(effect('kms:Decrypt', keyArn)).toBe('notAllowed');
  });

  test('has no star where an ARN is known', () => {
    const resources = policies.flatMap(({ Statement }) =>
      [Statement].flat().flatMap((one) => [(one as { Resource: string | string[] }).Resource].flat()),
    );
    expect(resources.filter((resource) => resource.replace(/:log-group:[^:]*:\*$/, '').includes('*'))).toEqual([]);
  });

  test('has no right on the trail where nothing is repaired, and none on selectors where only logging is', () => {
    const rights = (repair?: TamperRepair) => {
      const one = withStackId(tamperIn({ props: { repair } }).template());
      const documents = identityPoliciesOf(one, 'TamperHandlerRole', env);
      const can = (action: string) =>
        evaluate(documents, { principal: { arn: arnOf(one, 'TamperHandlerRole', env) }, action, resource: TRAIL }).effect;
      return [can('cloudtrail:StartLogging'), can('cloudtrail:PutEventSelectors')];
    };
    expect(rights()).toEqual(['notAllowed', 'notAllowed']);
    expect(rights(TamperRepair.logging())).toEqual(['allowed', 'notAllowed']);
  });
});

test('rules of this protection may put what they could not deliver into its queue, over TLS, and others may not', () => {
  const policy = policyOf(template, 'TamperDeadLettersPolicy', env);
  const put = (rule: string, secure = 'true'): AccessRequest => ({
    principal: { service: 'events.amazonaws.com' },
    action: 'sqs:SendMessage',
    resource: queueArn,
    context: { 'aws:SourceArn': `arn:aws:events:eu-west-1:111122223333:rule/${rule}`, 'aws:SecureTransport': secure },
  });
  const rules = ['trail', 'bucket', 'key', 'logGroup', 'topic', 'rule', 'protection'].map((name) => `${own}-${name}`);
  const mustNot = [put('another'), ...rules.map((rule) => put(rule, 'false'))];
  expect(
    unguardedConditions(
      policy,
      mustNot,
      rules.map((rule) => put(rule)),
    ),
  ).toEqual([]);
});

test('only EventBridge, for this account, can have events forwarded, and only to the bus of the Region of the trail', () => {
  const { Template } = jest.requireActual('aws-cdk-lib/assertions');
  const [there, place] = [Template.fromStack(setting.global), { ...env, region: 'us-east-1' }];
  const assume = (account: string): AccessRequest => ({
    principal: { service: 'events.amazonaws.com' },
    action: 'sts:AssumeRole',
    resource: arnOf(there, 'ForwardingRole', place),
    context: { 'aws:SourceAccount': account },
  });
  expect(unguardedConditions(trustPolicyOf(there, 'ForwardingRole', place), [assume('444455556666')], [assume('111122223333')])).toEqual([]);

  const policies = identityPoliciesOf(there, 'ForwardingRole', place);
  const put = (region: string) =>
    evaluate(policies, {
      principal: { arn: arnOf(there, 'ForwardingRole', place) },
      action: 'events:PutEvents',
      resource: `arn:aws:events:${region}:111122223333:event-bus/default`,
    }).effect;
  expect([put('eu-west-1'), put('us-east-1')]).toEqual(['allowed', 'notAllowed']);
});

describe('policies of the organization', () => {
  const ALL: PolicyDocument = { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } };
  const ADMIN = { arn: 'arn:aws:iam::111122223333:role/admin' };
  const resolved = (document: CdkPolicyDocument): PolicyDocument =>
    new ResolvedTemplate({ template, ...env }).resolve(setting.stack.resolve(document)) as PolicyDocument;
  /** Of a service control policy: it is about everybody in the account. */
  const aboutAll = (document: PolicyDocument): PolicyDocument => ({
    ...document,
    Statement: [document.Statement].flat().map((one) => ({ ...(one as object), Principal: '*' })) as unknown as PolicyDocument['Statement'],
  });
  const scp = aboutAll(resolved(setting.protection.serviceControlPolicy()));
  const rcp = resolved(setting.protection.resourceControlPolicy());
  const ask = (principal: AccessRequest['principal'], action: string, resource: string): AccessRequest => ({ principal, action, resource });

  const tampering: [action: string, resource: string][] = [
    ...['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors'].map((one): [string, string] => [
      `cloudtrail:${one}`,
      TRAIL,
    ]),
    ...['DeleteBucket', 'PutBucketPolicy', 'PutLifecycleConfiguration', 'PutBucketObjectLockConfiguration', 'PutBucketVersioning'].map(
      (one): [string, string] => [`s3:${one}`, 'arn:aws:s3:::logs'],
    ),
    ...['DeleteObjectVersion', 'BypassGovernanceRetention'].map((one): [string, string] => [`s3:${one}`, 'arn:aws:s3:::logs/AWSLogs/1.json.gz']),
    ...['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy'].map((one): [string, string] => [`kms:${one}`, keyArn]),
    ['logs:DeleteLogGroup', 'arn:aws:logs:eu-west-1:111122223333:log-group:trail-events:*'],
    ['logs:DeleteSubscriptionFilter', 'arn:aws:logs:eu-west-1:111122223333:log-group:trail-events'],
    ...['DeleteTopic', 'SetTopicAttributes'].map((one): [string, string] => [`sns:${one}`, topicArn]),
    ...['eu-west-1', 'us-east-1'].map((region): [string, string] => [
      'events:DisableRule',
      `arn:aws:events:${region}:111122223333:rule/${own}-trail`,
    ]),
    ...['DeleteFunction', 'UpdateFunctionCode', 'PutFunctionConcurrency'].map((one): [string, string] => [
      `lambda:${one}`,
      `arn:aws:lambda:eu-west-1:111122223333:function:${own}-alerts`,
    ]),
    ['sqs:PurgeQueue', queueArn],
    ['cloudwatch:DeleteAlarms', `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${own}-undelivered`],
    ['iam:DetachRolePolicy', roleArn],
    ['iam:CreatePolicyVersion', `arn:aws:iam::111122223333:policy/${own}-eu-west-1`],
  ];
  const normal: [action: string, resource: string][] = [
    ...['GetTrailStatus', 'GetEventSelectors', 'StartLogging', 'AddTags'].map((one): [string, string] => [`cloudtrail:${one}`, TRAIL]),
    ['cloudtrail:StopLogging', `${TRAIL}-2`],
    ['s3:GetObject', 'arn:aws:s3:::logs/AWSLogs/1.json.gz'],
    ['s3:PutObject', 'arn:aws:s3:::logs/AWSLogs/1.json.gz'],
    ['s3:ListBucket', 'arn:aws:s3:::logs'],
    ['s3:DeleteBucket', 'arn:aws:s3:::logs-2'],
    ['kms:Decrypt', keyArn],
    ['kms:EnableKeyRotation', keyArn],
    ['logs:PutLogEvents', 'arn:aws:logs:eu-west-1:111122223333:log-group:trail-events:log-stream:x'],
    ['sns:Publish', topicArn],
    ['sns:Subscribe', topicArn],
    ['lambda:InvokeFunction', `arn:aws:lambda:eu-west-1:111122223333:function:${own}-alerts`],
    ['sqs:ReceiveMessage', queueArn],
  ];

  test.each(tampering)('%s on %s is denied to everybody but the role that deploys', (action, resource) => {
    expect(evaluate([ALL, scp], ask(ADMIN, action, resource)).effect).toBe('denied');
    expect(evaluate([ALL, scp], ask({ arn: DEPLOY }, action, resource)).effect).toBe('allowed');
  });

  test.each(normal)('%s on %s stays allowed', (action, resource) => {
    expect(evaluate([ALL, scp], ask(ADMIN, action, resource)).effect).toBe('allowed');
    expect(evaluate([ALL, rcp], ask(ADMIN, action, resource)).effect).toBe('allowed');
  });

  test('the function may put selectors back, and nothing else of what is denied', () => {
    const allowed = tampering.filter(([action, resource]) => evaluate([ALL, scp], ask({ arn: roleArn }, action, resource)).effect === 'allowed');
    expect(allowed.map(([action]) => action)).toEqual(['cloudtrail:PutEventSelectors', 'cloudtrail:PutInsightSelectors']);
  });

  test('where nothing is repaired, the function is denied that too', () => {
    const { protection, stack } = tamperIn({ props: { deployRoles: [DEPLOY] } });
    const document = aboutAll(new ResolvedTemplate({ template, ...env }).resolve(stack.resolve(protection.serviceControlPolicy())) as PolicyDocument);
    expect(evaluate([ALL, document], ask({ arn: roleArn }, 'cloudtrail:PutEventSelectors', TRAIL)).effect).toBe('denied');
  });

  test('a resource control policy denies outsiders the same, and lets services work', () => {
    const outsider = { arn: 'arn:aws:iam::444455556666:role/outsider' };
    const covered = tampering.filter(([action]) => /^(s3|kms|sqs):/.test(action));
    expect(covered.length).toBeGreaterThan(8);
    for (const [action, resource] of covered) {
      expect(evaluate([ALL, rcp], ask(outsider, action, resource)).effect).toBe('denied');
      expect(evaluate([ALL, rcp], ask({ arn: DEPLOY }, action, resource)).effect).toBe('allowed');
      expect(evaluate([ALL, rcp], ask({ service: 's3.amazonaws.com' }, action, resource)).effect).toBe('allowed');
    }
  });

  test('no condition can be left out', () => {
    const stop = ['cloudtrail:StopLogging', TRAIL] as const;
    const put = ['cloudtrail:PutEventSelectors', TRAIL] as const;
    const bucket = ['s3:DeleteBucket', 'arn:aws:s3:::logs'] as const;
    const allowedOf = (principals: AccessRequest['principal'][], [action, resource]: readonly [string, string]) =>
      principals.map((one) => ask(one, action, resource));
    expect(
      unguardedConditions(
        [ALL, scp],
        [ask(ADMIN, ...stop), ask(ADMIN, ...put)],
        [...allowedOf([{ arn: DEPLOY }], stop), ...allowedOf([{ arn: DEPLOY }, { arn: roleArn }], put)],
      ),
    ).toEqual([]);
    expect(unguardedConditions([ALL, rcp], [ask(ADMIN, ...bucket)], allowedOf([{ arn: DEPLOY }, { service: 's3.amazonaws.com' }], bucket))).toEqual(
      [],
    );
  });

  test('both fit into what Organizations takes, and a resource control policy has only services that it can be about', () => {
    for (const document of [setting.protection.serviceControlPolicy(), setting.protection.resourceControlPolicy()]) {
      expect(JSON.stringify(resolved(document)).length).toBeLessThan(5120);
    }
    const actions = [rcp.Statement].flat().flatMap((one) => [(one as unknown as { Action: string[] }).Action].flat());
    expect([...new Set(actions.map((action) => action.split(':')[0]))].sort()).toEqual(['kms', 's3', 'sqs']);
    expect(rcp.Statement).toMatchObject([{ Principal: { AWS: '*' } }]);
  });
});
