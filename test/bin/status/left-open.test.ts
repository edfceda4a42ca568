import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetTrailCommand } from '@aws-sdk/client-cloudtrail';
import { ask } from '../../../bin/commands/status/ask';
import { Aws } from '../../../bin/commands/status/aws';
import { liveStacks } from '../../../bin/commands/status/stacks';
import { readAssembly } from '../../../lib/template/read-assembly';
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

/** The template, in which a part of each resource of a type is replaced by what a macro makes. */
function withMacro(of: string, ...path: readonly (string | number)[]): string {
  const json = JSON.parse(readFileSync(TEMPLATE, 'utf8'));
  for (const resource of Object.values<any>(json.Resources).filter(({ Type }) => Type === TYPES[of])) {
    const [last = '', ...above] = [...path].reverse();
    const holder = above.reduceRight((at, step) => at?.[step], resource.Properties);
    if (holder !== undefined) holder[last] = { 'Fn::Transform': { Name: 'Made' } };
  }
  const file = join(folder, 'StatusAudit.template.json');
  writeFileSync(file, JSON.stringify(json));
  return file;
}

/** What cannot be told then, and nothing else is otherwise. */
test.each<[of: string, path: (string | number)[], cannotTell: string[]]>([
  ['trail', ['InsightSelectors'], ['InsightSelectors']],
  ['trail', ['AggregationConfigurations'], ['AggregationConfigurations']],
  ['key', ['Enabled'], ['Enabled']],
  ['key', ['KeyPolicy', 'Statement'], ['KeyPolicy']],
  ['key', ['KeyPolicy', 'Statement', 0], ['KeyPolicy.Statement[0]']],
  ['key', ['KeyPolicy', 'Statement', 0, 'Principal'], ['KeyPolicy.Statement[0]']],
  ['bucketPolicy', ['PolicyDocument', 'Statement', 0, 'Condition'], ['PolicyDocument.Statement[0]']],
  ['bucketPolicy', ['PolicyDocument', 'Statement', 0, 'Condition', 'Bool'], ['PolicyDocument.Statement[0]']],
  ['bucketPolicy', ['PolicyDocument', 'Statement', 0, 'Resource'], ['PolicyDocument.Statement[0]']],
  ['bucket', ['VersioningConfiguration'], ['VersioningConfiguration.Status']],
  ['bucket', ['ObjectLockConfiguration'], ['Mode', 'Days', 'Years'].map((part) => `ObjectLockConfiguration.Rule.DefaultRetention.${part}`)],
  ['bucket', ['BucketEncryption'], ['BucketEncryption.SSEAlgorithm', 'BucketEncryption.KMSMasterKeyID']],
  [
    'bucket',
    ['PublicAccessBlockConfiguration'],
    ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map((flag) => `PublicAccessBlockConfiguration.${flag}`),
  ],
  ['bucket', ['LifecycleConfiguration'], ['LifecycleConfiguration.Rules']],
  ['bucket', ['LifecycleConfiguration', 'Rules', 0, 'NoncurrentVersionExpiration'], ['LifecycleConfiguration.Rules']],
  ['bucket', ['LifecycleConfiguration', 'Rules', 0, 'AbortIncompleteMultipartUpload'], ['LifecycleConfiguration.Rules']],
  ['bucket', ['LifecycleConfiguration', 'Rules', 0, 'Transitions'], ['LifecycleConfiguration.Rules']],
  ['bucket', ['LifecycleConfiguration', 'Rules', 0, 'TagFilters'], ['LifecycleConfiguration.Rules']],
  ['bucket', ['LoggingConfiguration'], ['LoggingConfiguration.DestinationBucketName', 'LoggingConfiguration.LogFilePrefix']],
  ['bucket', ['NotificationConfiguration'], ['NotificationConfiguration.EventBridgeConfiguration']],
  ['topic', ['Subscription'], ['Subscription']],
  ['filter', ['MetricTransformations', 0], ['MetricTransformations']],
])('of a %s, what a macro makes of %j cannot be told', async (of, path, cannotTell) => {
  const { exitCode, checks } = await told(aws, {}, withMacro(of, ...path));
  const found = checks.filter(({ verdict }) => verdict !== 'same').map(({ verdict, property }) => `${verdict}: ${withoutId(property)}`);

  expect([...new Set(found)].sort()).toEqual(cannotTell.map((property) => `unknown: ${property}`).sort());
  expect(exitCode).toBe(2);
});

/** Statements are named by their ids, where they have any. */
const withoutId = (property: string) => property.replace(/\[\w+\]/, '[0]');

test('what a part that is known says is drift all the same', async () => {
  aws.json('kms:GetKeyPolicy', ({ Policy }) => ({ Policy: Policy.replace('"kms:*"', '"kms:Decrypt"') }));
  const result = await told(aws, {}, withMacro('key', 'KeyPolicy', 'Statement', 0, 'Principal'));
  expect(open(result).filter((one) => one.startsWith('drift'))).not.toEqual([]);
});

test('an alarm on another resource is drift', async () => {
  aws.json('cloudwatch:DescribeAlarms', (body) => ({
    MetricAlarms: body.MetricAlarms.map((alarm: object) => ({ ...alarm, Dimensions: [{ Name: 'FunctionName', Value: 'other' }] })),
  }));
  expect(open(await told(aws))).toEqual([expect.stringMatching(/^drift: .* Dimensions$/)]);
});

describe('a service', () => {
  const client = (answerMillis?: number) => new Aws(answerMillis);
  let mode: (response: ServerResponse) => void;
  const server = createServer((_, response) => mode(response));
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const getTrail = (of: Aws) => ask('cloudtrail:GetTrail', () => of.cloudTrail('us-east-1').send(new GetTrailCommand({ Name: 'audit' })));

  test('that never answers is not waited for without end', async () => {
    mode = () => {};
    await expect(getTrail(client(100))).rejects.toThrow(/^AWS cannot be reached for cloudtrail:GetTrail \(TimeoutError: /);
  });

  test.each([
    [503, 'Service Unavailable'],
    [200, '<html>\n\u001b[31mlog in</html>'],
  ])('that answers %i with something else than AWS would is told to have given no answer', async (status, body) => {
    mode = (response) => response.writeHead(status).end(body);
    expect(await getTrail(client())).toEqual({
      is: 'unknown',
      because: `cloudtrail:GetTrail was not answered (HTTP ${status}, and no answer that AWS gives)`,
    });
  });

  test('whose page is that of a proxy does not make a stack seem to be missing', async () => {
    mode = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>');
    const stacks = await liveStacks(readAssembly(TEMPLATE), { names: new Map(), region: 'us-east-1' }, client());
    expect([...stacks.values()]).toEqual([{ is: 'unknown', because: 'cloudformation:DescribeStacks was not answered (the answer names no stack)' }]);
  });
});
