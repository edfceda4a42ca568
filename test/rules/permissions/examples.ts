import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { type DeployPolicies, deployPolicy } from '../../../lib/rules/permissions/deploy-policy';
import { LONGEST_POLICY, lengthOf } from '../../../lib/rules/permissions/documents';
import { readAssembly } from '../../../lib/template/read-assembly';
import { exampleNames } from '../../examples/names';
import type { Json } from '../../template/assemblies';
import { effectOf } from './allowed';
import { ACCOUNT, arnAt, arnOf, REGION, resourceOf } from './deployed';
import { callsFor, HANDLERS } from './handlers';

const folder = join(__dirname, '../../../examples');

interface Example {
  readonly policies: DeployPolicies;
  readonly resources: readonly { readonly stack: string; readonly logicalId: string; readonly template: Json; readonly resource: Json }[];
}

function deployed(name: string): Example {
  const { app } = require(join(folder, name, 'app')) as { app: App };
  const assembly = readAssembly(app.synth().directory, { account: ACCOUNT, region: REGION });
  const { accounts, unknown } = deployPolicy([assembly]);
  expect(unknown).toEqual([]);
  const resources = assembly.stacks.flatMap(({ name: stack, template }) =>
    Object.entries(template.Resources as Json).map(([logicalId, resource]) => ({ stack, logicalId, template: template as Json, resource })),
  );
  return { policies: accounts[0] as DeployPolicies, resources };
}

