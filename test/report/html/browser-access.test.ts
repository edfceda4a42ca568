import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHtml } from '../../../bin/commands/access/html/index';
import { reportOnAccess } from '../../../bin/commands/access/report';
import { type AccessOptions, readRequest } from '../../../bin/commands/access/request';
import { visible } from '../../../lib/report/visible';
import { dataEvent } from '../../helpers/cloudtrail-events';
import { openAllDetails, shown, TestBrowser } from './browser';

jest.setTimeout(60_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ATTACK = '"><script>window.hacked = 1</script><img src=x onerror=window.hacked=1>\u202e';
const folder = mkdtempSync(join(tmpdir(), 'access-browser-'));

const at = (day: number, members: object = {}, id = String(day)) =>
  dataEvent({ eventID: `e-${id}`, eventTime: `2026-08-${String(day).padStart(2, '0')}T09:00:00Z`, sourceIPAddress: '198.51.100.7', ...members });
const hostile = at(30, {
  resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::reports/${ATTACK}` }],
  userIdentity: { type: 'IAMUser', userName: ATTACK, arn: `arn:aws:iam::111122223333:user/${ATTACK}` },
  sourceIPAddress: ATTACK,
  eventName: ATTACK,
});
const RECORDS = [
  at(1),
  at(3, { eventName: 'PutObject' }),
  at(20, { eventName: 'DeleteObject', errorCode: 'AccessDenied' }),
  at(28, { eventName: 'ListObjectsV2', userIdentity: { type: 'AWSService', invokedBy: 'athena.amazonaws.com' } }),
  hostile,
];

async function pageOf(records: readonly object[], options: Partial<AccessOptions> = {}): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'logs.json');
  writeFileSync(file, JSON.stringify({ Records: records }));
  const given = { format: 'html', firstSeenDays: '7', unusedDays: '30', policy: true, principals: true, ...options } as AccessOptions;
  const report = await reportOnAccess({ ...readRequest([file], given), version: '0' }, undefined);
  return [...toHtml(report)].join('\n');
}

let browser: TestBrowser;
let html: string;
beforeAll(async () => {
  browser = await TestBrowser.launch();
  html = await pageOf(RECORDS);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('loads nothing, runs nothing out of a log, and shows all of it', async () => {
  const { page, complaints } = await browser.open(html);
  const text = await page.evaluate<string>('document.body.textContent');

  expect(complaints).toEqual([]);
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(await page.locator('script, style, img').count()).toBe(2);
  expect(text).toContain(visible(ATTACK));
  for (const part of ['Timeline', 'Blind spots', 'Suggested policies', 'SHA-256', 'first seen']) expect(text).toContain(part);
  expect(await page.locator('svg.timeline rect').count()).toBeGreaterThanOrEqual(5);
});

test('is complete without JavaScript, and shows no filters that would do nothing', async () => {
  const { page } = await browser.open(html, { javaScriptEnabled: false });

  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(await page.locator('#events [data-row]').count()).toBe(RECORDS.length);
});

test('narrows the rows down by action, refusal and text', async () => {
  const { page } = await browser.open(html);
  const rows = async () => (await shown(page, '#events [data-row]')).length;

  await page.check('input[value=delete]');
  await page.locator('#shown', { hasText: /^Shown: [12] of/ }).waitFor();
  expect(await rows()).toBe(1);
  await page.click('#clear');
  await page.fill('input[type=search]', 'athena');
  await page.locator('#shown', { hasText: /^Shown: 2 of/ }).waitFor();
  expect(await rows()).toBe(1);
});

test.each([
  ['in daylight', {}],
  ['in the dark', { colorScheme: 'dark' as const }],
  ['on a phone', { viewport: { width: 360, height: 740 } }],
])('nothing keeps people from using it %s', async (_, options) => {
  const { page } = await browser.open(html, { ...options, bypassCSP: true });
  await openAllDetails(page);
  await page.evaluate(axe);
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );

  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html)}`)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test('says so where there was nothing', async () => {
  const nothing = await pageOf([]);

  expect(nothing).toContain('Nobody accessed what was asked for');
  expect(nothing).toContain('There is no access to show');
});
