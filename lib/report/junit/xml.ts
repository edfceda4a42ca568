import { visible } from '../visible';

/** Characters that XML has no way to write, beyond those that nobody sees. */
const NO_XML = /[\uFFFE\uFFFF]/g;
/** Parsers make a space of a line break in an attribute, if it stands there as it is. */
const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** An element with its attributes, in their order, and what is in it: elements that are written already. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, children: readonly string[] = []): string {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`)].join(' ');
  return children.length === 0 ? `<${start}/>` : `<${start}>\n${children.join('\n')}\n</${name}>`;
}

/** An element with a text in it. */
export function textElement(name: string, attributes: Readonly<Record<string, string | number>>, text: string): string {
  return element(name, attributes, [escaped(text).replaceAll('&#10;', '\n')]);
}

/** A text of which no markup can come, and that every parser of XML 1.0 accepts. */
function escaped(text: string): string {
  const known = visible(text).replace(NO_XML, (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase()}]`);
  return known.replace(/[&<>"'\n\t]/g, (character) => SPECIAL[character] as string);
}
