import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, RecordedAws, TEMPLATE } from './recorded-aws';
import { open, printed, told } from './run';

const aws = new RecordedAws();
const folder = mkdtempSync(join(tmpdir(), 'status-test-'));
beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterAll(() => {
  aws.stop();
  rmSync(folder, { recursive: true });
});

/** The template, changed, in a file of its own. */
function template(change: (json: any) => unknown, name = 'StatusAudit.template.json'): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(TEMPLATE, 'utf8')))));
  return path;
}

test('a stack that is not deployed is missing, with everything in it', async () => {
  aws.refuse('cloudformation:DescribeStacks', 'ValidationError', { message: 'Stack with id StatusAudit does not exist' });
  const { exitCode, stdout } = await printed(aws);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    'Missing: the stack StatusAudit is not deployed in us-east-1:\n  StatusAudit/Trail022F0CF2 (AWS::CloudTrail::Trail status-audit)\n',
  );
  expect(stdout).toContain('  fix: deploy it, or say by which name and where it was deployed: --stack-name StatusAudit=… --region …\n');
});

test('a trail that was deleted is missing', async () => {
  aws.refuse('cloudtrail:GetTrail', 'TrailNotFoundException');
  const result = await told(aws);
  expect(open(result)).toEqual(['missing: StatusAudit/Trail022F0CF2 AWS::CloudTrail::Trail']);
  expect(result.exitCode).toBe(1);
});

test('what may not be asked cannot be told, and everything else is compared', async () => {
  aws.refuse('s3:GetBucketPolicy', 'AccessDenied', { status: 403 });
  aws.refuse('kms:GetKeyRotationStatus', 'AccessDeniedException', { status: 400 });
  const result = await told(aws);
  expect(result).toMatchObject({ exitCode: 2, verdict: 'undecided', summary: { unknown: 4, drift: 0 } });
  expect(result.checks.filter(({ verdict }) => verdict === 'unknown').map(({ because }) => because)).toEqual([
    'access to s3:GetBucketPolicy is denied',
    'access to s3:GetBucketPolicy is denied',
    'access to kms:GetKeyRotationStatus is denied',
    'access to kms:GetKeyRotationStatus is denied',
  ]);
});

test('what is wrong goes before what cannot be told', async () => {
  aws.refuse('s3:GetBucketPolicy', 'AccessDenied', { status: 403 });
  aws.json('cloudtrail:GetTrailStatus', () => ({ IsLogging: false }));
  expect(await told(aws)).toMatchObject({ exitCode: 1, verdict: 'drift' });
});

test('without CloudFormation the names of the template are used, and others cannot be told', async () => {
  aws.refuse('cloudformation:DescribeStacks', 'AccessDenied', { status: 403 });
  const result = await told(aws);
  expect(result).toMatchObject({ exitCode: 2, summary: { drift: 0, missing: 0 } });
  expect(result.checks).toContainEqual(expect.objectContaining({ path: 'StatusAudit/Trail022F0CF2', property: 'IsLogging', verdict: 'same' }));
  expect(result.checks).toContainEqual(
    expect.objectContaining({
      path: 'StatusAudit/ArchiveBucket49F1AC64',
      verdict: 'unknown',
      because: 'access to cloudformation:DescribeStacks is denied',
    }),
  );
});

test('a name that is given is used where CloudFormation may not be asked', async () => {
  aws.refuse('cloudformation:DescribeStacks', 'AccessDenied', { status: 403 });
  const [, bucket = ''] = /(statusaudit-archivebucket[\w-]+)</.exec(aws.recorded('cloudformation:ListStackResources')) ?? [];
  const { checks } = await told(aws, { name: [`ArchiveBucket49F1AC64=${bucket}`] });
  expect(checks).toContainEqual(expect.objectContaining({ property: 'S3BucketName', verdict: 'same', declared: bucket }));
});

test('what only a hidden parameter says cannot be told, whatever its default', async () => {
  aws.text('cloudformation:DescribeStacks', '>90<', '>****<');
  const result = await told(aws);
  expect(open(result)).toEqual(['unknown: StatusAudit/Events1CCE6E7F RetentionInDays'].map((one) => one.replace(/Events\w+/, eventsId())));
  expect(result.exitCode).toBe(2);
});

