import { checkAssembly } from '../../lib/rules/check-assembly';
import { changed, deployed, statements, type Template, trail, valid, withKey, withLogGroup, withTopic, withTopicKey } from './templates';

const sub = (text: string) => ({ 'Fn::Sub': text });
const withParameter = (template: Template, name: string, definition: Template = { Type: 'String' }) => ({
  ...template,
  Parameters: { [name]: definition },
});
const shortId = (id: string) => id.replace('cdk-cloudtrail:', '');
const check = (template: Template) => {
  const { findings, unknown, checklist } = checkAssembly(deployed(template));
  return {
    findings: findings.map(({ id }) => shortId(id)),
    unknown: unknown.map(({ id }) => shortId(id)),
    checklist: checklist.map(({ message }) => message).join('\n'),
  };
};

test.each<[what: string, id: string, template: Template]>([
  [
    'the name of the bucket in its policy',
    'BucketPolicy.missing',
    withParameter(
      changed(valid(), ({ LogsPolicy }) => {
        LogsPolicy.Properties.Bucket = { Ref: 'Name' };
      }),
      'Name',
    ),
  ],
  [
    'the trail that the policy is for',
    'BucketPolicy.missing',
    withParameter(
      changed(valid(), (resources) => {
        for (const one of statements(resources))
          one.Condition.StringEquals['aws:SourceArn'] = sub('arn:aws:cloudtrail:eu-west-1:111122223333:trail/${Name}');
      }),
      'Name',
    ),
  ],
  [
    'the whole ARN of the trail that the policy is for',
    'BucketPolicy.missing',
    withParameter(
      changed(valid(), (resources) => {
        for (const one of statements(resources)) one.Condition.StringEquals['aws:SourceArn'] = { Ref: 'Name' };
      }),
      'Name',
    ),
  ],
  [
    'a condition that is not understood',
    'BucketPolicy.missing',
    changed(valid(), (resources) =>
      statements(resources).push({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: sub('${Logs.Arn}/*'),
        Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
      }),
    ),
  ],
  [
    'whether CloudTrail sends its organization',
    'BucketPolicy.denied',
    changed(valid(), (resources) =>
      statements(resources).push({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: sub('${Logs.Arn}/*'),
        Condition: { StringNotEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } },
      }),
    ),
  ],
  [
    'whether CloudTrail asks for the default encryption',
    'BucketPolicy.missing',
    changed(valid(), (resources) =>
      statements(resources).push({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: sub('${Logs.Arn}/*'),
        Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
      }),
    ),
  ],
  [
    'the principal of the policy of the key',
    'KeyPolicy.missing',
    withParameter(
      changed(withKey(), (resources) => {
        statements(resources, 'Key')[1].Principal = { Service: { Ref: 'Name' } };
      }),
      'Name',
    ),
  ],
  [
    'what the role trusts',
    'LogRole.trust',
    withParameter(
      changed(withLogGroup(), ({ Role }) => {
        Role.Properties.AssumeRolePolicyDocument.Statement[0].Principal = { Service: { Ref: 'Name' } };
      }),
      'Name',
    ),
  ],
  [
    'a managed policy from elsewhere',
    'LogRole.permissions',
    changed(withLogGroup(), ({ RolePolicy, Role }) => {
      RolePolicy.Properties.PolicyDocument.Statement[0].Action = 'logs:PutLogEvents';
      Role.Properties.ManagedPolicyArns = ['arn:aws:iam::111122223333:policy/logs'];
    }),
  ],
  [
    'the whole policy of the key',
    'KeyPolicy.missing',
    changed(withKey(), ({ Key }) => {
      Key.Properties.KeyPolicy = { Ref: 'Name' };
    }),
  ],
  [
    'the effect of a statement',
    'KeyPolicy.missing',
    changed(withKey(), (resources) => {
      statements(resources, 'Key')[1].Effect = { Ref: 'Name' };
    }),
  ],
  [
    'the policy of the topic',
    'TopicPolicy.missing',
    withParameter(
      changed(withTopic(), ({ TopicPolicy }) => {
        TopicPolicy.Properties.PolicyDocument.Statement[0].Principal = { Service: { Ref: 'Name' } };
      }),
      'Name',
    ),
  ],
  [
    'the policy of the key of the topic',
    'KeyPolicy.topic',
    withParameter(
      changed(withTopicKey(), (resources) => {
        statements(resources, 'TopicKey')[1].Principal = { Service: { Ref: 'Name' } };
      }),
      'Name',
    ),
  ],
  [
    'the account of a log bucket from elsewhere',
    'Trail.logsOwnDeliveries',
    changed(
      trail({
        S3BucketName: 'central-logs',
        EventSelectors: [
          { IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::S3::Object', Values: [{ 'Fn::Sub': 'arn:aws:s3:::${Name}/' }] }] },
        ],
      }),
      (resources) => {
        delete resources.Logs;
        delete resources.LogsPolicy;
        resources.Trail.DependsOn = [];
      },
    ),
  ],
])('no finding, and a question, where it depends on %s', (_, id, template) => {
  expect(check({ ...template, Parameters: { Name: { Type: 'String' }, ...template.Parameters } })).toMatchObject({ findings: [], unknown: [id] });
});

test('what is right in one way to deploy and wrong in another is found, with the decision that leads there', () => {
  const template = {
    ...trail({ IncludeGlobalServiceEvents: { 'Fn::If': ['Global', true, false] } }),
    Parameters: { Everywhere: { Type: 'String', AllowedValues: ['yes', 'no'], Default: 'yes' } },
    Conditions: { Global: { 'Fn::Equals': [{ Ref: 'Everywhere' }, 'yes'] } },
  };

  expect(checkAssembly(deployed(template)).findings).toMatchObject([
    { id: 'cdk-cloudtrail:Trail.globalServiceEvents', when: ['parameter Everywhere is "no"'] },
  ]);
});

test('more ways to deploy than can be looked at are said', () => {
  const names = Array.from({ length: 8 }, (_, index) => `P${index}`);
  const template = {
    ...trail({ Tags: names.map((name) => ({ Key: name, Value: { Ref: name } })) }),
    Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String', AllowedValues: ['a', 'b'] }])),
  };

  expect(checkAssembly(deployed(template))).toMatchObject({ findings: [], complete: false, assessed: 1 });
});

test('what is not in the templates is on the checklist, with what it must say', () => {
  const { checklist } = check(
    changed(
      trail({
        S3BucketName: 'central-logs',
        KMSKeyId: 'alias/central',
        SnsTopicName: 'arn:aws:sns:eu-west-1:444455556666:files',
        CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:x:*',
        CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/logs',
      }),
      (resources) => {
        delete resources.Logs;
        delete resources.LogsPolicy;
        resources.Trail.DependsOn = [];
      },
    ),
  );

  expect(checklist).toContain('the policy of the bucket central-logs');
  expect(checklist).toContain('AWSLogs/111122223333/*');
  expect(checklist).toContain('the policy of the key alias/central');
  expect(checklist).toContain('the policy of the topic arn:aws:sns:eu-west-1:444455556666:files');
  expect(checklist).toContain('the role arn:aws:iam::111122223333:role/logs');
});

test('a message names what it means, not what stands for it', () => {
  const [finding] = checkAssembly(
    deployed(
      changed(valid(), (resources) => delete resources.LogsPolicy && Object.assign(resources.Trail, { DependsOn: [] })),
      { account: undefined, region: undefined },
    ),
  ).findings;

  expect(JSON.stringify(finding)).not.toMatch(/[«»‹›]|0{12}|unknown-region/);
  expect(finding?.value).toBe('<Stack.Logs>');
});
