import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordedAws, TEMPLATE } from './recorded-aws';
import { open, told } from './run';

const aws = new RecordedAws();
const folder = mkdtempSync(join(tmpdir(), 'status-open-'));
beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterAll(() => {
  aws.stop();
  rmSync(folder, { recursive: true });
});

const TYPES: Readonly<Record<string, string>> = {
  trail: 'AWS::CloudTrail::Trail',
  key: 'AWS::KMS::Key',
  bucket: 'AWS::S3::Bucket',
  bucketPolicy: 'AWS::S3::BucketPolicy',
  topic: 'AWS::SNS::Topic',
  filter: 'AWS::Logs::MetricFilter',
};

type Edit = [of: string, ...path: (string | number)[]];

/** The template, in which parts of each resource of a type are replaced by what a macro makes. */
function withMacros(...edits: readonly Edit[]): string {
  const json = JSON.parse(readFileSync(TEMPLATE, 'utf8'));
  for (const [of, ...path] of edits) {
    for (const resource of Object.values<any>(json.Resources).filter(({ Type }) => Type === TYPES[of])) {
      const [last = '', ...above] = [...path].reverse();
      const holder = above.reduceRight((at, step) => at?.[step], resource.Properties);
      if (holder !== undefined) holder[last] = { 'Fn::Transform': { Name: 'Made' } };
    }
  }
  const file = join(folder, 'StatusAudit.template.json');
  writeFileSync(file, JSON.stringify(json));
  return file;
}

const SETTINGS: [section: string, properties: string[]][] = [
  ['VersioningConfiguration', ['Status']],
  ['ObjectLockConfiguration', ['Rule.DefaultRetention.Mode', 'Rule.DefaultRetention.Days', 'Rule.DefaultRetention.Years']],
  ['BucketEncryption', ['SSEAlgorithm', 'KMSMasterKeyID']],
  ['PublicAccessBlockConfiguration', ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets']],
  ['LifecycleConfiguration', ['Rules']],
  ['LoggingConfiguration', ['DestinationBucketName', 'LogFilePrefix']],
  ['NotificationConfiguration', ['EventBridgeConfiguration']],
];
const KEY = ['KeyPolicy', 'Statement'];
const POLICY = ['PolicyDocument', 'Statement', 0];
const RULE = ['LifecycleConfiguration', 'Rules', 0];

/** What cannot be told then, and nothing else is otherwise. */
test.each<[what: string, edits: Edit[], cannotTell: string[]]>([
  [
    'what a trail logs besides events',
    [
      ['trail', 'InsightSelectors'],
      ['trail', 'AggregationConfigurations'],
    ],
    ['InsightSelectors', 'AggregationConfigurations'],
  ],
  [
    'all settings of buckets, and who hears of topics',
    [...SETTINGS.map(([section]): Edit => ['bucket', section]), ['topic', 'Subscription'], ['filter', 'MetricTransformations', 0]],
    [...SETTINGS.flatMap(([section, properties]) => properties.map((one) => `${section}.${one}`)), 'Subscription', 'MetricTransformations'],
  ],
  [
    'all statements, or all conditions of one',
    [
      ['key', 'Enabled'],
      ['key', ...KEY],
      ['bucketPolicy', ...POLICY, 'Condition'],
    ],
    ['Enabled', 'KeyPolicy', 'PolicyDocument.Statement[0]'],
  ],
  [
    'a statement, or a kind of condition',
    [
      ['key', ...KEY, 0],
      ['bucketPolicy', ...POLICY, 'Condition', 'Bool'],
      ['bucket', ...RULE, 'NoncurrentVersionExpiration'],
    ],
    ['KeyPolicy.Statement[0]', 'PolicyDocument.Statement[0]', 'LifecycleConfiguration.Rules'],
  ],
  [
    'a principal, or a resource',
    [
      ['key', ...KEY, 0, 'Principal'],
      ['bucketPolicy', ...POLICY, 'Resource'],
      ['bucket', ...RULE, 'AbortIncompleteMultipartUpload'],
    ],
    ['KeyPolicy.Statement[0]', 'PolicyDocument.Statement[0]', 'LifecycleConfiguration.Rules'],
  ],
  ['when files move to another class', [['bucket', ...RULE, 'Transitions']], ['LifecycleConfiguration.Rules']],
  ['the tags of files that expire', [['bucket', ...RULE, 'TagFilters']], ['LifecycleConfiguration.Rules']],
])('where a macro makes %s, it cannot be told', async (_, edits, cannotTell) => {
  const { exitCode, checks } = await told(aws, {}, withMacros(...edits));
  const found = checks.filter(({ verdict }) => verdict !== 'same').map(({ verdict, property }) => `${verdict}: ${withoutId(property)}`);

  expect([...new Set(found)].sort()).toEqual(cannotTell.map((property) => `unknown: ${property}`).sort());
  expect(exitCode).toBe(2);
});

/** Statements are named by their ids, where they have any. */
const withoutId = (property: string) => property.replace(/\[\w+\]/, '[0]');

test('what a part that is known says is drift all the same', async () => {
  aws.json('kms:GetKeyPolicy', ({ Policy }) => ({ Policy: Policy.replace('"kms:*"', '"kms:Decrypt"') }));
  const result = await told(aws, {}, withMacros(['key', ...KEY, 0, 'Principal']));
  expect(open(result).filter((one) => one.startsWith('drift'))).not.toEqual([]);
});

test('an alarm on another resource is drift', async () => {
  aws.json('cloudwatch:DescribeAlarms', (body) => ({
    MetricAlarms: body.MetricAlarms.map((alarm: object) => ({ ...alarm, Dimensions: [{ Name: 'FunctionName', Value: 'other' }] })),
  }));
  expect(open(await told(aws))).toEqual([expect.stringMatching(/^drift: .* Dimensions$/)]);
});
