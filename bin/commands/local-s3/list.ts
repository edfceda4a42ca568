import { S3Error } from './errors';
import type { StoredObject } from './store';
import { type XmlChild, xmlDocument } from './xml';

/** One page of ListObjectsV2. S3 orders keys by their UTF-8 bytes, which differs from the order of JavaScript strings. */
export function listPage(bucket: string, objects: ReadonlyMap<string, StoredObject>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const maxKeys = parseMaxKeys(query.get('max-keys'));
  const token = query.get('continuation-token');
  const after = token === null ? query.get('start-after') : decodeToken(token);

  const matching = [...objects]
    .filter(([key]) => key.startsWith(prefix) && (after === null || byBytes(key, after) > 0))
    .sort(([one], [other]) => byBytes(one, other));
  const entries = grouped(matching, prefix, query.get('delimiter') ?? '').filter(({ name }) => token === null || name !== after);
  const page = entries.slice(0, maxKeys);
  const last = page.at(-1)?.name;
  const isTruncated = entries.length > page.length && last !== undefined;

  const encode = encoderOf(query.get('encoding-type'));
  return xmlDocument('ListBucketResult', [
    ['Name', bucket],
    ['Prefix', encode(prefix)],
    ['KeyCount', page.length],
    ['MaxKeys', maxKeys],
    ['IsTruncated', isTruncated],
    ...(token === null ? [] : [['ContinuationToken', token] satisfies XmlChild]),
    ...(isTruncated ? [['NextContinuationToken', Buffer.from(last).toString('base64url')] satisfies XmlChild] : []),
    ...page.map(({ name, object }): XmlChild => (object ? contents(encode(name), object) : ['CommonPrefixes', [['Prefix', encode(name)]]])),
  ]);
}

interface Entry {
  readonly name: string;
  /** `undefined` for what stands for all keys that start with the name. */
  readonly object?: StoredObject;
}

/** Keys that go on alike up to the delimiter are one entry. */
function grouped(matching: readonly [string, StoredObject][], prefix: string, delimiter: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [key, object] of matching) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? key : key.slice(0, end + delimiter.length);
    if (!entries.has(name)) entries.set(name, end < 0 ? { name, object } : { name });
  }
  return [...entries.values()];
}

function contents(key: string, { content, etag, lastModified }: StoredObject): XmlChild {
  return [
    'Contents',
    [
      ['Key', key],
      ['LastModified', lastModified.toISOString()],
      ['ETag', etag],
      ['Size', content.length],
      ['StorageClass', 'STANDARD'],
    ],
  ];
}

function parseMaxKeys(text: string | null): number {
  if (text === null) return 1000;
  if (!/^\d+$/.test(text)) throw new S3Error('InvalidArgument', 400, 'Provided max-keys not an integer or within integer range');
  return Math.min(Number(text), 1000);
}

/** Keys may have characters that no XML can: a client may ask for them as in a URL. */
function encoderOf(type: string | null): (text: string) => string {
  if (type === null) return (text) => text;
  if (type === 'url') return (text) => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+');
  throw new S3Error('InvalidArgument', 400, 'Invalid Encoding Method specified in Request');
}

function decodeToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (Buffer.from(key).toString('base64url') !== token) {
    throw new S3Error('InvalidArgument', 400, 'The continuation token provided is incorrect');
  }
  return key;
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
