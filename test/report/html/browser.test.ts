import { readFileSync } from 'node:fs';
import { toHtml } from '../../../lib/report/html/to-html';
import { visible } from '../../../lib/report/visible';
import { sampleReport } from '../sample';
import { ATTACKS, hostileReport, textsOf, WHAT_IT_IS } from '../sample-hostile';
import { openAllDetails, pagesOf, status, TestBrowser } from './browser';

jest.setTimeout(60_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const sample = toHtml(sampleReport());
const { results, controls } = sampleReport();
/** Something of each kind: the tools that look at every element take their time. */
const few = toHtml({ ...sampleReport(), results: results.filter(({ rule }) => /^(ALM-03|BKT-0[17]|KEY-02|LOG-01|SNS-01)$/.test(rule)) });
const PHONE = { width: 360, height: 740 };

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.launch();
});
afterAll(async () => browser?.close());

describe('a page that was opened from the disk', () => {
  test('loads nothing, and complains about nothing', async () => {
    const { page, complaints } = await browser.open(sample);

    expect(await status(page)).toBe(`Shown: ${results.length} of ${results.length} results and ${controls.length} of ${controls.length} controls.`);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['names and values', WHAT_IT_IS],
    ['everything', []],
  ])('does nothing of what attacks in %s want, and shows them', async (_, kept) => {
    const report = hostileReport(kept);
    const { page, complaints } = await browser.open(toHtml(report));
    const text = await page.evaluate<string>('document.body.textContent');
    const inJson = (one: string) => visible(JSON.stringify(one).slice(1, -1));

    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('script, style, img, iframe, object').count()).toBe(2);
    expect(complaints).toEqual([]);
    expect(textsOf(report).filter((one) => !text.includes(visible(one)) && !text.includes(inJson(one)))).toEqual([]);
    for (const attack of ATTACKS) expect(text).toContain(visible(attack));
  });
});

test('without JavaScript everything is there, and nothing that would do nothing', async () => {
  const { page } = await browser.open(sample, { javaScriptEnabled: false });

  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(await page.locator('[data-result]').count()).toBe(results.length);
  await page.click('#results summary >> nth=1');
  expect(await page.locator('#results dl').first().isVisible()).toBe(true);
});

test.each([
  ['in daylight', {}],
  ['in the dark', { colorScheme: 'dark' as const }],
  ['on a phone', { viewport: PHONE }],
])('nothing keeps people from using it %s', async (_, options) => {
  const { page } = await browser.open(few, { ...options, bypassCSP: true });
  await openAllDetails(page);
  await page.addStyleTag({ content: '.rule, .pack { content-visibility: visible !important; }' });
  await page.evaluate(axe);

  const found = await page.evaluate<any>("axe.run(document, { resultTypes: ['violations'] })");

  expect(
    found.violations.map(
      (one: any) =>
        `${one.id}: ${one.nodes
          .map((node: any) => node.html)
          .slice(0, 3)
          .join(' ')}`,
    ),
  ).toEqual([]);
});

test.each([
  ['the sample', sample],
  ['attacks', toHtml(hostileReport(WHAT_IT_IS))],
])('on a phone nothing of %s is wider than the screen', async (_, html) => {
  const { page } = await browser.open(html, { viewport: PHONE });
  await openAllDetails(page);

  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
});

test.each([true, false])('on paper all evidence is there, and no filter (with JavaScript: %s)', async (javaScriptEnabled) => {
  const { page } = await browser.open(sample, { javaScriptEnabled });
  const printed = await pagesOf(page);
  await page.emulateMedia({ media: 'print' });
  const heights = await page.evaluate<number[]>("[...document.querySelectorAll('.evidence > li, pre, dd')].map((one) => one.offsetHeight)");

  expect(heights.length).toBeGreaterThan(100);
  expect(heights.filter((height) => height === 0)).toEqual([]);
  expect(await page.locator('#filters').isVisible()).toBe(false);
  await openAllDetails(page);
  expect(await pagesOf(page)).toBe(printed);
});

test('a part of a report that is printed says that it is a part', async () => {
  const { page } = await browser.open(sample, { hash: '#verdict=fail' });
  await page.emulateMedia({ media: 'print' });

  expect(await page.locator('#shown').isVisible()).toBe(true);
  expect(await page.locator('#filters select').first().isVisible()).toBe(false);
});
