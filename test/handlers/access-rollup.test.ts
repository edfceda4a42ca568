import * as fc from 'fast-check';
import { Rollup, relationsOf, standingsOf } from '../../handlers/access-report/core';
import type { RollupEntry } from '../../handlers/access-report/rollup';
import { knownAfter } from '../../handlers/access-rollup/core';
import { computeRollups } from '../../handlers/access-rollup/run';
import { InMemoryStore } from '../helpers/in-memory-store';

const entry = (members: Partial<RollupEntry> = {}): RollupEntry => ({
  resource: 'arn:aws:s3:::reports/a.csv',
  principal: 'arn:aws:iam::111122223333:role/Reports',
  person: null,
  account: '111122223333',
  region: 'eu-west-1',
  action: 'read',
  eventTime: '2026-08-03T09:01:02Z',
  sourceIp: '198.51.100.7',
  denied: false,
  ...members,
});

describe('a rollup', () => {
  const entries = fc.array(
    fc
      .record({
        resource: fc.constantFrom('arn:aws:s3:::reports/a', 'arn:aws:s3:::reports/b', 'arn:aws:s3:::other/c', null),
        principal: fc.constantFrom('a', 'b'),
        action: fc.constantFrom('read', 'write' as const),
        sourceIp: fc.integer({ min: 0, max: 15 }).map((last) => `198.51.100.${last}`),
        eventTime: fc.integer({ min: 0, max: 48 }).map((hour) => new Date(Date.UTC(2026, 7, 3, hour)).toISOString()),
        denied: fc.boolean(),
      })
      .map((members) => entry(members as Partial<RollupEntry>)),
    { maxLength: 60 },
  );
  const added = (all: readonly RollupEntry[], most?: number) => {
    const rollup = new Rollup(most);
    for (const one of all) rollup.add(one);
    return rollup.all();
  };

  test.each([[undefined], [3]])('counts every entry once, whatever their order (at most %s rows)', (most) => {
    fc.assert(
      fc.property(entries, (all) => {
        const rows = added(all, most);
        const count = rows.reduce((sum, { counts }) => sum + (counts.read ?? 0) + (counts.write ?? 0), 0);
        expect(count).toBe(all.length);
        expect(rows.reduce((sum, { denied }) => sum + denied, 0)).toBe(all.filter(({ denied }) => denied).length);
        expect(added([...all].reverse(), most)).toEqual(rows);
      }),
      { numRuns: 100 },
    );
  });

  test('lists ten addresses, and says that there are more', () => {
    const [row] = added(Array.from({ length: 12 }, (_, last) => entry({ sourceIp: `198.51.100.${last}` })));

    expect(row).toMatchObject({ counts: { read: 12 }, moreSourceIps: true });
    expect(row?.sourceIps).toHaveLength(10);
  });

  test('puts objects together by bucket where there are too many', () => {
    const rows = added([entry(), entry({ resource: 'arn:aws:s3:::reports/b' }), entry({ resource: 'arn:aws:s3:::reports/c' })], 2);

    expect(rows).toMatchObject([{ resource: 'arn:aws:s3:::reports/*', counts: { read: 3 } }]);
  });
});

test('tells what is new and what is not used any more, and takes a denied access for none', () => {
  const rollup = new Rollup();
  const on = (day: string, principal: string, denied = false) => rollup.add(entry({ eventTime: `${day}T00:00:00Z`, principal, denied }));
  on('2026-06-01', 'left');
  on('2026-06-01', 'stays');
  on('2026-08-03', 'stays');
  on('2026-08-02', 'new');
  on('2026-08-02', 'denied', true);
  const relations = relationsOf(rollup.all());
  const period = { firstDay: '2026-06-01', lastDay: '2026-08-03', firstSeenDays: 7, unusedDays: 30 };

  expect(standingsOf(relations, period).map(({ principal, flag }) => [principal, flag])).toEqual([
    ['left', 'unused'],
    ['new', 'firstSeen'],
  ]);
  expect(standingsOf(relations, { ...period, firstDay: '2026-08-01' }).map(({ flag }) => flag)).toEqual(['unused']);
});

