import { LocalSqs } from '../helpers/local-sqs';
import { cli } from './cli';

let sqs: LocalSqs;

beforeEach(async () => {
  sqs = await LocalSqs.start('files', 'dead');
});
afterEach(() => sqs.close());

const redrive = (...args: string[]) =>
  cli(['redrive', '--dlq-url', sqs.url('dead'), ...args], {
    env: { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  });
const toQueue = () => ['--queue-url', sqs.url('files')];

const bodyOf = (key: string) => JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: [key] });
const park = (key: string, reason: string) => sqs.put('dead', bodyOf(key), { reason, bucket: 'logs', key });

test('moves every message back, as it was, and counts the reasons', async () => {
  for (let number = 0; number < 23; number++) park(`${number}.json.gz`, number < 3 ? 'truncated' : 'corrupt');
  const all = sqs.bodies('dead');

  const { exitCode, stdout } = await redrive(...toQueue());

  expect(sqs.bodies('files').sort()).toEqual(all.sort());
  expect(sqs.queues.get('files')?.every(({ attributes }) => Object.keys(attributes).length === 0)).toBe(true);
  expect(sqs.bodies('dead')).toEqual([]);
  expect(stdout).toBe('23 messages moved.\n  3 messages: truncated\n  20 messages: corrupt\n');
  expect(exitCode).toBe(0);
});

test('moves only what is there for the reason that is asked for, and gives the rest back at once', async () => {
  park('1', 'truncated: 7 bytes');
  park('2', 'corrupt');

  const { exitCode, stdout } = await redrive(...toQueue(), '--reason', 'truncated', '--json');

  expect(sqs.bodies('files')).toEqual([bodyOf('1')]);
  expect(sqs.bodies('dead')).toEqual([bodyOf('2')]);
  expect(sqs.queues.get('dead')?.[0]?.visibleAt).toBeLessThanOrEqual(Date.now());
  expect(JSON.parse(stdout)).toEqual({
    ...{ schemaVersion: '1', moved: 1, movedAndStillThere: 0, failed: 0, otherReason: 1, arrivedMeanwhile: 0 },
    reasons: { 'truncated: 7 bytes': 1 },
  });
  expect(exitCode).toBe(0);
});

test('moves messages that are too large for one request, in several', async () => {
  for (let number = 0; number < 5; number++) sqs.put('dead', 'x'.repeat(100_000), { reason: 'not a notification' });
  const { exitCode } = await redrive(...toQueue());
  expect([exitCode, sqs.bodies('files').length, sqs.bodies('dead').length]).toEqual([0, 5, 0]);
});

test('removes no message that the queue did not take', async () => {
  park('good', 'corrupt');
  park('bad', 'corrupt');
  sqs.fault = (operation, { MessageBody }) =>
    operation === 'SendMessageBatch' && MessageBody.includes('bad') ? { Code: 'InvalidMessageContents', SenderFault: true } : undefined;

  const { exitCode, stdout, stderr } = await redrive(...toQueue());

  expect(sqs.bodies('files')).toEqual([bodyOf('good')]);
  expect(sqs.bodies('dead')).toEqual([bodyOf('bad')]);
  expect(stderr).toContain('not moved: s3://logs/bad: InvalidMessageContents');
  expect(stdout).toContain('1 message NOT MOVED');
  expect(exitCode).toBe(1);
});

test('says what is in both queues, since it could not be removed', async () => {
  park('1', 'corrupt');
  sqs.fault = (operation) => (operation === 'DeleteMessageBatch' ? { Code: 'InternalError', SenderFault: false } : undefined);

  const { exitCode, stdout } = await redrive(...toQueue());

  expect([sqs.bodies('files').length, sqs.bodies('dead').length]).toEqual([1, 1]);
  expect(stdout).toContain('1 message moved, and could not be removed from the dead-letter queue');
  expect(exitCode).toBe(1);
});

test('leaves what arrives while it runs, so that a message that fails again does not go round', async () => {
  sqs.put('dead', bodyOf('later'), {}, Date.now() + 60_000);
  const { exitCode, stdout } = await redrive(...toQueue());
  expect(sqs.bodies('dead')).toEqual([bodyOf('later')]);
  expect(stdout).toContain('1 message left: it arrived while this ran');
  expect(exitCode).toBe(0);
});

test('lists messages with their reason, whoever put them there, and leaves them', async () => {
  park('1.json.gz', 'truncated\u001b[31m');
  sqs.put('dead', bodyOf('2.json.gz'));
  sqs.put('dead', bodyOf('3.json.gz'), { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'denied' });
  const { id } = sqs.put('dead', 'hello', { reason: 'not a notification' });

  const { exitCode, stdout } = await redrive('--list');

  expect(stdout.split('\n').map((line) => line.slice(26))).toEqual([
    's3://logs/1.json.gz: truncated\\u001b[31m',
    "s3://logs/2.json.gz: failed each time: the function's log says why, by the key",
    's3://logs/3.json.gz: EventBridge could not deliver it (NO_PERMISSIONS: denied)',
    `message ${id}, which announces no file: not a notification`,
    '',
    '',
  ]);
  expect(stdout).toContain('\n4 messages.\n');
  expect(exitCode).toBe(1);
  expect(sqs.queues.get('dead')?.every(({ visibleAt }) => visibleAt <= Date.now())).toBe(true);
});

test('lists a message a line as JSON, and nothing where there is none', async () => {
  const { id } = park('1', 'corrupt');
  const { stdout } = await redrive('--list', '--json');
  expect(JSON.parse(stdout)).toEqual({ schemaVersion: '1', messageId: id, reason: 'corrupt', files: ['s3://logs/1'], sentAt: expect.any(String) });

  sqs.queues.set('dead', []);
  expect(await redrive('--list', '--json')).toMatchObject({ exitCode: 0, stdout: '' });
});

test.each([
  ['nowhere to put them', () => [], /--queue-url is missing/],
  ['the same queue twice', () => ['--queue-url', sqs.url('dead')], /are the same queue/],
  ['a queue that is not there', () => ['--queue-url', sqs.url('other')], /queue .*other cannot be used \(QueueDoesNotExist/],
  ['no URL', () => ['--queue-url', 'files'], /--queue-url files is not the URL of a queue/],
])('cannot run with %s, and keeps the messages', async (_, args, message) => {
  park('1', 'corrupt');
  const { exitCode, stderr } = await redrive(...args());
  expect(stderr).toMatch(message);
  expect(exitCode).toBe(2);
  expect(sqs.bodies('dead')).toEqual([bodyOf('1')]);
  expect(sqs.queues.get('dead')?.[0]?.visibleAt).toBeLessThanOrEqual(Date.now());
});
