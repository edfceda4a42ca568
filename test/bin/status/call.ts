import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** A call of the AWS API. */
export interface Call {
  /** As IAM calls it: `kms:DescribeKey`. */
  readonly action: string;
  /** What is asked about: the body, or the path. */
  readonly about: string;
}

/** What IAM calls the reads of S3, by the parameter that tells them apart. */
const S3: Readonly<Record<string, string>> = {
  encryption: 'GetEncryptionConfiguration',
  lifecycle: 'GetLifecycleConfiguration',
  logging: 'GetBucketLogging',
  notification: 'GetBucketNotification',
  'object-lock': 'GetBucketObjectLockConfiguration',
  policy: 'GetBucketPolicy',
  publicAccessBlock: 'GetBucketPublicAccessBlock',
  versioning: 'GetBucketVersioning',
};
const SERVICES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** What a request asks for. */
export async function callOf(request: IncomingMessage): Promise<Call> {
  const [, scope = ''] = /\/([a-z0-9-]+)\/aws4_request/.exec(request.headers.authorization ?? '') ?? [];
  const service = SERVICES[scope] ?? scope;
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await text(request);
  if (service === 's3') {
    const [parameter = ''] = [...url.searchParams.keys()].filter((name) => name in S3);
    const action = request.method === 'GET' ? S3[parameter] : undefined;
    return { action: `s3:${action ?? `${request.method} ${request.url}`}`, about: url.pathname.replace(/\/$/, '') };
  }
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  const action = target ?? new URLSearchParams(body).get('Action') ?? url.pathname.split('/').at(-1);
  return { action: `${service}:${action}`, about: body };
}
