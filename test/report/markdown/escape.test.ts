import fc from 'fast-check';
import { code, plain } from '../../../lib/report/markdown/escape';
import { visible } from '../../../lib/report/visible';
import { ATTACKS } from '../sample-hostile';

const { Parser } = require('commonmark');

/** What a text becomes in a list item: the kinds of the nodes, and what is read. */
function read(markdown: string): { kinds: string[]; text: string } {
  const walker = new Parser().parse(`- ${markdown}`).walker();
  const kinds: string[] = [];
  let text = '';
  for (let step = walker.next(); step; step = walker.next()) {
    if (!step.entering) continue;
    kinds.push(step.node.type);
    text += step.node.literal ?? '';
  }
  return { kinds: [...new Set(kinds)], text };
}

const shown = (text: string) => visible(text).replace(/\s*\n\s*/g, ' ↵ ');
const withoutBreaks = (text: string) => text.replaceAll('\u200B', '');

test.each([...ATTACKS, '1. one', '- two', '# three', '> four', '    five', '+ six', '===', '---', '```', '~~~', '$x$', '![x](y)', '<!-- x', '\\'])(
  '%j is text, and reads as it was',
  (attack) => {
    expect(read(plain(attack)).kinds).toEqual(['document', 'list', 'item', 'paragraph', 'text']);
    expect(withoutBreaks(read(plain(attack)).text)).toBe(shown(attack));
  },
);

test('any text is text, and reads as it was', () => {
  const markup = fc.stringMatching(/^[-#>*_`~|[\]()!<&$@:/\\ .0-9a+=]{1,20}$/);

  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), markup), (any) => {
      const { kinds, text } = read(`x ${plain(any)} x`);

      expect(kinds).toEqual(['document', 'list', 'item', 'paragraph', 'text']);
      expect(withoutBreaks(text)).toBe(`x ${shown(any)} x`);
    }),
  );
});

test.each([
  ['a mention', '@everyone', '&#64;&#8203;everyone'],
  ['a mention in a text', 'by @org/team', 'by &#64;&#8203;org/team'],
  ['the number of an issue', 'org/repo#12', 'org/repo&#35;&#8203;12'],
  ['another number of an issue', 'see GH-12', 'see &#71;&#8203;&#72;&#8203;&#45;12'],
  ['an address', 'https://example.com', 'https&#58;&#8203;&#47;&#8203;&#47;example.com'],
  ['an address without a scheme', 'see www.example.com', 'see &#119;&#8203;&#119;&#8203;&#119;&#8203;&#46;example.com'],
  ['a cell', 'a|b', 'a&#124;b'],
  ['code', '`a`', '&#96;a&#96;'],
  ['an element', 'a <b>', 'a &#60;b&#62;'],
  ['a line', 'a\r\n b', 'a&#91;U+000D&#93; ↵ b'],
])('%s is none', (_, text, markdown) => {
  expect(plain(text)).toBe(markdown);
});

test('names stay readable in the source', () => {
  expect(code('AuditStack/Audit/Trail (AWS::CloudTrail::Trail)')).toBe('<code>AuditStack/Audit/Trail (AWS::CloudTrail::Trail)</code>');
});

test('a text that is too long is cut', () => {
  expect(plain('x'.repeat(500))).toHaveLength(400);
  expect(plain('xxxxx', 3)).toBe('xx…');
});
