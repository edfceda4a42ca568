import { readFileSync } from 'node:fs';
import { toHtml } from '../../../lib/report/html/to-html';
import { visible } from '../../../lib/report/html/visible';
import { sampleReport } from '../sample';
import { ATTACKS, hostileReport, textsOf, WHAT_IT_IS } from '../sample-hostile';
import { openAllDetails, pagesOf, shown, status, statusBegins, TestBrowser } from './browser';

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

  test('can be filtered by a stack and a pack with attacks in their names', async () => {
    const report = hostileReport(WHAT_IT_IS);
    const { page } = await browser.open(toHtml(report));
    const stack = visible(report.subject.stacks[3]?.name ?? '');

    await page.selectOption('[name=stack]', stack);
    await page.selectOption('[name=pack]', { index: 1 });

    const [pack] = report.assumptions.packs;
    const wanted = report.results.filter(({ resource, packs }) => visible(resource.stack ?? '') === stack && packs.includes(pack?.id ?? ''));
    await page.waitForURL(/pack=/);
    expect((await shown(page, '[data-result]')).length).toBe(wanted.length);
    expect(wanted.length).toBeGreaterThan(3);
  });
});

describe('the filters', () => {
  test('leave the results of the verdicts that were chosen, with their controls, and say how many', async () => {
    const { page } = await browser.open(sample);

    await page.check('[value=fail]');
    await page.check('[value=accepted]');

    const failed = results.filter(({ verdict }) => verdict === 'fail');
    const touched = controls.filter(({ rules, pack }) => failed.some(({ rule, packs }) => rules.includes(rule) && packs.includes(pack)));
    await statusBegins(page, `Shown: ${failed.length} of ${results.length} results and ${touched.length} of ${controls.length} controls.`);
    expect(await shown(page, '[data-result]')).toHaveLength(failed.length);
    expect(await shown(page, '[data-control] th b')).toEqual(touched.map(({ id }) => id));
    expect(await shown(page, '#to-do h4')).toHaveLength(7);
  });

  test('leave the controls of a pack', async () => {
    const { page } = await browser.open(sample);

    await page.selectOption('[name=pack]', 'core');

    await statusBegins(
      page,
      `Shown: ${results.filter(({ packs }) => packs.includes('core')).length} of ${results.length} results and 3 of ${controls.length} controls.`,
    );
    expect(await shown(page, '.pack')).toEqual(['pack-3']);
  });

  test('leave the results and the pictures of a stack', async () => {
    const { page } = await browser.open(sample);

    await page.selectOption('[name=stack]', 'LegacyStack');

    await page.waitForURL(/#stack=LegacyStack$/);
    expect(await shown(page, '[data-result]')).toHaveLength(results.filter(({ resource }) => resource.stack === 'LegacyStack').length);
    expect(await shown(page, 'figcaption')).toEqual(['LegacyStack/Trail']);
  });

  test('find words in names, reasons and values', async () => {
    const { page } = await browser.open(sample);

    await page.fill('[name=text]', 'centralized vault');
    await page.waitForURL(/#text=/);
    expect(await status(page)).toBe(`Nothing matches: 0 of ${results.length} results and 0 of ${controls.length} controls.`);
    expect((await shown(page, '.nothing')).length).toBe(4);

    await page.fill('[name=text]', 'VAULT locked');
    await statusBegins(page, 'Shown: 1 of');
    expect(await shown(page, '[data-result]')).toEqual(['result-BKT-07-LogArchiveStack-Archive-Bucket']);
    expect((await shown(page, '#results .nothing')).length).toBe(0);
  });

  test('are kept in the address, so that a view can be linked', async () => {
    const { page: first } = await browser.open(sample);
    await first.check('[value=unknown]');
    await first.selectOption('[name=stack]', 'PaymentsStack');
    await first.fill('[name=text]', 'a&b=c');
    await first.fill('[name=text]', 'log bucket');
    await first.waitForURL(/bucket$/);

    const { page } = await browser.open(sample, { hash: new URL(first.url()).hash });

    expect(await status(page)).toBe(await status(first));
    expect(await status(page)).toMatch(/^Shown: 4 of/);
    expect(await page.isChecked('[value=unknown]')).toBe(true);
    expect(await page.inputValue('[name=text]')).toBe('log bucket');
  });

  test('of an address that means nothing here change nothing', async () => {
    const { page, complaints } = await browser.open(sample, { hash: '#pack=nonsense&verdict=%3Cb%3E&more=x' });

    expect(await status(page)).toMatch(new RegExp(`^Shown: ${results.length} of`));
    expect(complaints).toEqual([]);
  });

  test('give way to a link that leads to what they hide', async () => {
    const { page } = await browser.open(sample, { hash: '#verdict=fail' });

    await page.evaluate("location.hash = '#result-KEY-01-AuditStack-Audit-Archive-Key'");
    await statusBegins(page, `Shown: ${results.length} of ${results.length} results and ${controls.length} of ${controls.length} controls.`);

    expect(await page.locator('#result-KEY-01-AuditStack-Audit-Archive-Key .evidence').isVisible()).toBe(true);
  });

  test('can be cleared', async () => {
    const { page } = await browser.open(sample, { hash: '#verdict=fail&text=none' });
    expect(await status(page)).toMatch(/^Nothing matches/);

    await page.click('text=Clear filters');

    expect(await status(page)).toMatch(new RegExp(`^Shown: ${results.length} of`));
    expect(new URL(page.url()).hash).toBe('');
  });

  test('can be used with the keyboard alone', async () => {
    const { page } = await browser.open(sample);

    await page.focus('[value=fail]');
    await page.keyboard.press('Space');
    await page.focus('#results [data-verdict=fail] summary');
    await page.keyboard.press('Enter');

    await page.waitForURL(/#verdict=fail$/);
    expect(await page.locator('#results [data-verdict=fail] .evidence').first().isVisible()).toBe(true);
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
