import fc from 'fast-check';
import { type Html, html, list, trusted } from '../../../lib/report/html/html';
import { visible } from '../../../lib/report/visible';
import { decoded, tagsOf } from './tags';

const text = fc.string({ unit: 'binary', maxLength: 40 });

test('a text is escaped', () => {
  expect(String(html`<p title="${`"<'`}">${'<b>&amp;</b>'}</p>`)).toBe('<p title="&quot;&lt;&#39;">&lt;b&gt;&amp;amp;&lt;/b&gt;</p>');
});

test('HTML in HTML stays as it is, and so do lists of it', () => {
  const items = ['<', 'b'].map((item) => html`<li>${item}</li>`);

  expect(String(html`<ul>${items}</ul>`)).toBe('<ul><li>&lt;</li><li>b</li></ul>');
});

test('nothing comes of what is missing', () => {
  expect(String(html`[${null}${undefined}${false}${[]}${''}]`)).toBe('[]');
  expect(String(html`${0}`)).toBe('0');
});

test('what only looks like HTML is escaped', () => {
  const pretender = { toString: () => '<b>' } as unknown as Html;

  expect(() => String(html`${pretender}`)).toThrow();
  expect(String(html`${String(html`<b>`)}`)).toBe('&lt;b&gt;');
});

test('a constant of this library can be HTML', () => {
  expect(String(html`${trusted('<b>')}`)).toBe('<b>');
});

test('any text is one text in an element and in an attribute, and reads as it was', () => {
  fc.assert(
    fc.property(text, (any) => {
      const page = String(html`<p title="${any}">${any}</p>`);

      expect(tagsOf(page).map(({ name }) => name)).toEqual(['p', 'p']);
      expect(decoded(tagsOf(page)[0]?.attributes.get('title') ?? '')).toBe(visible(any));
      expect(decoded(page.replace(/<[^>]*>/g, ''))).toBe(visible(any));
    }),
  );
});

test('the members of a list in an attribute are what they are in attributes of their own', () => {
  fc.assert(
    fc.property(fc.array(text), (all) => {
      const value = tagsOf(String(html`<p title="${list(all)}"></p>`))[0]?.attributes.get('title') ?? '';

      expect(JSON.parse(decoded(value))).toEqual(all.map(visible));
    }),
  );
});

test.each([
  ['RTL override', 'safe\u202Egnp.exe', 'safe[U+202E]gnp.exe'],
  ['a null', 'a\u0000b', 'a[U+0000]b'],
  ['half of a character', 'a\uD800b', 'a[U+D800]b'],
  ['a blank without a width', 'a\u200Bb', 'a[U+200B]b'],
  ['a tag of the plane 14', 'a\u{E0041}b', 'a[U+E0041]b'],
  ['a line separator', 'a\u2028b', 'a[U+2028]b'],
])('%s is shown by its number', (_, written, shown) => {
  expect(visible(written)).toBe(shown);
});

test.each(['a\nb\tc', 'Zürich – שלום 日本 👍 é', ''])('what can be seen stays: %j', (same) => {
  expect(visible(same)).toBe(same);
});
