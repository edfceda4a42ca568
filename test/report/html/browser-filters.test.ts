import { toHtml } from '../../../lib/report/html/to-html';
import { visible } from '../../../lib/report/visible';
import { sampleReport } from '../sample';
import { hostileReport, WHAT_IT_IS } from '../sample-hostile';
import { shown, status, statusBegins, TestBrowser } from './browser';

jest.setTimeout(60_000);

const sample = toHtml(sampleReport());
const { results, controls } = sampleReport();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.launch();
});
afterAll(async () => browser?.close());

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

  test('take stacks and packs with attacks in their names', async () => {
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