describe('the nightly function', () => {
  const row = (members: object = {}) =>
    JSON.stringify({
      ...{ eventTime: '2026-08-03T09:01:02Z', eventID: '1', account: '111122223333', region: 'eu-west-1' },
      principal: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana' },
      person: { name: 'ana', how: 'iamUser' },
      ...{ access: 'read', outcome: 'succeeded', eventSource: 's3.amazonaws.com', eventName: 'GetObject', resources: ['arn:aws:s3:::reports/a.csv'] },
      ...members,
    });
  const rowsKey = (day: string, name: string, region = 'eu-west-1', account = '111122223333') =>
    `access-report/rows/account=${account}/region=${region}/day=${day}/${name}.ndjson`;

  function bucketWith(objects: Record<string, string>): InMemoryStore {
    const store = new InMemoryStore();
    for (const [key, text] of Object.entries(objects)) store.put(key, text);
    return store;
  }

  async function run(store: InMemoryStore, now = '2026-08-05T02:00:00Z', days = 3): Promise<void> {
    const list = async function* (prefix: string, startAfter = '') {
      const keys = [...store.objects.keys()].filter((key) => key.startsWith(prefix) && key > startAfter).sort();
      for (const key of keys) yield { key, size: store.objects.get(key)?.body.length ?? 0 };
    };
    await computeRollups({ store, list, now: new Date(now), days, unusedDays: 90, log: () => {} });
  }

  const rollupOf = (store: InMemoryStore, path = '') =>
    store.texts(`access-report/rollups/${path}`).flatMap((text) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );

  test('writes a rollup for each account, Region and day, and none where nothing was read', async () => {
    const store = bucketWith({
      [rowsKey('2026-08-03', 'a')]: `${row()}\n${row({ eventID: '2', access: 'write', eventName: 'PutObject' })}\n`,
      [rowsKey('2026-08-03', 'b')]: `${row({ eventID: '3', outcome: 'denied' })}\n`,
      [rowsKey('2026-08-03', 'empty', 'us-east-1')]: '',
      [rowsKey('2026-08-04', 'a', 'eu-west-1', '444455556666')]: `${row()}\n`,
      [rowsKey('2026-07-01', 'old')]: `${row()}\n`,
    });

    await run(store);

    expect([...store.objects.keys()].filter((key) => key.includes('/rollups/')).sort()).toEqual([
      'access-report/rollups/account=111122223333/region=eu-west-1/day=2026-08-03/rollup.ndjson',
      'access-report/rollups/account=444455556666/region=eu-west-1/day=2026-08-04/rollup.ndjson',
    ]);
    expect(rollupOf(store, 'account=1')).toMatchObject([
      { resource: 'arn:aws:s3:::reports/a.csv', person: 'ana', counts: { read: 2, write: 1 }, denied: 1, firstSeen: true },
    ]);
  });

  test('changes nothing when it runs again, and replaces a rollup where a late file has come', async () => {
    const store = bucketWith({ [rowsKey('2026-08-03', 'a')]: `${row()}\n` });
    await run(store);
    const before = new Map(store.objects);

    await run(store);
    expect(new Map(store.objects)).toEqual(before);

    store.put(rowsKey('2026-08-03', 'late'), `${row({ eventID: '2' })}\n`);
    await run(store);
    expect(rollupOf(store)).toMatchObject([{ counts: { read: 2 }, firstSeen: true }]);
  });

  test('marks an access as first seen on its first day only, whatever day is computed again', async () => {
    const store = bucketWith({
      [rowsKey('2026-08-03', 'a')]: `${row()}\n`,
      [rowsKey('2026-08-04', 'a')]: `${row({ eventTime: '2026-08-04T00:00:00Z' })}\n`,
    });
    for (const _ of [1, 2]) await run(store);

    expect(rollupOf(store).map(({ day, firstSeen }) => [day, firstSeen])).toEqual([
      ['2026-08-03', true],
      ['2026-08-04', false],
    ]);
  });

  test('lists what has not been used for 90 days', async () => {
    const store = bucketWith({ [rowsKey('2026-08-03', 'a')]: `${row()}\n` });
    await run(store);
    await run(store, '2026-11-02T02:00:00Z');

    expect(store.texts('access-report/unused/').map((text) => text.trim())).toEqual([
      '',
      JSON.stringify({
        principal: 'arn:aws:iam::111122223333:user/ana',
        group: 'arn:aws:s3:::reports',
        firstDay: '2026-08-03',
        lastDay: '2026-08-03',
      }),
    ]);
  });

  test('loses nothing that somebody else learns at the same time', async () => {
    const store = bucketWith({
      [rowsKey('2026-08-03', 'a')]: `${row()}\n`,
      'access-report/known/account=111122223333.json': '{"schemaVersion":"1","relations":[]}',
    });
    const rival = JSON.stringify({ schemaVersion: '1', relations: [['b', 'g', '2026-08-01', '2026-08-01']] });
    store.failOnce(/^replace access-report\/known/, () => store.put('access-report/known/account=111122223333.json', rival));

    await run(store);

    expect(
      JSON.parse(store.texts('access-report/known/')[0] as string)
        .relations.map(([principal]: string[]) => principal)
        .sort(),
    ).toEqual(['arn:aws:iam::111122223333:user/ana', 'b']);
  });

  test.each([
    [rowsKey('2026-08-03', 'a'), 'no JSON\n', /line that is not JSON/],
    ['access-report/known/account=111122223333.json', 'no JSON', /not the JSON that this handler wrote/],
  ])('fails where %s is damaged, and names it', async (key, text, message) => {
    await expect(run(bucketWith({ [rowsKey('2026-08-03', 'a')]: `${row()}\n`, [key]: text }))).rejects.toThrow(message);
  });
});

test('forgets an access that was not used for over a year', () => {
  const relation = { principal: 'a', group: 'g', events: 1, firstDay: '2026-08-03', lastDay: '2026-08-03' };

  expect(knownAfter([['old', 'g', '2025-01-01', '2025-01-01']], [relation])).toEqual([['a', 'g', '2026-08-03', '2026-08-03']]);
});
