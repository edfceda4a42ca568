// Only what S3's list answers with: flat elements without attributes, and no text that a caller chose, since keys come encoded.

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The contents of the elements of a name, each without elements of the same name inside. */
export function elementsIn(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, content = '']) => content);
}

/** The text of the first element of a name; `undefined` where there is none. */
export function textIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, decode);
}

function decode(reference: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? reference;
  return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')));
}
