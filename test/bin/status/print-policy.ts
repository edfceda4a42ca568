import { attachedTo } from '../../../lib/policy/attach';
import type { PolicyDocument, PolicyStatement } from '../../../lib/policy/document';
import { evaluate } from '../../../lib/policy/evaluate';
import { folderOf } from '../../template/assemblies';
import type { Call } from './call';
import { ACCOUNT, RecordedAws } from './recorded-aws';
import { printed, told } from './run';

const aws = new RecordedAws();
beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

const place = { account: ACCOUNT, region: 'us-east-1' };
const policy = async (options = {}) => JSON.parse((await printed(aws, { printPolicy: true, ...options })).stdout) as PolicyDocument;
const statements = (document: PolicyDocument) => document.Statement as readonly PolicyStatement[];

/** The ARN that AWS asks the right for. */
function resourceOf({ action, about }: Call): string {
  const form = new URLSearchParams(about);
  const body = about.startsWith('{') ? JSON.parse(about) : {};
  const local = (service: string, resource: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;
  const [service = ''] = action.split(':');
  const of: Readonly<Record<string, () => string>> = {
    cloudformation: () => local('cloudformation', `stack/${form.get('StackName')}/3e9b41a8`),
    cloudtrail: () => body.Name ?? body.TrailName,
    cloudwatch: () => local('cloudwatch', 'alarm:*'),
    events: () => local('events', `rule/${body.Name ?? body.Rule}`),
    kms: () => body.KeyId,
    logs: () => local('logs', action === 'logs:DescribeLogGroups' ? 'log-group::log-stream:' : `log-group:${body.logGroupName}:log-stream:`),
    s3: () => `arn:aws:s3:::${about.slice(1)}`,
    sns: () => form.get('TopicArn') ?? '',
  };
  return of[service]?.() ?? '*';
}

function effect(document: PolicyDocument, action: string, resource: string): string {
  const principal = { arn: `arn:aws:iam::${ACCOUNT}:role/ci` };
  return evaluate([attachedTo(principal.arn, document)], { principal, action, resource }).effect;
}

test.each([{}, place])('the printed policy allows every call that is made (%j)', async (options) => {
  const document = await policy(options);
  await told(aws);
  // Nobody needs a permission to ask who they are.
  const calls = aws.calls.filter(({ action }) => action !== 'sts:GetCallerIdentity');
  expect(calls.length).toBeGreaterThan(30);
  const refused = calls.filter((call) => effect(document, call.action, resourceOf(call)) !== 'allowed');
  expect(refused).toEqual([]);
});

test('the printed policy allows nothing but reads, of nothing but what the templates name', async () => {
  const document = await policy(place);
  const actions = statements(document).flatMap(({ Action }) => Action as string[]);
  expect(actions.filter((action) => !/^\w+:(Get|Describe|List)\w+$/.test(action))).toEqual([]);
  expect(actions).not.toContain('s3:GetObject');
  for (const action of ['cloudtrail:StopLogging', 's3:GetObject', 's3:PutBucketPolicy', 'kms:Decrypt']) {
    expect(
      statements(document)
        .map(({ Resource }) => [Resource].flat()[0] ?? '')
        .map((arn) => effect(document, action, arn.replaceAll('*', 'x'))),
    ).not.toContain('allowed');
  }
  expect(effect(document, 'cloudtrail:GetTrail', `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/another`)).toBe('notAllowed');
  expect(effect(document, 's3:GetBucketPolicy', 'arn:aws:s3:::another-bucket')).toBe('notAllowed');
});

test('nothing is a star where an ARN can be known', async () => {
  const resources = statements(await policy(place)).flatMap(({ Resource }) => Resource as string[]);
  expect(resources).not.toContain('*');
  expect(resources).toContain(`arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/status-audit`);
  expect(resources.every((arn) => arn.includes(ACCOUNT) || arn.startsWith('arn:aws:s3:::statusaudit-'))).toBe(true);
});

test('to print the policy asks nobody', async () => {
  await policy();
  expect(aws.calls).toEqual([]);
});

test('the printed policy is for stacks as they are called: nested ones have a name that ends in anything', async () => {
  const nested = (file: string) => ({ Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': file } });
  const artifact = { type: 'aws:cloudformation:stack', environment: `aws://${ACCOUNT}/us-east-1`, properties: { templateFile: 'Audit.json' } };
  const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: { Ref: 'Logs' } } };
  const assembly = folderOf({
    'manifest.json': { artifacts: { Audit: artifact } },
    'Audit.json': { Resources: { B: nested('AuditB.json') } },
    'AuditB.json': { Resources: { C: nested('AuditC.json') } },
    'AuditC.json': { Resources: { T: trail, Logs: { Type: 'AWS::S3::Bucket' } } },
  });
  const { stdout } = await printed(aws, { printPolicy: true, stackName: ['Audit=prod'] }, assembly);
  const document = JSON.parse(stdout) as PolicyDocument;
  const allowed = (name: string) =>
    effect(document, 'cloudformation:DescribeStacks', `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/${name}/3e9b`);

  expect(['prod', 'prod-B-1ABC', 'prod-B-1ABC-C-2DEF'].map(allowed)).toEqual(['allowed', 'allowed', 'allowed']);
  expect(['Audit', 'prod-B', 'prod-other'].map(allowed)).toEqual(['notAllowed', 'notAllowed', 'notAllowed']);
  expect(effect(document, 'cloudtrail:GetTrail', `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/prod-B-1ABC-C-2DEF-T-3GHI`)).toBe('allowed');
});
