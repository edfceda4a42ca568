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
  const page = matching.slice(0, maxKeys);
  const last = page.at(-1)?.[0];
  const isTruncated = matching.length > page.length && last !== undefined;

  return xmlDocument('ListBucketResult', [
    ['Name', bucket],
    ['Prefix', prefix],
    ['KeyCount', page.length],
    ['MaxKeys', maxKeys],
    ['IsTruncated', isTruncated],
    ...(token === null ? [] : [['ContinuationToken', token] satisfies XmlChild]),
    ...(isTruncated ? [['NextContinuationToken', Buffer.from(last).toString('base64url')] satisfies XmlChild] : []),
    ...page.map(contents),
  ]);
}

function contents([key, { content, etag, lastModified }]: [string, StoredObject]): XmlChild {
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
