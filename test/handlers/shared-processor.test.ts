import type { FileOutcome, LogProcessorDefinition } from '../../handlers/shared/definition';
import type { Invocation } from '../../handlers/shared/time-guard';
import { DamagedFile } from '../../lib/log-format/damaged-file';
import { readLogFile } from '../../lib/log-format/log-file';
import { parseNotification } from '../../lib/log-format/notification';
import { announcing, dataEvents, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { processorAmong, queueRecord } from '../helpers/processor';

/** A processor that notes which files it gets, and may be made to do something else at one. */
function noting(at: Record<string, (times: number) => unknown> = {}) {
  const seen: string[] = [];
  const definition: LogProcessorDefinition = {
    kinds: ['CloudTrail'],
    async processFile({ key, content, parts }): Promise<FileOutcome> {
      const records = readLogFile(content, key).length;
      seen.push(parts.uniqueString);
      await at[parts.uniqueString]?.(seen.filter((name) => name === parts.uniqueString).length);
      return { records, handled: records, dropped: {}, unreadable: [], late: 0 };
    },
  };
  return { definition, seen };
}

const names = ['a', 'b', 'c', 'd', 'e'];
const key = (uniqueString: string) => keyOf({ uniqueString });
const files = Object.fromEntries(names.map((name) => [key(name), logFileOf(dataEvents(1, 2))]));
const record = (name: string, receiveCount = 1) => queueRecord(`m-${name}`, announcing(key(name)), receiveCount);
const among = (definition: LogProcessorDefinition, more: Record<string, Buffer> = {}) =>
  processorAmong(definition, { ...files, ...more }, { prefix: 'own/' });
const attributesOf = ({ parked }: ReturnType<typeof among>) => parked.map(({ attributes }) => attributes);

test.each([
  [
    'S3 through EventBridge',
    (name: string) =>
      JSON.stringify({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: { version: '0', bucket: { name: 'archive' }, object: { key: name } },
      }),
  ],
  [
    'S3 itself',
    (name: string) =>
      JSON.stringify({
        Records: [
          { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'archive' }, object: { key: name } } },
        ],
      }),
  ],
  [
    'S3 through SNS',
    (name: string) => {
      const Message = JSON.stringify({
        Records: [
          { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'archive' }, object: { key: name } } },
        ],
      });
      return JSON.stringify({ Type: 'Notification', Message });
    },
  ],
  ['CloudTrail through SNS', (name: string) => announcing(name)],
])('a file is processed that %s announces', async (_, body) => {
  const { definition, seen } = noting();
  const { receive } = among(definition);
  await receive(body(key('a')));
  expect(seen).toEqual(['a']);
});

test.each([
  ['an Insights file', key('a').replaceAll('CloudTrail', 'CloudTrail-Insight'), 'a CloudTrail-Insight file'],
  ['network activity', key('a').replaceAll('CloudTrail', 'CloudTrail-NetworkActivity'), 'a CloudTrail-NetworkActivity file'],
  [
    'a digest file',
    'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/08/03/111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260803T090527Z.json.gz',
    'a CloudTrail-Digest file',
  ],
  ['what processors write', 'own/ledger/account=1/region=r/day=d/x.json', 'not delivered by CloudTrail'],
])('%s is passed over where nobody asked for it, and the log says so', async (_, name, reason) => {
  const { archive, derived, metrics, log, receive } = among(noting().definition);

  await receive(announcing(name));

  expect([archive.requests, derived.requests]).toEqual([[], []]);
  expect(metrics).toEqual({ FilesPassedOver: 1 });
  expect(log).toEqual([{ level: 'INFO', message: 'passed over', messageId: 'm-1', bucket: 'archive', key: name, reason }]);
});

test('a notification of no new object is passed over, and the log says so', async () => {
  const { metrics, log, receive } = among(noting().definition);
  await receive('{"Service":"Amazon S3","Event":"s3:TestEvent"}');
  expect(metrics).toEqual({ FilesPassedOver: 1 });
  expect(log).toMatchObject([{ message: 'passed over', reason: 's3:TestEvent' }]);
});

test('a damaged file is looked at twice, and parked with the reason, and the other file of its message is processed', async () => {
  const { definition, seen } = noting();
  const run = among(definition, { [key('bad')]: Buffer.from('{"secret": oops') });

  await run.receive(announcing(key('bad'), key('a')));

  expect(run.archive.requests).toEqual([`get ${key('bad')}`, `get ${key('bad')}`, `get ${key('a')}`]);
  expect(seen).toEqual(['a']);
  expect(attributesOf(run)).toEqual([{ reason: expect.stringContaining('is no CloudTrail log file'), bucket: 'archive', key: key('bad') }]);
  expect(parseNotification(run.parked[0]?.body ?? '').objects).toEqual([{ bucket: 'archive', key: key('bad') }]);
  expect(run.metrics).toMatchObject({ FilesParked: 1, Files: 1 });
  expect(run.log).toMatchObject([{ level: 'ERROR', message: 'parked', key: key('bad') }]);
  expect(JSON.stringify([run.log, run.parked])).not.toMatch(/secret|oops/);
});

