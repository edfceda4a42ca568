import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AuditStack } from '../../bin/audit-stack';
import { type AppConfig, config } from '../../bin/config';
import { selectorsOf } from '../helpers/selectors';

const stackWith = (changes: Partial<AppConfig> = {}) => new AuditStack(new App(), 'Stack', { config: { ...config, ...changes } });

test('the app deploys as it is: a trail of management events, its archive, and what processes the log files', () => {
  const stack = stackWith();
  expect(selectorsOf(stack)).toHaveLength(1);
  const handlers = Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Function')).map((id) => id.slice(0, -8));
  expect(handlers.sort()).toEqual(['AccessHandler', 'AccessRollupsHandler', 'AlertsHandler', 'IntegrityHandler']);
  Template.fromStack(stack).resourceCountIs('AWS::CloudTrail::Trail', 1);
});

test('the configuration names what is audited', () => {
  const stack = stackWith({ auditedBuckets: ['uploads', 'reports/finance/'], auditedFunctions: ['close-books'], auditedTables: ['orders'] });
  const arns = selectorsOf(stack).flatMap(({ FieldSelectors }) => FieldSelectors.filter(({ Field }) => Field === 'resources.ARN'));
  expect(arns.map(({ StartsWith, Equals }) => StartsWith ?? Equals)).toEqual([
    ['arn:aws:s3:::uploads/', 'arn:aws:s3:::reports/finance/'],
    [expect.stringMatching(/:function:close-books$/)],
    [expect.stringMatching(/:table\/orders$/)],
  ]);
});

test('the configuration says how long log files are kept and locked, and who is told of failures', () => {
  const template = Template.fromStack(stackWith({ keepLogFilesForDays: 400, lockLogFilesForDays: 30, alarmEmail: 'security@example.com' }));
  template.hasResourceProperties('AWS::S3::Bucket', {
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 30 } } },
    LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 400 })]) },
  });
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'security@example.com' });
});
