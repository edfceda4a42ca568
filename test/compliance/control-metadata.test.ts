import { App, CfnParameter, type CfnResource, NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AuditTrail,
  type AuditTrailProps,
  CloudWatchLogs,
  ComplianceChecks,
  ComplianceProfile,
  ComplianceSeverity,
  LogArchive,
  Notifications,
} from '../../lib';
import { RULES_BY_PROPERTY } from '../../lib/rules/controls/properties';
import { newStack } from '../helpers/apps';

const TRAIL = 'AWS::CloudTrail::Trail';

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
});

type Resource = { readonly Type: string; readonly Properties: Record<string, unknown>; readonly Metadata?: any } & Record<string, unknown>;

function resourcesOf(stack: Stack): Record<string, Resource> {
  return Template.fromStack(stack).toJSON().Resources;
}

/** The resources that say which controls they serve, with what they say. */
function describedIn(stack: Stack): [resource: Resource, controls: Record<string, Record<string, string>>][] {
  return Object.values(resourcesOf(stack)).flatMap((resource) => {
    const controls = resource.Metadata?.['cdk-cloudtrail']?.controls;
    return controls ? [[resource, controls]] : [];
  });
}

const typesIn = (stack: Stack) =>
  describedIn(stack)
    .map(([{ Type }]) => Type.replace('AWS::', ''))
    .sort();

/** What the trail of a stack says of itself. */
function ofTrail(stack: Stack): Record<string, Record<string, string>> {
  return describedIn(stack).find(([{ Type }]) => Type === TRAIL)?.[1] ?? {};
}

function fullTrail(stack: Stack, props: AuditTrailProps = {}): AuditTrail {
  const topic = new Topic(stack, 'Topic');
  return new AuditTrail(stack, 'Audit', { cloudWatchLogs: CloudWatchLogs.toNewLogGroup(), notifications: Notifications.topic(topic), ...props });
}

test('everything that is defined for a trail says which controls it serves', () => {
  const stack = newStack();
  fullTrail(stack);
  expect(typesIn(stack)).toEqual([
    'CloudTrail::Trail',
    'IAM::ManagedPolicy',
    'IAM::Role',
    'KMS::Key',
    'KMS::Key',
    'Logs::LogGroup',
    'S3::Bucket',
    'S3::BucketPolicy',
    'SNS::TopicPolicy',
  ]);
  expect(ofTrail(stack).EnableLogFileValidation).toEqual({
    'TRAIL-04': 'CIS 7.0: 4.2; Security Hub: CloudTrail.4; NIST 800-53: AU-9, AU-9(3), AU-10, SI-7; PCI DSS: 10.3.2, 10.3.4',
  });
});

test('only properties that are there are named, and of those all that serve a control', () => {
  const stack = newStack();
  const trail = fullTrail(stack);
  Tags.of(trail).add('owner', 'platform');
  const unserved = ['SnsTopicName', 'Roles'];
  for (const [{ Type, Properties, ...rest }, controls] of describedIn(stack)) {
    const present = Object.keys(RULES_BY_PROPERTY[Type] ?? {}).filter((name) => name in Properties || name in rest);
    expect(Object.keys(controls)).toEqual(present.filter((name) => !unserved.includes(name)));
  }
});

test('what overrides add is named, and what they take away is not', () => {
  const stack = newStack();
  const resource = new AuditTrail(stack, 'Audit').node.defaultChild as CfnResource;
  resource.addPropertyDeletionOverride('EnableLogFileValidation');
  resource.addPropertyOverride('InsightSelectors', [{ InsightType: 'ApiCallRateInsight' }]);
  expect(Object.keys(ofTrail(stack))).toEqual(expect.arrayContaining(['IsLogging', 'InsightSelectors']));
  expect(ofTrail(stack)).not.toHaveProperty('EnableLogFileValidation');
});

test('what is not of this library says nothing', () => {
  const stack = newStack();
  const encryptionKey = new Key(stack, 'Mine');
  const archive = new LogArchive(stack, 'Archive', { encryptionKey });
  new AuditTrail(stack, 'Audit', { archive, cloudWatchLogs: CloudWatchLogs.to(new LogGroup(stack, 'Group')) });
  expect(typesIn(stack)).toEqual(['CloudTrail::Trail', 'IAM::ManagedPolicy', 'IAM::Role', 'S3::Bucket', 'S3::BucketPolicy']);

  const existing = newStack();
  new AuditTrail(existing, 'Audit', { archive: LogArchive.fromBucket(existing, 'Archive', { bucket: new Bucket(existing, 'Bucket') }) });
  expect(typesIn(existing)).toEqual(['CloudTrail::Trail']);
});

test('the controls of its profile are named as well, of trail and archive', () => {
  const stack = newStack();
  ComplianceChecks.register(stack, { failuresAre: ComplianceSeverity.INFO });
  fullTrail(stack, { profile: ComplianceProfile.ISO_27001_2022 });
  new AuditTrail(stack, 'Other', { profile: ComplianceProfile.CONTROL_TOWER });
  const said = (type: string, property: string) =>
    describedIn(stack)
      .filter(([{ Type }]) => Type === type)
      .map(([, controls]) => Object.values(controls[property] ?? {}).join());
  expect(said(TRAIL, 'EnableLogFileValidation')).toEqual([
    expect.stringMatching(/; ISO.*: A\./),
    expect.stringMatching(/; AWS Control Tower.*: CT\./),
  ]);
  expect(said('AWS::S3::Bucket', 'LoggingConfiguration')).toEqual([expect.stringMatching(/; ISO/), expect.stringMatching(/; AWS Control Tower/)]);
  expect(said('AWS::Logs::LogGroup', 'RetentionInDays')[0]).toMatch(/; ISO/);
});

test.each([false, 'false'])('it is switched off with a context of %j', (off) => {
  const described = newStack();
  fullTrail(described);
  const plain = newStack({ flags: { 'cdk-cloudtrail:controlMetadata': off } });
  fullTrail(plain);
  expect(describedIn(plain)).toEqual([]);

  const without = (stack: Stack) => JSON.parse(JSON.stringify(resourcesOf(stack)), (key, value) => (key === 'Metadata' ? undefined : value));
  expect(without(described)).toEqual(without(plain));
});

test('it leaves what else the metadata of a resource says', () => {
  const stack = newStack({ flags: { 'aws:cdk:enable-path-metadata': true } });
  const resource = new AuditTrail(stack, 'Audit').node.defaultChild as CfnResource;
  resource.addMetadata('owner', 'platform');
  const [trail] = Object.values(resourcesOf(stack)).filter(({ Type }) => Type === TRAIL);
  expect(Object.keys(trail?.Metadata).sort()).toEqual(['aws:cdk:path', 'cdk-cloudtrail', 'owner']);
});

test('it is the same in each synthesis, in a nested stack as well', () => {
  const templates = () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const nested = new NestedStack(stack, 'Nested', { parameters: { Name: new CfnParameter(stack, 'Name').valueAsString } });
    fullTrail(nested);
    return [Template.fromStack(stack).toJSON(), Template.fromStack(nested).toJSON()];
  };
  expect(templates()).toEqual(templates());
  expect(JSON.stringify(templates()[1])).toContain('"TRAIL-04"');
});
