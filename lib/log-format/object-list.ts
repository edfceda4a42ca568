/** An object as a list has it. */
export interface ListedObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

/** A page of a list of objects. */
export interface ObjectList {
  readonly objects: readonly ListedObject[];
  /** What keys have in common up to a delimiter, with it. */
  readonly folders: readonly string[];
  /** `undefined` in the last page. */
  readonly nextToken?: string;
}

/** Reads what S3 answers to ListObjectsV2 with `encoding-type=url`: flat elements without attributes, and no text that a caller chose but the encoded keys. */
export function parseObjectList(xml: string): ObjectList {
  const nextToken = textIn(xml, 'NextContinuationToken');
  return {
    objects: elementsIn(xml, 'Contents').map((object) => ({ key: keyIn(object, 'Key'), size: Number(textIn(object, 'Size')) })),
    folders: elementsIn(xml, 'CommonPrefixes').map((folder) => keyIn(folder, 'Prefix')),
    ...(nextToken !== undefined && { nextToken }),
  };
}

/** Keys may have characters that XML cannot: they come percent-encoded, with a plus for a space. */
function keyIn(xml: string, name: string): string {
  return decodeURIComponent((textIn(xml, name) ?? '').replaceAll('+', ' '));
}

/** The contents of the elements of a name, each without elements of the same name inside. */
function elementsIn(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, content = '']) => content);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of the first element of a name; `undefined` where there is none. */
function textIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, decode);
}

function decode(reference: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? reference;
  return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')));
}
