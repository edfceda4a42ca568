import { CONTROL_RULES } from '../../../lib/rules/controls/catalogue';
import { judgeRule } from '../../../lib/rules/controls/judge-rule';
import { controlsByProperty, OF_NO_PROPERTY, RULES_BY_PROPERTY } from '../../../lib/rules/controls/properties';
import { DEFAULT_PARAMETERS } from '../../../lib/rules/controls/rule-parameters';
import { packOf } from '../../../lib/rules/packs/catalogue';
import { Survey } from '../../../lib/template/survey';
import { assemblyOf, stackOf } from '../../template/assemblies';
import { ACCOUNT, hardened, REGION, type Template } from './hardened';

const ofNoProperty = (rule: string) => OF_NO_PROPERTY.some(([rules]) => rules.test(rule));

/** Each line of the table, as `BKT-05 AWS::S3::Bucket VersioningConfiguration`. */
const TABLE = Object.entries(RULES_BY_PROPERTY).flatMap(([type, properties]) =>
  Object.entries(properties).flatMap(([property, rules]) => rules.split(' ').map((rule) => `${rule} ${type} ${property}`)),
);

/** A template with what the hardened one does not have. */
function others(): Template {
  const { Resources } = hardened();
  const { AdvancedEventSelectors: _, ...properties } = Resources.Trail.Properties;
  const objects = { DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] };
  const inline = { PolicyName: 'inline', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' }] } };
  return {
    Resources: {
      ...Resources,
      Trail: { ...Resources.Trail, Properties: { ...properties, EventSelectors: [objects] } },
      Key: { ...Resources.Key, DeletionPolicy: 'Delete', Properties: { ...Resources.Key.Properties, PendingWindowInDays: 30, Enabled: true } },
      Role: { ...Resources.Role, Properties: { ...Resources.Role.Properties, Policies: [inline] } },
      Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Topic' }], ActionsEnabled: true } },
      Store: {
        Type: 'AWS::CloudTrail::EventDataStore',
        Properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] }, MultiRegionEnabled: true, TerminationProtectionEnabled: true },
      },
    },
  };
}

/** What the verdicts of all rules rest on, in the form of the table; without what only leads from the trail to what a rule is about. */
function evidenceIn(template: Template): string[] {
  const stack = stackOf(template, { id: 'Stack', name: 'Stack', file: 'Stack.template.json', account: ACCOUNT, region: REGION });
  const survey = new Survey(assemblyOf(stack), { anyValue: true, parameters: {} });
  return CONTROL_RULES.filter(({ id }) => !ofNoProperty(id)).flatMap((rule) =>
    judgeRule(survey, rule, DEFAULT_PARAMETERS).flatMap(({ evidence }) =>
      evidence.flatMap(({ pointer, absent }) => {
        const [, , id = '', ...path] = pointer.split('/');
        const [first, second] = absent === undefined ? path : absent.split('.');
        const { Type: type } = template.Resources[id];
        return rule.resourceTypes.includes(type) ? [`${rule.id} ${type} ${first === 'Properties' ? second : first}`] : [];
      }),
    ),
  );
}

test('the table is what the verdicts of the rules rest on, no more and no less', () => {
  const found = new Set([...evidenceIn(hardened()), ...evidenceIn(others())]);
  expect([...found].sort()).toEqual([...TABLE].sort());
});

test('every rule is in the table, or it is said why no property serves it', () => {
  const inTable = (id: string) => TABLE.some((line) => line.startsWith(`${id} `));
  expect(CONTROL_RULES.filter(({ id }) => inTable(id) === ofNoProperty(id)).map(({ id }) => id)).toEqual([]);
});

test('the newest CIS benchmark, Security Hub, NIST and PCI DSS are named by themselves, others where they are asked for', () => {
  const validation = 'CIS 7.0: 4.2; Security Hub: CloudTrail.4; NIST 800-53: AU-9, AU-9(3), AU-10, SI-7; PCI DSS: 10.3.2, 10.3.4';
  const controlsOf = (...packs: string[]) => controlsByProperty('AWS::CloudTrail::Trail', packs.map(packOf)).EnableLogFileValidation;
  expect(controlsOf()).toEqual({ 'TRAIL-04': validation });
  expect(controlsOf('cis-aws-5.0', 'pci-dss-4.0.1')).toEqual({ 'TRAIL-04': `${validation}; CIS 5.0: 3.2` });
});

test('properties that serve no control of the packs are left out, and so are types that no rule is about', () => {
  expect(controlsByProperty('AWS::CloudTrail::Trail', []).IsOrganizationTrail).toBeUndefined();
  expect(controlsByProperty('AWS::CloudTrail::Trail', [packOf('organization')]).IsOrganizationTrail).toEqual({
    'TRAIL-12': 'Organization trail: completeness',
  });
  expect(controlsByProperty('AWS::SQS::Queue', [])).toEqual({});
});
