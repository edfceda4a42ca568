import { decodePayload } from './body';
import { notImplemented, preconditionFailed, S3Error } from './errors';
import { listPage } from './list';
import type { S3Request } from './request';
import { type Store, type StoredObject, sameEtag } from './store';

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

/** Carries out one request against the store. */
export function answer(store: Store, request: S3Request, body: Buffer): Answer {
  const { bucket, key } = request;
  switch (request.operation) {
    case 'CreateBucket':
      store.createBucket(bucket);
      return { status: 200, headers: { location: `/${bucket}` } };
    case 'HeadBucket':
      store.bucket(bucket);
      return { status: 200 };
    case 'ListObjectsV2':
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: listPage(bucket, store.bucket(bucket), request.query) };
    case 'DeleteObject':
      store.delete(bucket, key);
      return { status: 204 };
    case 'PutObject':
      return put(store, request, body);
    case 'GetObject':
    case 'HeadObject':
      return get(store.get(bucket, key), request);
  }
}

function put(store: Store, { bucket, key, headers }: S3Request, body: Buffer): Answer {
  const acl = headers['x-amz-acl'];
  // What CloudTrail sends; a bucket without ACLs accepts exactly this one.
  if (acl !== undefined && acl !== 'bucket-owner-full-control') throw notImplemented(`header x-amz-acl with ${acl}`);
  const { content, checksums } = decodePayload(body, headers);
  const conditions = { ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] };
  const { etag } = store.put(bucket, key, content, { ...keptHeaders(headers), ...checksums }, conditions);
  return { status: 200, headers: { etag, ...checksums } };
}

function keptHeaders(headers: S3Request['headers']): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': headers['content-type'] ?? 'application/octet-stream' };
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' && /^(x-amz-meta-.*|cache-control|content-disposition|content-language|expires)$/.test(name)) kept[name] = value;
  }
  // aws-chunked describes the transfer, not the object.
  const encodings = (headers['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((name) => name && name !== 'aws-chunked').join(',');
  return encoding ? { ...kept, 'content-encoding': encoding } : kept;
}

function get(object: StoredObject, { headers }: S3Request): Answer {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifMatch && ifMatch !== '*' && !sameEtag(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  if (ifNoneMatch && (ifNoneMatch === '*' || sameEtag(ifNoneMatch, object.etag))) return { status: 304, headers: { etag: object.etag } };

  const range = headers.range === undefined ? undefined : parseRange(headers.range, object.content.length);
  const withChecksums = headers['x-amz-checksum-mode']?.toString().toUpperCase() === 'ENABLED' && !range;
  const kept = Object.entries(object.headers).filter(([name]) => withChecksums || !name.startsWith('x-amz-checksum-'));
  const about = {
    ...Object.fromEntries(kept),
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
  };
  if (!range) return { status: 200, headers: about, body: object.content };
  const [first, last] = range;
  const contentRange = `bytes ${first}-${last}/${object.content.length}`;
  return { status: 206, headers: { ...about, 'content-range': contentRange }, body: object.content.subarray(first, last + 1) };
}

function parseRange(text: string, length: number): [first: number, last: number] {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(text) ?? [];
  if (!from && !to) throw notImplemented(`range ${text}`);
  const first = from ? Number(from) : Math.max(length - Number(to), 0);
  const last = from && to ? Math.min(Number(to), length - 1) : length - 1;
  if (first > last) throw new S3Error('InvalidRange', 416, 'The requested range is not satisfiable', { RangeRequested: text });
  return [first, last];
}
