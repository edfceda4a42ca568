import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { notImplemented, S3Error } from './errors';

export type Operation = 'CreateBucket' | 'HeadBucket' | 'ListObjectsV2' | 'PutObject' | 'GetObject' | 'HeadObject' | 'DeleteObject';

export interface S3Request {
  readonly operation: Operation;
  readonly bucket: string;
  /** Empty for what is asked of the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

const operations: Record<string, Operation> = {
  'PUT bucket': 'CreateBucket',
  'HEAD bucket': 'HeadBucket',
  'GET bucket': 'ListObjectsV2',
  'PUT object': 'PutObject',
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'DELETE object': 'DeleteObject',
};

const queries: Partial<Record<Operation, RegExp>> = {
  ListObjectsV2: /^(list-type|encoding-type|prefix|delimiter|max-keys|continuation-token|start-after)$/,
};

const headersOfAll = /^x-amz-(content-sha256|date|user-agent|security-token|expected-bucket-owner)$/;
const headersOfReads = /^(x-amz-checksum-mode|range|if-match|if-none-match)$/;
const headersOf: Partial<Record<Operation, RegExp>> = {
  PutObject:
    /^(x-amz-(meta-.+|acl|sdk-checksum-algorithm|checksum-(crc32|sha1|sha256)|decoded-content-length|trailer)|if-match|if-none-match|content-md5)$/,
  GetObject: headersOfReads,
  HeadObject: headersOfReads,
};
const meaningful = /^(x-amz-.*|if-.*|range|content-md5)$/;

/** Which operation a request is; refuses one with a parameter or header that nothing here would honour. */
export function parseRequest({ method = 'GET', url = '/', headers }: IncomingMessage): S3Request {
  const [path = '/', search = ''] = splitOnce(url, '?');
  const [bucket, key = ''] = splitOnce(path.slice(1), '/').map(decode);
  if (!bucket) throw notImplemented(`${method} without a bucket in the path`);
  const operation = operations[`${method} ${key ? 'object' : 'bucket'}`];
  if (!operation) throw notImplemented(`${method} ${key ? 'object' : 'bucket'}`);
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 400, 'Your key is too long');

  const query = new URLSearchParams(search);
  for (const name of query.keys()) {
    if (name !== 'x-id' && !queries[operation]?.test(name)) throw notImplemented(`parameter ${name} of ${operation}`);
  }
  if (operation === 'ListObjectsV2' && query.get('list-type') !== '2') throw notImplemented('ListObjects, version 1');
  for (const name of Object.keys(headers).filter((header) => meaningful.test(header))) {
    if (!headersOfAll.test(name) && !headersOf[operation]?.test(name)) throw notImplemented(`header ${name} of ${operation}`);
  }
  return { operation, bucket, key, query, headers };
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
}
