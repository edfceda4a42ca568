import { cut } from '../value';
import { visible } from '../visible';

/** Longer texts are cut: comments have an end. */
const LONGEST = 400;
/** Markup, whatever can begin a block, mentions, numbers of issues, and addresses. */
const SPECIAL = /^[\s=+#-]|(?<=^\d+)[.)](?=\s|$)|[&<>|`*_[\]~\\$@]|#(?=\d)|GH-(?=\d)|:\/\/|www\./giu;
/** A blank without a width: what stands on both sides of it is no mention, no reference and no address. */
const BREAK = '&#8203;';

/** Writes a text so that nothing in it is Markdown, HTML, a mention, a reference or a link. It may stand in a table, or begin a list item. */
export function plain(text: string, longest = LONGEST): string {
  return visible(cut(text, longest))
    .replace(/\s*\n\s*/g, ' ↵ ')
    .replace(SPECIAL, (found) => (found === '@' || found === '#' ? entity(found) + BREAK : [...found].map(entity).join(BREAK)));
}

/** A text that is data: a name, a place, a value. */
export function code(text: string, longest = LONGEST): string {
  return `<code>${plain(text, longest)}</code>`;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