const eventsId = () => Object.keys(JSON.parse(readFileSync(TEMPLATE, 'utf8')).Resources).find((id) => id.startsWith('Events')) ?? '';

test('a stack of another account is not looked for with these credentials', async () => {
  const { exitCode, stdout } = await printed(aws, { account: '111122223333' });
  expect(exitCode).toBe(2);
  expect(stdout).toContain(`Cannot tell: it is of account 111122223333, and the credentials are of ${ACCOUNT}`);
  expect(aws.calls.map(({ action }) => action)).toEqual(['sts:GetCallerIdentity']);
});

test('a resource that the template has and the stack has not is missing', async () => {
  aws.text('cloudformation:ListStackResources', /<LogicalResourceId>Stopped\w+/, '<LogicalResourceId>Other');
  expect(open(await told(aws))).toEqual([expect.stringMatching(/^missing: StatusAudit\/Stopped\w+ AWS::Events::Rule$/)]);
});

test('a trail that was deployed by another name is drift', async () => {
  const path = template((json) => {
    json.Resources.Trail022F0CF2.Properties.TrailName = 'renamed';
    return json;
  });
  expect(open(await told(aws, {}, path))).toContain('drift: StatusAudit/Trail022F0CF2 TrailName');
});

test('a bucket that the template does not define is said to be of elsewhere', async () => {
  const path = template((json) => {
    json.Resources.Trail022F0CF2.Properties.S3BucketName = 'theirs';
    return json;
  });
  const { elsewhere } = await told(aws, {}, path);
  expect(elsewhere).toEqual(['the bucket theirs of trail status-audit (StatusAudit/Trail022F0CF2)']);
});

test('a nested stack whose template is elsewhere is said not to be looked at', async () => {
  const path = template((json) => {
    json.Resources.Inner = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/theirs/inner.json' } };
    return json;
  });
  const { elsewhere } = await told(aws, {}, path);
  expect(elsewhere).toEqual(['what the nested stack StatusAudit/Inner declares']);
});

test('with a template that was not read, nothing is as declared', async () => {
  template((json) => json);
  writeFileSync(join(folder, 'Other.yaml'), 'Resources:');
  const result = await told(aws, {}, folder);
  rmSync(join(folder, 'Other.yaml'));
  expect(result).toMatchObject({ exitCode: 2, verdict: 'undecided', summary: { drift: 0, unknown: 0 } });
  expect(result).toHaveProperty('skipped', ['Other.yaml: YAML is not read, convert it to JSON']);
});

test('templates without a trail prove nothing', async () => {
  const path = template(() => ({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }), 'empty.template.json');
  const { exitCode, stderr } = await printed(aws, {}, path);
  expect(exitCode).toBe(2);
  expect(stderr).toBe(`nothing was looked at: ${path} declares no AWS::CloudTrail::Trail`);
});

test('who has no valid credentials is told so once', async () => {
  aws.refuse('cloudformation:DescribeStacks', 'ExpiredToken', { status: 403, message: 'The security token is expired' });
  await expect(printed(aws)).rejects.toThrow(
    'AWS does not accept the credentials for cloudformation:DescribeStacks (ExpiredToken: The security token is expired); log in again, set AWS_PROFILE, or enable the Region',
  );
});

test('a stack that is asked for and has nothing to look at is an error that names those there are', async () => {
  await expect(printed(aws, { stack: ['Other'] })).rejects.toThrow(
    'no trail and nothing that a trail relies on is declared there; the stacks are StatusAudit',
  );
});

test.each([
  [{ stackName: ['Audit'] }, '--stack-name Audit is no pair; write it as Audit=prod-audit'],
  [{ name: ['=x'] }, '--name =x is no pair; write it as Audit/Trail=audit'],
  [{ wait: 'long' }, '--wait long is no number of minutes up to 1440; write --wait 15'],
])('%j is refused', async (options, message) => {
  await expect(printed(aws, options)).rejects.toThrow(message);
});
