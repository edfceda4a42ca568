import { keysOfCloudTrail } from '../../handlers/integrity-monitor/keys';
import { publicKeyOf } from '../../lib/integrity/compose';
import type { PublicKey } from '../../lib/integrity/public-key';
import { localEnvironment } from '../helpers/environment';
import { type HttpServer, startHttpServer } from '../helpers/http-server';
import { newKey } from '../integrity/tree';

const TIME = Date.parse('2026-07-01T12:00:00Z');
const before = { ...process.env };
const requests: { region?: string; target?: unknown; StartTime: number; EndTime: number; NextToken?: string }[] = [];
const keys: readonly PublicKey[] = [publicKeyOf(newKey()), publicKeyOf(newKey())];
const [first, second] = keys as [PublicKey, PublicKey];
let server: HttpServer;
let refusals: [status: number, code: string][] = [];

beforeAll(async () => {
  // A page for each key.
  server = await startHttpServer(({ headers }, body, response) => {
    const region = /Credential=[^/]+\/\d{8}\/([\w-]+)\/cloudtrail/.exec(headers.authorization ?? '')?.[1];
    const asked = JSON.parse(body.toString());
    requests.push({ region, target: headers['x-amz-target'], ...asked });
    const [status, __type] = refusals.shift() ?? [200];
    const page = Number(asked.NextToken ?? 0);
    const list = [keys[page]].map((key) => ({ Value: key?.value, Fingerprint: key?.fingerprint, ValidityStartTime: 1.6e9, ValidityEndTime: 1.9e9 }));
    response.writeHead(status);
    response.end(JSON.stringify(__type ? { __type } : { PublicKeyList: list, ...(page === 0 && { NextToken: '1' }) }));
  });
});

beforeEach(() => {
  requests.length = 0;
  refusals = [];
  Object.assign(process.env, localEnvironment('http://127.0.0.1:9'), { AWS_ENDPOINT_URL_CLOUDTRAIL: server.endpoint });
});

afterAll(async () => {
  await server.close();
  process.env = { ...before };
});

test('asks each Region once, in it, for all pages of the keys of a week', async () => {
  const found = keysOfCloudTrail();

  expect(await found.find('ap-east-1', second.fingerprint, TIME)).toBeDefined();
  expect(await found.find('ap-east-1', first.fingerprint, TIME)).toBeDefined();
  expect(await found.find('ap-east-1', 'ab', TIME)).toBeUndefined();
  expect(requests.map(({ region, NextToken }) => [region, NextToken])).toEqual([
    ['ap-east-1', undefined],
    ['ap-east-1', '1'],
  ]);
  const [{ target, StartTime, EndTime }] = requests as [(typeof requests)[0]];
  expect(target).toBe('com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListPublicKeys');
  expect(StartTime).toBeLessThan(TIME / 1000);
  expect(EndTime).toBeGreaterThan(TIME / 1000);
});

test('says which Region refused, and asks it again the next time', async () => {
  refusals = [[400, 'UnrecognizedClientException']];
  const found = keysOfCloudTrail();

  await expect(found.find('me-south-1', first.fingerprint, TIME)).rejects.toThrow('ListPublicKeys in me-south-1 failed: UnrecognizedClientException');
  expect(await found.find('me-south-1', first.fingerprint, TIME)).toBeDefined();
});

test('asks again where it is throttled', async () => {
  refusals = [[400, 'ThrottlingException']];

  expect(await keysOfCloudTrail().find('eu-west-1', first.fingerprint, TIME)).toBeDefined();
});
