import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { contributorOf, FileCount, MEMBERS } from '../../handlers/data-event-guard/core';
import { dataEventGuard } from '../../handlers/data-event-guard/definition';
import { Summary } from '../../handlers/data-event-guard/summary';
import { type Notice, tell } from '../../handlers/data-event-guard/tell';
import { documentOf, subjectOf, wordsOf } from '../../handlers/data-event-guard/words';
import { below } from '../../handlers/shared/store';
import { parseLogFileKey } from '../../lib/log-format/log-file-key';
import { membersOf } from '../../lib/log-format/member-record';
import { readRecords } from '../../lib/log-format/read-records';
import { type Budget, GUARD_PREFIX } from '../../lib/processing/data-event-guard.contract';
import { announcing, dataEvent, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { processorAmong } from '../helpers/processor';

const HOUR = 60 * 60_000;
const NOW = Date.parse('2026-08-03T10:00:00Z');

const contributor = (caller: string) => ({ caller, resourceType: 'AWS::S3::Object', resource: 'arn:aws:s3:::b', eventName: 'GetObject' });
const times = (count: number, members: Parameters<typeof dataEvent>[0] = {}) => Array.from({ length: count }, () => dataEvent(members));
const role = (session: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::111122223333:assumed-role/Reports/${session}`,
  sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Reports' } },
});
const invoke = {
  eventSource: 'lambda.amazonaws.com',
  eventName: 'Invoke',
  userIdentity: { type: 'AWSService', invokedBy: 'events.amazonaws.com' },
  resources: [{ type: 'AWS::Lambda::Function', ARN: 'arn:aws:lambda:eu-west-1:111122223333:function:nightly:7' }],
};

describe('who causes the most', () => {
  test('nobody has fewer events than it says, nor more than that and the error, however the events are spread over files', () => {
    const files = fc.array(fc.array(fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(200) }), { maxLength: 80 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(files, (parts) => {
        const kept = 4;
        const whole = new Summary(kept);
        const exact = new Map<string, number>();
        for (const part of parts) {
          const one = new Summary(kept);
          for (const number of part) {
            one.add(contributor(String(number)));
            exact.set(String(number), (exact.get(String(number)) ?? 0) + 1);
          }
          whole.merge(JSON.parse(JSON.stringify(one)));
        }
        const found = new Map(whole.contributors().map(({ caller, count }) => [caller, count]));
        expect(found.size).toBeLessThanOrEqual(kept);
        expect(whole.total).toBe(parts.flat().length);
        expect(whole.error).toBeLessThanOrEqual(whole.total / (kept + 1));
        for (const [caller, count] of exact) {
          expect(found.get(caller) ?? 0).toBeLessThanOrEqual(count);
          expect((found.get(caller) ?? 0) + whole.error).toBeGreaterThanOrEqual(count);
        }
      }),
    );
  });

  test('memory has a limit, also within a file of very many callers', () => {
    const one = new Summary(10);
    for (let index = 0; index < 5000; index++) one.add(contributor(index % 3 === 0 ? 'many' : `once-${index}`));

    expect(one.contributors()[0]).toMatchObject({ caller: 'many' });
    expect(one.toJSON().contributors.length).toBeLessThanOrEqual(10);
    expect(one.total).toBe(5000);
  });

  test.each<[string, Parameters<typeof dataEvent>[0], Partial<ReturnType<typeof contributorOf>>]>([
    ['an object by its bucket', {}, { resource: 'arn:aws:s3:::reports', resourceType: 'AWS::S3::Object', eventName: 'GetObject' }],
    ['a user by its ARN', {}, { caller: 'arn:aws:iam::111122223333:user/ana' }],
    ['the sessions of a role as one', { userIdentity: role('one') }, { caller: 'arn:aws:sts::111122223333:assumed-role/Reports/' }],
    ['a service by its name', invoke, { caller: 'events.amazonaws.com' }],
    ['a version of a function by the function', invoke, { resource: 'arn:aws:lambda:eu-west-1:111122223333:function:nightly' }],
    ['an account that tells no more', { userIdentity: { type: 'AWSAccount', accountId: '444455556666' } }, { caller: '444455556666' }],
    [
      'an object that comes after its bucket',
      {
        resources: [
          { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::b' },
          { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::b/k' },
        ],
      },
      { resource: 'arn:aws:s3:::b', resourceType: 'AWS::S3::Object' },
    ],
    ['a type that is named like what every object has', { resources: [{ type: 'constructor', ARN: 'arn:x' }] }, { resourceType: 'Other' }],
    [
      'an object of a directory bucket by its bucket',
      { resources: [{ type: 'AWS::S3Express::Object', ARN: 'arn:aws:s3express:eu-west-1:111122223333:bucket/fast--euw1-az1--x-s3/a/b' }] },
      { resource: 'arn:aws:s3express:eu-west-1:111122223333:bucket/fast--euw1-az1--x-s3' },
    ],
    [
      'an object of a bucket that is called bucket',
      { resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::bucket/a/b' }] },
      { resource: 'arn:aws:s3:::bucket' },
    ],
    [
      'an object behind an access point by the access point',
      { resources: [{ type: 'AWS::S3::AccessPoint', ARN: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/team/object/a/b' }] },
      { resource: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/team' },
    ],
    [
      'a table of a table bucket by its bucket',
      { resources: [{ type: 'AWS::S3Tables::Table', ARN: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/sales/table/0a1b' }] },
      { resource: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/sales' },
    ],
    ['a type that nobody knows', { resources: [{ type: 'AWS::New::Thing', ARN: 'arn:x' }] }, { resourceType: 'Other', resource: '' }],
    [
      'what names nothing',
      { resources: null, userIdentity: undefined, eventName: undefined },
      { caller: 'unknown', resourceType: 'Other', eventName: 'unknown' },
    ],
  ])('takes %s', (_, members, expected) => {
    expect(contributorOf(dataEvent(members))).toMatchObject(expected);
  });
});

test('finds in delivered log files as many data events as there are, file by file', async () => {
  const folder = join(__dirname, '../fixtures/logs');
  const keys = (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[]).filter((name) => name.endsWith('.json.gz'));
  let total = 0;
  for (const key of keys) {
    const content = readFileSync(join(folder, key));
    const parts = parseLogFileKey(key);
    if (parts?.kind !== 'CloudTrail') continue;
    const file = new FileCount(parts);
    await readRecords(content, key, { members: membersOf(MEMBERS) }, (record) => file.add(record));
    const { Records } = JSON.parse(gunzipSync(content).toString('utf8')) as { Records: Record<string, unknown>[] };
    expect([key, file.summary.total]).toEqual([key, Records.filter(isDataEvent).length]);
    expect([...file.summary.byType.values()].reduce((sum, count) => sum + count, 0)).toBe(file.summary.total);
    total += file.summary.total;
  }
  expect(total).toBeGreaterThan(50);
});

/** As the records say it themselves; some leave the category out. */
const isDataEvent = (record: Record<string, unknown>) => (record?.eventCategory ?? (record?.managementEvent === false ? 'Data' : '')) === 'Data';

/** A guard with its store, to which files are delivered. */
function guard(budget: Budget = { total: 10, byType: {} }) {
  const byType: Record<string, number> = {};
  const clock = { now: NOW };
  const counting = (types: ReadonlyMap<string, number>) => {
    for (const [type, count] of types) byType[type] = (byType[type] ?? 0) + count;
  };
  const definition = dataEventGuard(counting, () => clock.now);
  const among = processorAmong(definition, {}, { prefix: GUARD_PREFIX });
  const derived = below(GUARD_PREFIX, among.derived);
  const told: Notice[] = [];
  const counted: Readonly<Record<string, number>>[] = [];
  const deliver = async (records: readonly unknown[], time = NOW - HOUR / 2, uniqueString = 'Ab12Cd34Ef56Gh78') => {
    const at = new Date(time);
    const key = keyOf({ time: at, day: at.toISOString().slice(0, 10), uniqueString });
    among.archive.put(key, logFileOf(records));
    await among.receive(announcing(key));
  };
  const run = (now = NOW, send = async (notice: Notice) => void told.push(notice)) =>
    tell({
      ...{ derived, budget, now: new Date(now), send },
      count: (counts) => counted.push(counts),
      async *keys(folder) {
        for (const key of [...among.derived.objects.keys()].sort())
          if (key.startsWith(`${GUARD_PREFIX}${folder}`)) yield key.slice(GUARD_PREFIX.length);
      },
    });
  return { ...among, clock, byType, told, counted, deliver, run };
}

test('counts the data events of a file once, and accounts for every record', async () => {
  const one = guard();
  const records = [...times(3), dataEvent(invoke), dataEvent({ eventCategory: 'Management', managementEvent: true }), 'no record'];

  await one.deliver(records);
  await one.deliver(records);

  expect(one.metrics).toMatchObject({
    Files: 1,
    DuplicateFiles: 1,
    RecordsRead: 6,
    RecordsHandled: 4,
    RecordsDropped: 1,
    UnreadableRecords: 1,
    DataEvents: 4,
  });
  expect(one.byType).toEqual({ 'AWS::S3::Object': 3, 'AWS::Lambda::Function': 1 });
  await one.run();
  expect(one.counted).toEqual([{ DataEventsPerDay: 4, DataEventsDeclared: 10, BudgetsExceeded: 0 }]);
  expect(one.told).toEqual([]);
});

test('a file that fails before its entry in the ledger is counted once all the same', async () => {
  const one = guard();
  one.derived.failOnce(/^create .*ledger/, new Error('S3 is down'));

  await expect(one.deliver(times(4))).rejects.toThrow('S3 is down');
  await one.deliver(times(4));

  await one.run();
  expect(one.counted[0]).toMatchObject({ DataEventsPerDay: 4 });
  expect(one.byType).toEqual({ 'AWS::S3::Object': 4 });
});

test('the events of a file are among the metrics whichever of two instances is the first to say that it is done', async () => {
  const one = guard();
  one.derived.failOnce(/^create .*ledger/, () => one.deliver(times(4)));

  await one.deliver(times(4));

  expect(one.metrics).toMatchObject({ Files: 1, DuplicateFiles: 1, DataEvents: 4 });
  expect(one.byType).toEqual({ 'AWS::S3::Object': 4 });
});

test('tells of too many once a day, and again when they have doubled', async () => {
  const one = guard();
  await one.deliver(times(11));
  await one.run();
  await one.run(NOW + 15 * 60_000);
  expect(one.told).toHaveLength(1);
  expect(one.counted.at(-1)).toMatchObject({ BudgetsExceeded: 1 });

  await one.deliver(times(9), NOW - HOUR / 4, 'Zz12Cd34Ef56Gh78');
  await one.run(NOW + 30 * 60_000);
  expect(one.told.map(({ total }) => total)).toEqual([11, 20]);

  await one.run(NOW + 14 * HOUR);
  expect(one.told).toHaveLength(3);
});

test('what is a day old does not count any more', async () => {
  const one = guard();
  await one.deliver(times(11));

  await one.run(NOW + 22 * HOUR);
  await one.run(NOW + 24 * HOUR);

  expect(one.counted.map(({ DataEventsPerDay }) => DataEventsPerDay)).toEqual([11, 0]);
});

test('a file that waited until its hour was closed is counted all the same', async () => {
  const one = guard();
  const delivered = NOW - 6 * HOUR;
  one.clock.now = delivered;
  await one.deliver(times(3), delivered);
  await one.run();
  one.clock.now = NOW;
  await one.deliver(times(5), delivered, 'Zz12Cd34Ef56Gh78');

  await one.run();
  await one.run();
  await one.run(NOW + 20 * HOUR);

  expect(one.counted.map(({ DataEventsPerDay }) => DataEventsPerDay)).toEqual([3, 8, 8, 0]);
});

test.each([0, 1, 14, 15, 16, 44, 45, 46, 59])(
  'a file that is processed in minute %i before its hour is closed or after it is counted once',
  async (minute) => {
    const one = guard();
    const closes = NOW;
    const delivered = closes - 3 * HOUR;
    for (const [name, at] of [
      ['Ab12Cd34Ef56Gh78', closes - (60 - minute) * 60_000] as const,
      ['Zz12Cd34Ef56Gh78', closes + minute * 60_000] as const,
    ]) {
      one.clock.now = at;
      await one.deliver(times(2), delivered, name);
      await one.run(at + 60_000);
    }
    await one.run(closes + 2 * HOUR);

    expect(one.counted.at(-1)).toMatchObject({ DataEventsPerDay: 4 });
  },
);

test('adds up the files of an hour that is over once', async () => {
  const one = guard();
  one.clock.now = NOW - 6 * HOUR;
  await one.deliver(times(3), NOW - 6 * HOUR);
  await one.run();
  const before = one.derived.requests.length;

  await one.run();

  expect(one.derived.requests.slice(before).filter((request) => request.includes('/counts/'))).toEqual([]);
  expect(one.counted.map(({ DataEventsPerDay }) => DataEventsPerDay)).toEqual([3, 3]);
});

test('where nobody can be told the alarm goes off all the same, and the next run tells', async () => {
  const one = guard();
  await one.deliver(times(11));

  await expect(one.run(NOW, () => Promise.reject(new Error('AuthorizationError')))).rejects.toThrow('AuthorizationError');
  expect(one.counted).toEqual([{ DataEventsPerDay: 11, DataEventsDeclared: 10, BudgetsExceeded: 1 }]);

  await one.run();
  expect(one.told).toHaveLength(1);
});

test('counts that were changed by others are an error, and not zero', async () => {
  const one = guard();
  await one.deliver(times(11));
  const [key] = [...one.derived.objects.keys()].filter((name) => name.includes('/counts/'));
  one.derived.put(String(key), '{"total":');

  await expect(one.run()).rejects.toThrow('is not the JSON that this handler wrote');
});

describe('the message', () => {
  const told = async () => {
    const one = guard({ total: 1000, byType: { 'AWS::Lambda::Function': 100 } });
    await one.deliver([
      ...times(700, { userIdentity: role('a') }),
      ...times(200, { userIdentity: role('b'), eventName: 'PutObject' }),
      ...times(150, invoke),
      ...times(5, { userIdentity: { arn: 'arn:aws:iam::111122223333:user/x\u0007\nDeclared: 1' } }),
    ]);
    await one.run();
    return one.told[0] as Notice;
  };

  test('says what was declared, what came, who causes it, and what leaves it out', async () => {
    const notice = await told();
    expect(subjectOf(notice)).toBe('1,055 data events in 24 hours, 1,000 declared, and more');
    expect(wordsOf(notice)).toMatchInlineSnapshot(`
"More data events were logged than declared

All data events: 1,055 in 24 hours, 1,000 declared, 1.1 times as many
AWS::Lambda::Function: 150 in 24 hours, 100 declared, 1.5 times as many
Charged: about 0.00 USD for all data events of these 24 hours, at the list price of us-east-1 (2026-11)
Until: 2026-08-03T10:00:00.000Z

Who causes the most:

1. 700 (66 %): GetObject on arn:aws:s3:::reports, by arn:aws:sts::111122223333:assumed-role/Reports/ (AWS::S3::Object)
   leave out 705 or more: excludeEventNames: ['GetObject']
   leave out 900 or more: where: [{ field: 'userIdentity.arn', notStartsWith: ['arn:aws:sts::111122223333:assumed-role/Reports/'] }]
   leave out 905 or more: excludeResourceArnPrefixes: ['arn:aws:s3:::reports/']

2. 200 (19 %): PutObject on arn:aws:s3:::reports, by arn:aws:sts::111122223333:assumed-role/Reports/ (AWS::S3::Object)
   leave out 200 or more: excludeEventNames: ['PutObject']
   leave out 900 or more: where: [{ field: 'userIdentity.arn', notStartsWith: ['arn:aws:sts::111122223333:assumed-role/Reports/'] }]
   leave out 905 or more: excludeResourceArnPrefixes: ['arn:aws:s3:::reports/']

3. 150 (14 %): Invoke on arn:aws:lambda:eu-west-1:111122223333:function:nightly, by events.amazonaws.com (AWS::Lambda::Function)
   leave out 150 or more: excludeResourceArnPrefixes: ['arn:aws:lambda:eu-west-1:111122223333:function:nightly']
   leave out 150 or more: excludeEventNames: ['Invoke']

4. 5 (0 %): GetObject on arn:aws:s3:::reports, by arn:aws:iam::111122223333:user/x� Declared: 1 (AWS::S3::Object)
   leave out 5 or more: where: [{ field: 'userIdentity.arn', notStartsWith: ['arn:aws:iam::111122223333:user/x� Declared: 1'] }]
   leave out 705 or more: excludeEventNames: ['GetObject']
   leave out 905 or more: excludeResourceArnPrefixes: ['arn:aws:s3:::reports/']

What to do: if so much is right, declare it. If not, change one option of the selector that is for the type of the resource, as above.
What is left out is not logged for attackers either: leave out by the resource or the name of the event rather than by the caller.

Notice: 8eecc622c2fa25d6509eba881e6f04ac"
`);
  });

  test('has names as code that does nothing else, whatever callers call things', async () => {
    const one = guard({ total: 1, byType: {} });
    await one.deliver(times(2, { userIdentity: { arn: "arn:aws:iam::111122223333:user/x'], exit: ['\\" } }));
    await one.run();

    expect(wordsOf(one.told[0] as Notice)).toContain("notStartsWith: ['arn:aws:iam::111122223333:user/x\\'], exit: [\\'\\\\']");
  });

  test('leaves out one directory bucket, and none whose name goes on', async () => {
    const one = guard({ total: 1, byType: {} });
    const arn = 'arn:aws:s3express:eu-west-1:111122223333:bucket/fast--euw1-az1--x-s3';
    await one.deliver(times(2, { resources: [{ type: 'AWS::S3Express::Object', ARN: `${arn}/a` }] }));
    await one.run();

    expect(wordsOf(one.told[0] as Notice)).toContain(`excludeResourceArnPrefixes: ['${arn}/']`);
  });

  test('has the same for programs', async () => {
    const document = documentOf(await told());
    expect(document).toMatchObject({
      schemaVersion: '1',
      total: 1055,
      excesses: [
        { declared: 1000, found: 1055 },
        { resourceType: 'AWS::Lambda::Function', declared: 100, found: 150 },
      ],
    });
    expect(document.contributors[0]).toMatchObject({ count: 700, caller: 'arn:aws:sts::111122223333:assumed-role/Reports/' });
  });

  test('about one type has the contributors of this type only', async () => {
    const one = guard({ total: 5000, byType: { 'AWS::Lambda::Function': 100 } });
    await one.deliver([...times(700), ...times(150, invoke)]);
    await one.run();

    expect(one.told[0]?.contributors.map(({ resourceType }) => resourceType)).toEqual(['AWS::Lambda::Function']);
    expect(subjectOf(one.told[0] as Notice)).toBe('150 data events on AWS::Lambda::Function in 24 hours, 100 declared');
  });
});
