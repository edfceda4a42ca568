import type { IncomingMessage } from 'node:http';
import { bucketEndpointOf, endpointOf } from '../../handlers/shared/aws/endpoint';
import { type AwsRequest, signedRequest } from '../../handlers/shared/aws/request';
import { getObject, putObject } from '../../handlers/shared/aws/s3';
import { sendMessage } from '../../handlers/shared/aws/sqs';
import { localEnvironment } from '../helpers/environment';
import { type HttpServer, startHttpServer } from '../helpers/http-server';
import { expectedSignature } from '../helpers/signature';

type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'reset';

const before = { ...process.env };
let server: HttpServer;
let answers: Answer[];
let seen: { request: IncomingMessage; body: Buffer }[];

beforeEach(async () => {
  answers = [];
  seen = [];
  server = await startHttpServer((request, body, response) => {
    seen.push({ request, body });
    const answer = answers.shift() ?? { status: 200 };
    if (answer === 'reset') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
  Object.assign(process.env, localEnvironment(server.endpoint), { AWS_SESSION_TOKEN: 'a token' });
});

afterEach(async () => {
  await server.close();
  process.env = { ...before };
});

const get: AwsRequest = { method: 'GET' };
const xmlError = (code: string) => `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>m</Message></Error>`;

describe('signatures', () => {
  test.each(['a b+c.json', "p/ä&=?#%2F'()*!~/ü 😀", 'a//b/./c', '$@:;,[]|^`<>"\\{}', 'account=1/day=2026-01-01/x'])(
    'hold for the key %s',
    async (key) => {
      await putObject('a-bucket', key, 'text', { ifNoneMatch: '*' });
      await getObject('a-bucket', key);

      for (const { request, body } of seen) {
        expect(request.headers.authorization).toContain(`Signature=${expectedSignature(request, body, 'local')}`);
        expect(request.headers['x-amz-security-token']).toBe('a token');
        expect(decodeURIComponent(request.url ?? '')).toBe(`/a-bucket/${key}`);
      }
      expect(seen).toHaveLength(2);
    },
  );

  test('hold for parameters and for other services', async () => {
    await signedRequest('s3', { ...get, query: { 'list-type': '2', prefix: 'a b/ü+&', empty: '' } });
    await sendMessage('http://queues/dead', { body: 'ü', attributes: { reason: 'x' } });

    for (const { request, body } of seen) {
      expect(request.headers.authorization).toContain(`Signature=${expectedSignature(request, body, 'local')}`);
    }
    expect(seen[1]?.request.headers.authorization).toMatch(/\/eu-west-1\/sqs\/aws4_request/);
  });
});

describe('what may pass is tried again', () => {
  test.each<[string, Answer]>([
    ['a server error', { status: 500 }],
    ['a throttle of S3', { status: 503, body: xmlError('SlowDown') }],
    ['too many requests', { status: 429 }],
    ['a throttle in XML', { status: 400, body: xmlError('Throttling') }],
    ['a throttle in JSON', { status: 400, body: '{"__type":"com.amazonaws.sqs#ThrottlingException:http://x"}' }],
    ['a throttle in a header', { status: 400, headers: { 'x-amzn-errortype': 'TooManyRequestsException:' } }],
    ['a body that came too slowly', { status: 400, body: xmlError('RequestTimeout') }],
    ['a connection that breaks', 'reset'],
  ])('%s', async (_, answer) => {
    answers = [answer, answer, { status: 200, body: 'there' }];
    expect(await signedRequest('s3', get)).toMatchObject({ status: 200, attempts: 3, body: Buffer.from('there') });
  });

  test('five times, then the answer or the error is the last one', async () => {
    answers = Array(5).fill({ status: 503, body: xmlError('SlowDown') });
    await expect(getObject('b', 'k')).rejects.toThrow("GetObject of 'k' in 'b' failed in each of 5 attempts: SlowDown (HTTP 503)");
    answers = Array(5).fill('reset');
    await expect(getObject('b', 'k')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(seen).toHaveLength(10);
  });
});

test.each([
  [403, 'AccessDenied'],
  [404, 'NoSuchBucket'],
  [400, 'InvalidRequest'],
])('an error that does not pass is told at once: %i %s', async (status, code) => {
  answers = [{ status, headers: { 'x-amz-request-id': 'R1' }, body: xmlError(code) }];
  const message = `GetObject of 'k' in 'b' failed: ${code} (HTTP ${status}, request R1)`;
  await expect(getObject('b', 'k')).rejects.toMatchObject({ name: code, status, code, message });
  expect(seen).toHaveLength(1);
});

test('a redirect of a young bucket is followed, and the new address gets a signature of its own', async () => {
  answers = [
    { status: 307, headers: { location: `${server.endpoint}/elsewhere` } },
    { status: 200, body: 'there' },
  ];
  expect((await getObject('b', 'k'))?.body).toEqual(Buffer.from('there'));
});

test('the credentials follow no redirect to a host that is not of AWS', async () => {
  answers = [{ status: 307, headers: { location: 'http://evil.example/' }, body: xmlError('TemporaryRedirect') }];
  await expect(getObject('b', 'k')).rejects.toThrow('TemporaryRedirect');
  expect(seen).toHaveLength(1);
});

test('a bucket in another Region is named as the reason', async () => {
  answers = [{ status: 301, headers: { 'x-amz-bucket-region': 'us-east-1' }, body: xmlError('PermanentRedirect') }];
  await expect(getObject('b', 'k')).rejects.toThrow('PermanentRedirect (HTTP 301); the bucket is in us-east-1, run the function there');
});

test.each(['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])('a missing %s is named', async (name) => {
  delete process.env[name];
  delete process.env.AWS_DEFAULT_REGION;
  await expect(signedRequest('s3', get)).rejects.toThrow(name);
});

describe('endpoints', () => {
  test.each([
    ['eu-west-1', 's3.eu-west-1.amazonaws.com'],
    ['us-gov-west-1', 's3.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 's3.cn-north-1.amazonaws.com.cn'],
    ['us-iso-east-1', 's3.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', 's3.us-isob-east-1.sc2s.sgov.gov'],
    ['eusc-de-east-1', 's3.eusc-de-east-1.amazonaws.eu'],
  ])('of %s', (region, hostname) => {
    expect(endpointOf('s3', region, {})).toEqual({ protocol: 'https:', hostname, path: '', custom: false });
  });

  test('a bucket has a host of its own where the certificate allows it', () => {
    expect(bucketEndpointOf('logs', 'eu-west-1', {})).toMatchObject({ hostname: 'logs.s3.eu-west-1.amazonaws.com', path: '' });
    expect(bucketEndpointOf('my.logs', 'eu-west-1', {})).toMatchObject({ hostname: 's3.eu-west-1.amazonaws.com', path: '/my.logs' });
  });

  test('the environment names others: one for all, one for a service, or none', () => {
    const env = { AWS_ENDPOINT_URL: 'http://[::1]:4566/base/', AWS_ENDPOINT_URL_SQS: 'https://queues.example' };
    expect(endpointOf('events', 'eu-west-1', env)).toEqual({ protocol: 'http:', hostname: '[::1]', port: 4566, path: '/base', custom: true });
    expect(endpointOf('sqs', 'eu-west-1', env)).toMatchObject({ hostname: 'queues.example' });
    expect(endpointOf('sns', 'eu-west-1', { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toMatchObject({ custom: false });
    expect(() => endpointOf('sns', 'eu-west-1', { AWS_ENDPOINT_URL: 'localhost:4566' })).toThrow("'AWS_ENDPOINT_URL' is no URL of HTTP");
  });
});
