import { BUCKET_RULES } from '../../../lib/rules/controls/bucket/rules';
import { judgeRule } from '../../../lib/rules/controls/judge-rule';
import { DEFAULT_PARAMETERS } from '../../../lib/rules/controls/rule-parameters';
import { Survey } from '../../../lib/template/survey';
import { assemblyOf, stackOf } from '../../template/assemblies';
import { testFixtures } from './fixture';
import { acceptsDelivery } from './fixtures/accepts-delivery';
import { accessLogging } from './fixtures/access-logging';
import { aclsDisabled } from './fixtures/acls-disabled';
import { blockPublicAccess } from './fixtures/block-public-access';
import { confusedDeputy } from './fixtures/confused-deputy';
import { events } from './fixtures/events';
import { hasLifecycle } from './fixtures/has-lifecycle';
import { keptLongEnough } from './fixtures/kept-long-enough';
import { kmsDefault } from './fixtures/kms-default';
import { mfaDelete } from './fixtures/mfa-delete';
import { noPublicGrant } from './fixtures/no-public-grant';
import { objectLock } from './fixtures/object-lock';
import { replicated } from './fixtures/replicated';
import { retained } from './fixtures/retained';
import { tlsOnly } from './fixtures/tls-only';
import { versioned } from './fixtures/versioned';
import { ACCOUNT, hardened, REGION, type Template } from './hardened';

testFixtures([
  ...blockPublicAccess,
  ...noPublicGrant,
  ...accessLogging,
  ...tlsOnly,
  ...versioned,
  ...kmsDefault,
  ...objectLock,
  ...keptLongEnough,
  ...retained,
  ...confusedDeputy,
  ...acceptsDelivery,
  ...mfaDelete,
  ...replicated,
  ...events,
  ...aclsDisabled,
  ...hasLifecycle,
]);

/** The trail in one template, and what guards its bucket in a nested one. */
function nested(spoil: (resources: Template) => unknown) {
  const { Trail, ...Resources } = hardened().Resources;
  spoil(Resources);
  const parent = stackOf(
    {
      Resources: {
        Archive: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'archive', Parameters: { Prefix: 'audit' } } },
        Trail: { ...Trail, DependsOn: [], Properties: { ...Trail.Properties, S3BucketName: { 'Fn::GetAtt': ['Archive', 'Outputs.Bucket'] } } },
      },
    },
    { account: ACCOUNT, region: REGION },
  );
  const inner = {
    Parameters: { Prefix: { Type: 'String' } },
    Resources: {
      ...Resources,
      Logs: { ...Resources.Logs, Properties: { ...Resources.Logs.Properties, BucketName: { 'Fn::Sub': '${Prefix}-logs' } } },
    },
    Outputs: { Bucket: { Value: { Ref: 'Logs' } } },
  };
  const place = { account: ACCOUNT, region: REGION, parent: { stack: parent, logicalId: 'Archive' } };
  return new Survey(assemblyOf(parent, stackOf(inner, { id: 'Archive', name: 'Archive', ...place })), { anyValue: true });
}

test.each(BUCKET_RULES.map((rule) => [rule.id, rule] as const))('%s finds the bucket in a nested stack', (id, rule) => {
  const verdicts = judgeRule(
    nested(() => {}),
    rule,
    DEFAULT_PARAMETERS,
  ).map(({ verdict, resource }) => [verdict, resource.stack, resource.logicalId]);
  expect(verdicts).toEqual([[id === 'BKT-12' ? 'unknown' : 'pass', 'Archive', 'Logs']]);
});

test('a bad bucket in a nested stack is found', () => {
  const survey = nested(({ Logs, LogsPolicy }) => {
    Logs.Properties = {};
    delete Logs.DeletionPolicy;
    LogsPolicy.Properties.PolicyDocument.Statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
  });
  const failing = BUCKET_RULES.filter((rule) => judgeRule(survey, rule, DEFAULT_PARAMETERS)[0]?.verdict === 'fail').map(({ id }) => id);
  // No lifecycle rule removes anything, and no template can say anything of MFA delete.
  expect(BUCKET_RULES.map(({ id }) => id).filter((id) => !failing.includes(id))).toEqual(['BKT-08', 'BKT-12']);
});
