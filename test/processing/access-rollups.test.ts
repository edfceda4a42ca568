import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { evaluate } from '../../lib/policy/evaluate';
import { AccessReport } from '../../lib/processing/access-report';
import { arnOf, identityPoliciesOf } from '../helpers/policies';

// `npm test` bundles the handlers first; what is in the bundles is of no interest here.
for (const name of ['access-report', 'access-rollup']) {
  const asset = join(__dirname, '../../assets', name);
  if (existsSync(asset)) continue;
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.js'), '');
}

const env = { account: '111122223333', region: 'eu-west-1' };

function templateOf(): Template {
  const stack = new Stack(new App(), 'Stack', { env });
  const archive = new LogArchive(stack, 'Archive');
  new AccessReport(stack, 'Access', { archive, alarmTopic: new Topic(stack, 'Alarms') });
  return Template.fromStack(stack);
}

const template = templateOf();

test('adds the report up every night at two', () => {
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(0 2 * * ? *)', State: 'ENABLED' });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { DERIVED_BUCKET: Match.anyValue(), ROLLUP_DAYS: '3', UNUSED_DAYS: '90' } },
    Timeout: 900,
  });
});

test('tells the topic when that fails', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'Errors',
    Namespace: 'AWS/Lambda',
    Threshold: 1,
    TreatMissingData: 'notBreaching',
    AlarmActions: [Match.anyValue()],
    OKActions: [Match.anyValue()],
  });
});

test('may read the rows and what it wrote itself, write the latter, list the rows, and nothing else', () => {
  const policies = identityPoliciesOf(template, 'AccessRollupsHandlerRole', env);
  const role = { arn: arnOf(template, 'AccessRollupsHandlerRole', env) };
  const effect = (action: string, resource: string, context = {}) => evaluate(policies, { principal: role, action, resource, context }).effect;
  const [bucket, archive] = [arnOf(template, 'AccessDerived', env), arnOf(template, 'ArchiveBucket', env)];
  const at = (folder: string) => `${bucket}/access-report/${folder}/account=1/x`;

  for (const folder of ['rows', 'rollups', 'known', 'unused']) expect(effect('s3:GetObject', at(folder))).toBe('allowed');
  for (const folder of ['rollups', 'known', 'unused']) expect(effect('s3:PutObject', at(folder))).toBe('allowed');
  expect(effect('s3:ListBucket', bucket, { 's3:prefix': 'access-report/rows/account=1/' })).toBe('allowed');

  expect(effect('s3:PutObject', at('rows'))).toBe('notAllowed');
  expect(effect('s3:GetObject', at('claims'))).toBe('notAllowed');
  expect(effect('s3:DeleteObject', at('rollups'))).toBe('notAllowed');
  expect(effect('s3:ListBucket', bucket, { 's3:prefix': 'access-report/' })).toBe('notAllowed');
  expect(effect('s3:ListBucket', bucket)).toBe('notAllowed');
  expect(effect('s3:GetObject', `${archive}/AWSLogs/x`)).toBe('notAllowed');
});
