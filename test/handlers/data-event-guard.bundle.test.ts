import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Fault, type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { GUARD_ENVIRONMENT, TELL } from '../../lib/processing/data-event-guard.contract';
import { ENVIRONMENT } from '../../lib/processing/log-processor.contract';
import { type Bundled, bundled } from '../helpers/bundle';
import { announcing, dataEvents, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { localEnvironment, processorEnvironment } from '../helpers/environment';
import { type HttpServer, startHttpServer } from '../helpers/http-server';
import { queueRecord } from '../helpers/processor';

type Handler = (event: unknown, context: object) => Promise<{ batchItemFailures: unknown[] } | undefined>;

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';
const NOW = Date.parse('2026-08-03T09:20:00Z');
const before = { ...process.env };
const lines: Record<string, unknown>[] = [];
const got: URLSearchParams[] = [];
let bundle: Bundled;
let server: LocalS3;
let sns: HttpServer;
let fault: (request: { operation: string; key: string; query: URLSearchParams }) => Fault | undefined;

beforeAll(() => {
  bundle = bundled('data-event-guard');
});

afterAll(() => bundle.remove());

beforeEach(async () => {
  lines.length = 0;
  got.length = 0;
  fault = () => undefined;
  server = await startLocalS3({ before: (request) => fault(request) });
  sns = await startHttpServer((_, body, response) => {
    got.push(new URLSearchParams(body.toString()));
    response.end('<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>');
  });
  Object.assign(process.env, localEnvironment(server.endpoint), processorEnvironment({ prefix: 'data-event-guard/', name: 'Stack/Guard' }), {
    AWS_ENDPOINT_URL_SNS: sns.endpoint,
    [ENVIRONMENT.namespace]: 'CdkCloudTrail/DataEventGuard',
    [GUARD_ENVIRONMENT.topicArn]: TOPIC,
    [GUARD_ENVIRONMENT.budget]: '{"total":3,"byType":{}}',
  });
  const s3 = new S3Client({ forcePathStyle: true });
  for (const Bucket of ['archive', 'derived']) await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket: 'archive', Key: keyOf(), Body: logFileOf(dataEvents(1, 2, 3, 4)) }));
  s3.destroy();
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(lines.push(JSON.parse(String(text)))));
  jest.spyOn(console, 'log').mockImplementation((text) => lines.push(JSON.parse(String(text))));
  jest.useFakeTimers({
    doNotFake: ['setTimeout', 'setImmediate', 'clearTimeout', 'clearImmediate', 'nextTick', 'performance', 'setInterval', 'clearInterval'],
    now: NOW,
  });
});

afterEach(async () => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  await server.close();
  await sns.close();
  process.env = { ...before };
});

const message = () => ({ Records: [queueRecord('m-1', announcing(keyOf()))] });
const metric = (name: string) => lines.filter((line) => '_aws' in line && name in line);

test('what was announced is counted, and told to the topic in words once', async () => {
  const { handler } = bundle.load<{ handler: Handler }>();

  expect(await handler(message(), {})).toEqual({ batchItemFailures: [] });
  await handler(TELL, {});
  await handler(TELL, {});

  expect(metric('DataEventsByType')).toEqual([
    expect.objectContaining({ service: 'Stack/Guard', resourceType: 'AWS::S3::Object', DataEventsByType: 4 }),
  ]);
  expect(
    metric('DataEventsPerDay').map(({ DataEventsPerDay, DataEventsDeclared, BudgetsExceeded }) => [
      DataEventsPerDay,
      DataEventsDeclared,
      BudgetsExceeded,
    ]),
  ).toEqual([
    [4, 3, 1],
    [4, 3, 1],
  ]);
  expect(got.map((form) => [form.get('TopicArn'), form.get('Subject')])).toEqual([[TOPIC, '4 data events in 24 hours, 3 declared']]);
  const told = JSON.parse(got[0]?.get('Message') ?? '');
  expect(told.default).toContain('1. 4 (100 %): GetObject on arn:aws:s3:::reports, by arn:aws:iam::111122223333:user/ana');
  expect(JSON.parse(told.sqs)).toMatchObject({ schemaVersion: '1', total: 4 });
});

test('counts that may not be listed end the run: nothing is told, and no number is published', async () => {
  const { handler } = bundle.load<{ handler: Handler }>();
  await handler(message(), {});
  lines.length = 0;
  fault = ({ operation }) => (operation === 'ListObjectsV2' ? { refuse: { status: 403, code: 'AccessDenied' } } : undefined);

  await expect(handler(TELL, {})).rejects.toThrow('AccessDenied');
  expect(metric('DataEventsPerDay')).toEqual([]);
  expect(got).toEqual([]);
});

test('does not begin without its environment', () => {
  delete process.env[GUARD_ENVIRONMENT.budget];

  expect(() => bundle.load()).toThrow("environment variable 'EXPECTED_DATA_EVENTS' is missing; the construct DataEventGuard sets it");
});