describe.each(exampleNames())('the example %s', (name) => {
  let found: Example;
  beforeAll(() => {
    found = deployed(name);
  });
  const example = () => found;
  const effect = (action: string, resource: string, context?: Readonly<Record<string, string>>) =>
    effectOf(example().policies.execution, action, resource, context);
  const ofType = (type: string) => example().resources.filter(({ resource }) => resource.Type === type);

  test('may be deployed: whatever CloudFormation calls for its resources is allowed', () => {
    const refused = example().resources.flatMap(({ stack, logicalId, template, resource: { Type: type, Properties: properties = {} } }) => {
      if (!(type in HANDLERS)) return [`${type} has no handlers in the table of this test`];
      const arn = arnOf(template, stack, logicalId);
      const context: Record<string, string> =
        type === 'AWS::Lambda::EventSourceMapping' ? { 'lambda:FunctionArn': arnAt(template, stack, properties.FunctionName) } : {};
      const calls = callsFor(type, properties).map((action) => [action, resourceOf(action, arn)] as const);
      return calls.filter(([action, on]) => effect(action, on, context) !== 'allowed').map(([action, on]) => `${action} on ${on}`);
    });

    expect(refused).toEqual([]);
  });

  test('passes each role to the service that takes it on, and to no other', () => {
    const passed = [...ofType('AWS::Lambda::Function'), ...ofType('AWS::CloudTrail::Trail')].flatMap(({ stack, template, resource }) => {
      const role = resource.Properties.Role ?? resource.Properties.CloudWatchLogsRoleArn;
      const service = resource.Type === 'AWS::Lambda::Function' ? 'lambda' : 'cloudtrail';
      return role === undefined ? [] : [{ role: arnAt(template, stack, role), service }];
    });

    for (const { role, service } of passed) {
      expect(effect('iam:PassRole', role, { 'iam:PassedToService': `${service}.amazonaws.com` })).toBe('allowed');
      expect(effect('iam:PassRole', role, { 'iam:PassedToService': 'ec2.amazonaws.com' })).toBe('notAllowed');
    }
    expect(effect('iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/Admin`, { 'iam:PassedToService': 'lambda.amazonaws.com' })).toBe('notAllowed');
  });

  test('attaches its own policies to its own roles, and never that of an administrator', () => {
    for (const { stack, logicalId, template, resource } of ofType('AWS::IAM::ManagedPolicy')) {
      const policy = arnOf(template, stack, logicalId);
      for (const role of resource.Properties.Roles) {
        const arn = arnAt(template, stack, role);
        expect(effect('iam:AttachRolePolicy', arn, { 'iam:PolicyARN': policy })).toBe('allowed');
        expect(effect('iam:AttachRolePolicy', arn, { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' })).toBe('notAllowed');
      }
    }
  });

  test('may read its files, and the version of the bootstrapped environment', () => {
    const file = `arn:aws:s3:::cdk-hnb659fds-assets-${ACCOUNT}-${REGION}/0123.zip`;
    const withFiles = ofType('AWS::Lambda::Function').some(({ resource }) => resource.Properties.Code.S3Key !== undefined);

    expect(effect('s3:GetObject', file)).toBe(withFiles ? 'allowed' : 'notAllowed');
    expect(effect('ssm:GetParameters', `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/cdk-bootstrap/hnb659fds/version`)).toBe('allowed');
  });

  test('never stops or deletes a trail, takes a key away, or deletes evidence', () => {
    const evidence: Readonly<Record<string, readonly string[]>> = {
      'AWS::CloudTrail::Trail': ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'],
      'AWS::KMS::Key': ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DisableKeyRotation'],
      'AWS::Logs::LogGroup': ['logs:DeleteLogGroup'],
      'AWS::S3::Bucket': ['s3:DeleteBucket', 's3:DeleteBucketPolicy'],
    };
    for (const [type, actions] of Object.entries(evidence)) {
      for (const { stack, logicalId, template } of ofType(type)) {
        const arn = arnOf(template, stack, logicalId);
        expect(actions.map((action) => [action, effect(action, arn)])).toEqual(actions.map((action) => [action, 'denied']));
        if (type === 'AWS::S3::Bucket') expect(effect('s3:DeleteObjectVersion', `${arn}/AWSLogs/1.json.gz`)).toBe('denied');
      }
    }
    for (const { stack, template, resource } of ofType('AWS::CloudTrail::Trail')) {
      expect(effect('s3:DeleteBucketPolicy', arnAt(template, stack, resource.Properties.S3BucketName).toLowerCase())).toBe('denied');
    }
  });

  test('touches nothing of another stack', () => {
    const others = [
      ['cloudtrail:UpdateTrail', `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/another`],
      ['cloudtrail:UpdateTrail', `arn:aws:cloudtrail:${REGION}:444455556666:trail/audit`],
      ['s3:PutBucketPolicy', 'arn:aws:s3:::another-bucket'],
      ['iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/Admin`],
      ['iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/somebody`],
      ['lambda:UpdateFunctionCode', `arn:aws:lambda:${REGION}:${ACCOUNT}:function:another`],
      ['sns:DeleteTopic', `arn:aws:sns:${REGION}:${ACCOUNT}:another`],
      ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/Admin`],
    ] as const;

    expect(others.filter(([action, arn]) => effect(action, arn) === 'allowed')).toEqual([]);
  });

  test('has policies that IAM takes, in length and in number', () => {
    const { execution, pipeline } = example().policies;

    expect([...execution, ...pipeline].filter((document) => lengthOf(document) > LONGEST_POLICY)).toEqual([]);
    expect(execution.length).toBeLessThanOrEqual(10);
  });

  test('lets the pipeline take on the roles of the CDK, and nothing else', () => {
    const { pipeline } = example().policies;
    const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-${name}-role-${ACCOUNT}-${REGION}`;

    expect(['deploy', 'file-publishing', 'lookup'].map((name) => effectOf(pipeline, 'sts:AssumeRole', role(name)))).toEqual(Array(3).fill('allowed'));
    expect(effectOf(pipeline, 'sts:AssumeRole', role('cfn-exec'))).toBe('notAllowed');
    expect(effectOf(pipeline, 'cloudtrail:UpdateTrail', `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`)).toBe('notAllowed');
  });
});
