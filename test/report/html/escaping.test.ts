import fc from 'fast-check';
import { toHtml } from '../../../lib/report/html/to-html';
import { visible } from '../../../lib/report/visible';
import { ATTACKS, hostileReport, reportWith, textsOf, WHAT_IT_IS } from '../sample-hostile';
import { skeletonOf, tagsOf, textOf } from './tags';

const everything: readonly string[] = [];

test.each([
  ['names and values', WHAT_IT_IS],
  ['everything', everything],
])('a page with attacks in %s has the tags of a page without them', (_, kept) => {
  const attacked = skeletonOf(toHtml(reportWith((count) => `~${ATTACKS[count % ATTACKS.length]}`, kept)));

  expect(attacked).toBe(skeletonOf(toHtml(reportWith(() => '~', kept))));
});

test.each([
  ['names and values', WHAT_IT_IS],
  ['everything', everything],
])('whatever stands in %s, it makes no tag and no attribute', (_, kept) => {
  const plain = skeletonOf(toHtml(reportWith(() => '~', kept)));
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.stringMatching(/^[<>"'&/=!-]{1,8}$/));

  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      expect(skeletonOf(toHtml(reportWith((count) => `~${texts[count % texts.length]}`, kept)))).toBe(plain);
    }),
    { numRuns: 15 },
  );
});

test.each([
  ['names and values', WHAT_IT_IS],
  ['everything', everything],
])('attacks in %s can be read', (_, kept) => {
  const report = hostileReport(kept);
  const shown = textOf(toHtml(report));
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

  expect(textsOf(report).filter((text) => !shown.includes(visible(text)) && !shown.includes(visible(inJson(text))))).toEqual([]);
  expect(textsOf(report).length).toBeGreaterThan(500);
});

test('no address in a page comes from a report', () => {
  const addresses = tagsOf(toHtml(hostileReport())).flatMap(({ attributes }) =>
    ['href', 'src', 'action', 'style'].flatMap((name) => attributes.get(name) ?? []),
  );

  expect(addresses.filter((address) => !/^#[A-Za-z0-9-]+$/.test(address))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(50);
});

test('nothing in a page has a handler', () => {
  expect(tagsOf(toHtml(hostileReport())).flatMap(({ attributes }) => [...attributes.keys()].filter((name) => name.startsWith('on')))).toEqual([]);
});
