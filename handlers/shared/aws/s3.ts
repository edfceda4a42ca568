import { encodedKey } from '../../../lib/log-format/encoded-key';
import { type ListedObject, type ObjectList, parseObjectList } from '../../../lib/log-format/object-list';
import type { Body } from '../body';
import type { StoredObject } from '../store';
import { bucketEndpointOf, regionOf } from './endpoint';
import { type AwsAnswer, type AwsRequest, errorOf, signedRequest } from './request';

/** The condition of a write: nothing is there, or this version is. */
export type PutCondition = { readonly ifNoneMatch: '*' } | { readonly ifMatch: string };

/** How a write ended: 412 the condition is not met, 409 another request on the key is under way, 404 nothing is there to match. */
export interface PutResult {
  readonly status: 200 | 404 | 409 | 412;
  /** Whether an earlier attempt of the same request may have been the one that wrote. */
  readonly repeated: boolean;
}

/** An object; `undefined` where there is none. Without the right to list the bucket S3 answers for it as if it were forbidden, which is an error. */
export async function getObject(bucket: string, key: string): Promise<StoredObject | undefined> {
  const answer = await objectRequest(bucket, key, { method: 'GET' });
  if (answer.status === 200) return { body: answer.body, etag: answer.headers.etag ?? '' };
  const error = errorOf(answer, `GetObject of '${key}' in '${bucket}'`);
  // A bucket that is not there is a 404 as well, and a mistake.
  if (error.code === 'NoSuchKey' || error.code === 'Http404') return undefined;
  throw error;
}

/** Writes an object on a condition. */
export async function putObject(bucket: string, key: string, body: Body, condition: PutCondition): Promise<PutResult> {
  const headers = {
    'content-type': key.endsWith('.json') ? 'application/json' : 'application/x-ndjson',
    ...('ifMatch' in condition ? { 'if-match': condition.ifMatch } : { 'if-none-match': condition.ifNoneMatch }),
  };
  const answer = await objectRequest(bucket, key, { method: 'PUT', headers, body });
  const { status, attempts } = answer;
  const error = errorOf(answer, `PutObject of '${key}' in '${bucket}'`);
  if (status === 200 || status === 412 || status === 409 || (status === 404 && error.code !== 'NoSuchBucket')) {
    return { status, repeated: attempts > 1 };
  }
  throw error;
}

/** The objects whose keys start with a prefix, in the order of their keys, a page of 1,000 at a time. */
export async function* listObjects(bucket: string, prefix: string, startAfter?: string): AsyncGenerator<ListedObject> {
  const query = { prefix, ...(startAfter && { 'start-after': startAfter }) };
  for await (const { objects } of listPages(bucket, query)) yield* objects;
}

/** The pages of a list, by what is asked for. */
export async function* listPages(bucket: string, query: Readonly<Record<string, string>> & { readonly prefix: string }): AsyncGenerator<ObjectList> {
  const endpoint = bucketEndpointOf(bucket, regionOf(process.env), process.env);
  const asked = { 'list-type': '2', 'encoding-type': 'url', ...query };
  for (let token: string | undefined, more = true; more; more = token !== undefined) {
    const answer = await signedRequest('s3', { method: 'GET', endpoint, query: { ...asked, ...(token && { 'continuation-token': token }) } });
    if (answer.status !== 200) throw errorOf(answer, `ListObjectsV2 of '${query.prefix}' in '${bucket}'`);
    const page = parseObjectList(answer.body.toString('utf8'));
    yield page;
    token = page.nextToken;
  }
}

/** A request for an object, and whatever is answered. */
export function objectRequest(bucket: string, key: string, request: AwsRequest): Promise<AwsAnswer> {
  const endpoint = bucketEndpointOf(bucket, regionOf(process.env), process.env);
  return signedRequest('s3', { ...request, endpoint, path: `/${encodedKey(key)}` });
}
