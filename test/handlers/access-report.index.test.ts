import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import type { LogFileHandler } from '../../handlers/shared/handler';
import { ENVIRONMENT } from '../../lib/processing/log-processor.contract';
import { announcing, dataEvents, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { localEnvironment, processorEnvironment } from '../helpers/environment';
import { queueRecord } from '../helpers/processor';

const before = { ...process.env };
let server: LocalS3;

beforeAll(async () => {
  server = await startLocalS3();
});

afterAll(() => server.close());

beforeEach(() => {
  Object.assign(process.env, localEnvironment(server.endpoint), processorEnvironment({ name: 'Stack/Access', prefix: 'access-report/' }));
});

afterEach(() => {
  process.env = { ...before };
});

function coldStart(): LogFileHandler {
  let handler: unknown;
  jest.isolateModules(() => {
    handler = require('../../handlers/access-report/index').handler;
  });
  return handler as ReturnType<typeof coldStart>;
}

test.each(Object.values(ENVIRONMENT))('fails at cold start where %s is missing', (name) => {
  delete process.env[name];
  expect(coldStart).toThrow(`environment variable '${name}' is missing`);
});

test('processes a batch, returns what failed, and prints metrics and errors as lines of JSON', async () => {
  const s3 = new S3Client({});
  for (const Bucket of ['archive', 'derived']) await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket: 'archive', Key: keyOf(), Body: logFileOf(dataEvents(1, 2)) }));
  s3.destroy();
  const missing = keyOf({ uniqueString: 'missing' });
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(lines.push(String(text))));
  const response = await coldStart()({ Records: [queueRecord('bad', announcing(missing)), queueRecord('good', announcing(keyOf()))] }, {});

  write.mockRestore();
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  const [failure, metrics] = lines.map((line) => JSON.parse(line));
  expect(failure).toMatchObject({ level: 'ERROR', messageId: 'bad' });
  expect(metrics).toMatchObject({
    service: 'Stack/Access',
    Files: 1,
    RecordsRead: 2,
    Rows: 2,
    _aws: { CloudWatchMetrics: [{ Namespace: 'Test', Dimensions: [['service']] }] },
  });
});