test('a file that came damaged over the wire is processed at the second look', async () => {
  const { definition } = noting({
    a: (times) => {
      if (times === 1) throw new DamagedFile('half of it');
    },
  });
  const run = among(definition);
  await run.receive(announcing(key('a')));
  expect(run.metrics).toMatchObject({ Files: 1, RecordsRead: 2 });
  expect(run.parked).toEqual([]);
});

test('a file whose key has strange characters is parked such that a redrive finds it', async () => {
  const strange = keyOf({ prefix: 'p\u0001\ufffeü😀', uniqueString: 'bad' });
  const run = among(noting().definition, { [strange]: Buffer.from('x') });
  await run.receive(announcing(strange));
  expect(run.parked[0]?.body).toMatch(/^[ -~]+$/);
  expect(parseNotification(run.parked[0]?.body ?? '').objects).toEqual([{ bucket: 'archive', key: strange }]);
});

test('a message that nobody understands is parked as it is', async () => {
  const run = among(noting().definition);
  await run.receive('what?');
  expect(run.parked).toEqual([{ body: 'what?', attributes: { reason: expect.stringContaining('not a notification') } }]);
  expect(run.metrics).toEqual({ FilesParked: 1 });
});

test('a file that is gone fails, and so does one that cannot be parked', async () => {
  const run = among(noting().definition, { [key('bad')]: Buffer.from('x') });
  await expect(run.receive(announcing(key('gone')))).rejects.toThrow('is not in the bucket any more');
  Object.assign(run.surroundings, { park: () => Promise.reject(new Error('no queue')) });
  await expect(run.receive(announcing(key('bad')))).rejects.toThrow('no queue');
  expect(run.metrics).toEqual({});
});

test('the age of a message is counted once, with its first file', async () => {
  const run = among(noting().definition);
  await run.invoke([queueRecord('m', announcing(key('a'), key('b')), 1, Date.now() - 90_000)]);
  expect(run.metrics.MessageAge).toBeGreaterThanOrEqual(90);
  expect(run.metrics.MessageAge).toBeLessThan(150);
});

describe('what may end the process comes last', () => {
  test('new messages come before those that came again', async () => {
    const { definition, seen } = noting();
    await among(definition).invoke([record('a', 2), record('b'), record('c', 3), record('d')]);
    expect(seen).toEqual(['b', 'd', 'a', 'c']);
  });

  test('a file that ends the process again and again does not keep the others from being processed', async () => {
    const { derived } = among(noting().definition);
    for (let receive = 1; receive <= 3; receive++) {
      // The process ends with the file: nothing after it begins, and the whole batch comes again.
      const ended = new Promise<void>((resolve) => {
        const { definition } = noting({ a: () => new Promise(() => resolve()) });
        processorAmong(definition, files, { prefix: 'own/', derived }).invoke(names.map((name) => record(name, receive)));
      });
      await ended;
    }
    expect(derived.texts('own/ledger/').map((text) => JSON.parse(text).key)).toEqual(['b', 'c', 'd', 'e'].map(key));
  });
});

describe('the time of an invocation', () => {
  const context = (...remaining: number[]): Invocation => ({
    getRemainingTimeInMillis: () => (remaining.length > 1 ? remaining.shift() : remaining[0]) as number,
  });

  test('ends before that of Lambda: the rest comes again', async () => {
    const { definition, seen } = noting();
    const run = among(definition);
    const failed = await run.invoke(
      names.map((name) => record(name)),
      context(60_000, 60_000, 50_000, 50_000, 4000),
    );
    expect(seen).toEqual(['a', 'b']);
    expect(failed).toEqual(['m-c', 'm-d', 'm-e']);
    expect(run.log).toHaveLength(3);
    expect(run.log[0]).toMatchObject({ level: 'ERROR', message: 'returned', messageId: 'm-c' });
  });

  test('is given to at least one message, however short it is', async () => {
    const { definition, seen } = noting();
    expect(await among(definition).invoke([record('a')], context(900))).toEqual([]);
    expect(seen).toEqual(['a']);
  });

  test('does not wait for a file that never ends', async () => {
    const { definition } = noting({ b: () => new Promise(() => {}) });
    const run = among(definition);
    expect(await run.invoke([record('a'), record('b'), record('c')], context(10_000, 10_000, 9_000, 1010, 10))).toEqual(['m-b', 'm-c']);
    expect(run.log.map(({ error }) => error)).toEqual([expect.stringContaining('did not end in time'), expect.stringContaining('no time was left')]);
  });
});
