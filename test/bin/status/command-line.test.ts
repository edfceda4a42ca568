import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { RecordedAws, TEMPLATE } from './recorded-aws';

const bundle = process.env.CLI_TEST_BUNDLE ?? '';
const aws = new RecordedAws();

beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

async function cli(...args: string[]) {
  const child = spawn(process.execPath, [bundle, 'status', ...args], { env: { ...process.env, ...aws.environment }, stdio: 'pipe' });
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { exitCode: exitCode as number, stdout, stderr };
}

test('a person reads what is otherwise, what it means and what to do, and then what is as declared', async () => {
  aws.json('cloudtrail:GetTrailStatus', () => ({ IsLogging: false, StopLoggingTime: 1_795_600_000 }));
  const { exitCode, stdout, stderr } = await cli(TEMPLATE);
  expect(stderr).toBe('');
  expect(stdout).toContain(`StatusAudit/Trail022F0CF2 (AWS::CloudTrail::Trail status-audit)
  drift: IsLogging: the trail does not log since 2026-11-25T09:46:40.000Z: no event is recorded
    declared: true
    live:     false
    fix: aws cloudtrail start-logging --name arn:aws:cloudtrail:us-east-1:123456789012:trail/status-audit

As declared:
`);
  expect(stdout).toMatch(
    /: looked at 1 trail and 13 other resources; properties: \d+ as declared, 1 otherwise, 0 delivery errors, 0 missing, 0 that cannot be told\.\n$/,
  );
  expect(exitCode).toBe(1);
});

test('what cannot be read is said in a sentence, and is neither drift nor undecided', async () => {
  const { exitCode, stderr } = await cli('nowhere');
  expect(stderr).toBe('could not run: nowhere does not exist; synthesize the app first, or give a template\n');
  expect(exitCode).toBe(3);
});

test('a program gets the reason as JSON, too', async () => {
  const { exitCode, stdout } = await cli('nowhere', '--json');
  expect(JSON.parse(stdout)).toEqual({
    schemaVersion: '1',
    checks: [],
    error: 'nowhere does not exist; synthesize the app first, or give a template',
  });
  expect(exitCode).toBe(3);
});

test('an option that does not exist could not run', async () => {
  expect((await cli('--strict')).exitCode).toBe(3);
});

test('credentials that AWS does not accept could not run', async () => {
  aws.refuse('cloudformation:DescribeStacks', 'InvalidClientTokenId', { status: 403, message: 'The security token is invalid' });
  const { exitCode, stderr } = await cli(TEMPLATE);
  expect(stderr).toMatch(/^could not run: AWS does not accept the credentials for cloudformation:DescribeStacks \(InvalidClientTokenId: /);
  expect(exitCode).toBe(3);
});

test('control characters in what is live are shown and not obeyed', async () => {
  aws.json('cloudtrail:GetTrail', ({ Trail }) => ({ Trail: { ...Trail, S3KeyPrefix: 'a\u001b[2Jb' } }));
  const { stdout } = await cli(TEMPLATE);
  expect(stdout).toContain('live:     a\\u001b[2Jb');
});
