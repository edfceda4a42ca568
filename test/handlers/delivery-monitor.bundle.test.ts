import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Fault, type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { DELIVERY_ENVIRONMENT } from '../../lib/monitoring/delivery-monitor.contract';
import { type Bundled, bundled } from '../helpers/bundle';
import { localEnvironment } from '../helpers/environment';
import { ACCOUNT, digest, logFile, NOW, OTHER, REGION } from './delivery-lab';
import { type StatusAnswer, trailStatusServer } from './delivery-status';

type Handler = (event: unknown, context: { getRemainingTimeInMillis?(): number }) => Promise<void>;

const ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`;
const US = 'us-east-1';
const before = { ...process.env };
const lines: Record<string, unknown>[] = [];
const answers: Record<string, StatusAnswer> = {};
let bundle: Bundled;
let server: LocalS3;
let fault: (request: { operation: string; query: URLSearchParams }) => Fault | undefined;
let cloudTrail: Awaited<ReturnType<typeof trailStatusServer>>;

beforeAll(() => {
  bundle = bundled('delivery-monitor');
});

afterAll(() => bundle.remove());

beforeEach(async () => {
  lines.length = 0;
  fault = () => undefined;
  server = await startLocalS3({ before: (request) => fault(request) });
  Object.assign(answers, { [REGION]: { IsLogging: true, StartLoggingTime: NOW / 1000 - 86_400 }, [US]: { IsLogging: true } });
  cloudTrail = await trailStatusServer(answers);
  const { archiveBucket, archivePrefix, name, trailArn, trailName, ...rest } = DELIVERY_ENVIRONMENT;
  Object.assign(process.env, localEnvironment(server.endpoint), {
    ...{ AWS_ENDPOINT_URL_CLOUDTRAIL: cloudTrail.endpoint, AWS_SILENCE_MILLIS: '300' },
    ...{ [archiveBucket]: 'logs', [archivePrefix]: 'audit', [name]: 'Stack/Delivery', [trailArn]: ARN, [trailName]: 'audit' },
    ...{ [rest.accounts]: `["${ACCOUNT}"]`, [rest.regions]: `["${REGION}","${US}"]`, [rest.busyAccounts]: `["${ACCOUNT}"]` },
    ...{ [rest.otherPlaces]: 'true', [rest.maxLogFileAge]: '1800', [rest.maxDigestAge]: '10800' },
  });
  const s3 = new S3Client({ forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'logs' }));
  const delivered = [{}, { region: US }, { account: OTHER, organizationId: 'o-abc123' }];
  for (const key of delivered.flatMap((where) => [logFile({ ago: 3, ...where }), digest({ ago: 34, ...where })])) {
    await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: `audit/${key}`, Body: '{}' }));
  }
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
  await cloudTrail.close();
  process.env = { ...before };
});

const run = () => bundle.load<{ handler: Handler }>().handler({}, { getRemainingTimeInMillis: () => 240_000 });

/** The metrics as CloudWatch takes them from the log: the value by the dimensions and the name. */
function metrics(): Record<string, number> {
  const found: Record<string, number> = {};
  for (const line of lines) {
    const embedded = line._aws as { CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] } | undefined;
    for (const { Namespace, Dimensions, Metrics } of embedded?.CloudWatchMetrics ?? []) {
      expect([Namespace, line.service]).toEqual(['CdkCloudTrail/DeliveryMonitor', 'Stack/Delivery']);
      const values = (Dimensions[0] ?? []).filter((name) => name !== 'service').sort();
      for (const { Name } of Metrics) found[[...values.map((name) => line[name]), Name].join(' ')] = line[Name] as number;
    }
  }
  return found;
}

const AGES = Object.fromEntries(
  [REGION, US].flatMap((region) => [
    [`${ACCOUNT} ${region} LogFileAge`, 180],
    [`${ACCOUNT} ${region} DigestAge`, 2040],
  ]),
);
const COUNTS = { PlacesKnown: 3, CannotTell: 0, LogFilesLate: 0, DigestsLate: 0, OtherDigestsLate: 0, NotLogging: 0 };
const ERRORS = {
  'LogFiles DeliveryErrors': 0,
  'DigestFiles DeliveryErrors': 0,
  'CloudWatchLogs DeliveryErrors': 0,
  'Notifications DeliveryErrors': 0,
};

test('tells of deliveries by account and Region, and of errors by destination', async () => {
  await run();

  expect(metrics()).toEqual({ ...AGES, ...COUNTS, ...ERRORS });
  expect(cloudTrail.asked.sort()).toEqual([`GetTrailStatus ${ARN} ${REGION}`, `GetTrailStatus ${ARN} ${US}`]);
  expect(lines.filter(({ level }) => level !== undefined && level !== 'INFO')).toEqual([]);
});

test('takes the errors that CloudTrail states', async () => {
  answers[US] = {
    IsLogging: false,
    LatestDigestDeliveryError: 'AccessDenied',
    LatestCloudWatchLogsDeliveryError: 'Access denied.',
    LatestNotificationError: '',
  };

  await run();

  expect(metrics()).toMatchObject({
    'DigestFiles DeliveryErrors': 1,
    'CloudWatchLogs DeliveryErrors': 1,
    'Notifications DeliveryErrors': 0,
    NotLogging: 1,
  });
});

test('a place that may not be listed has no age, and is counted as not to be told', async () => {
  fault = ({ operation, query }) =>
    operation === 'ListObjectsV2' && query.get('prefix')?.includes(US) ? { refuse: { status: 403, code: 'AccessDenied' } } : undefined;

  await run();

  const found = metrics();
  expect(Object.keys(found).filter((name) => name.includes(US))).toEqual([]);
  expect(found).toMatchObject({ CannotTell: 1, PlacesKnown: 2, [`${ACCOUNT} ${REGION} LogFileAge`]: 180 });
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'WARN', message: 'cannot tell', region: US, error: expect.stringContaining('AccessDenied') }),
  );
});

test.each<[string, StatusAnswer]>([
  ['is refused', 'AccessDeniedException'],
  ['says nothing', {}],
])('a trail whose state %s is counted as not to be told', async (_, answer) => {
  answers[US] = answer;

  await run();

  expect(metrics()).toMatchObject({ CannotTell: 1, PlacesKnown: 3 });
});

test('an S3 that answers with errors for a while does no harm', async () => {
  let failures = 2;
  fault = () => (failures-- > 0 ? { refuse: { status: 503, code: 'SlowDown' } } : undefined);

  await run();

  expect(metrics()).toMatchObject(COUNTS);
});

test('does not begin without its environment', () => {
  delete process.env[DELIVERY_ENVIRONMENT.accounts];

  expect(() => bundle.load()).toThrow("environment variable 'ACCOUNTS' is missing; the construct DeliveryMonitor sets it");
});
