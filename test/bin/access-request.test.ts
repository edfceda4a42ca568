import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportOnAccess } from '../../bin/commands/access/report';
import { type AccessOptions, readRequest } from '../../bin/commands/access/request';
import { SortedRows } from '../../bin/commands/access/sorted-rows';
import { dataEvent } from '../helpers/cloudtrail-events';

const folder = mkdtempSync(join(tmpdir(), 'access-request-'));
const file = join(folder, 'logs.json');
const session = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/Reports/bo@example.com',
  sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Reports' } },
};
const Records = [
  dataEvent({ eventID: '1' }),
  dataEvent({ eventID: '2', eventTime: '2026-08-03T10:00:00Z', userIdentity: session }),
  dataEvent({ eventID: '3', resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::other/b' }] }),
];

beforeAll(() => writeFileSync(file, JSON.stringify({ Records })));
afterAll(() => rmSync(folder, { recursive: true }));

test.each<[options: Partial<AccessOptions>, ids: string[]]>([
  [{}, ['1', '3', '2']],
  [{ resource: ['arn:aws:s3:::reports'] }, ['1', '2']],
  [{ resource: ['other', 'reports/a.csv'] }, ['1', '3', '2']],
  [{ resource: ['*/b'] }, ['3']],
  [{ principal: ['Reports'] }, ['2']],
  [{ principal: ['bo@*'] }, ['2']],
  [{ principal: ['ANA'] }, ['1', '3']],
  [{ principal: ['assumed-role*'] }, []],
  [{ from: '2026-08-03T09:30Z' }, ['2']],
  [{ to: '2026-08-03T09:30Z' }, ['1', '3']],
  [{ from: '2026-08-03', to: '2026-08-03' }, ['1', '3', '2']],
])('reports what is asked for: %j', async (options, ids) => {
  const given: AccessOptions = { format: 'json', firstSeenDays: '7', unusedDays: '30', ...options };
  const report = await reportOnAccess({ ...readRequest([file], given), version: '0' }, undefined);

  expect([...report.all()].map(({ entry }) => entry.eventID)).toEqual(ids);
  expect(Object.values(report.inputs.records).reduce((sum, count) => sum + count)).toBe(Records.length);
});

test.each([3, 100])('sorts rows that do not fit into memory, %d at a time', (most) => {
  const rows = new SortedRows<{ order: string; number: number }>(({ order }) => order, most);
  const orders = ['c', 'a', 'é', 'b', 'a', 'z', 'b', 'a', 'd', 'ü'];
  for (const [number, order] of orders.entries()) rows.add({ order, number });

  for (const _ of [1, 2]) {
    expect([...rows.all()].map(({ order, number }) => `${order}${number}`)).toEqual(['a1', 'a4', 'a7', 'b3', 'b6', 'c0', 'd8', 'z5', 'é2', 'ü9']);
  }
  expect(rows.size).toBe(10);
  rows.close();
});
