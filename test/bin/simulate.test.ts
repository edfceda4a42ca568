import { PutObjectCommand } from '@aws-sdk/client-s3';
import { cli, objects, selector, template, write } from './cli';
import { Bucket, endpointOf, s3With } from './local-s3-client';

const management = selector({ eventCategory: 'Management' });
const day = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/01/';
const key = (time: string) => `${day}111122223333_CloudTrail_eu-west-1_20261101T${time}Z_abcdefghijklmnop.json.gz`;

let number = 0;
const event = (eventTime: string, others: object = {}) => ({
  ...{ eventVersion: '1.11', eventID: `event-${number++}`, eventTime, awsRegion: 'eu-west-1', recipientAccountId: '111122223333' },
  ...{ eventSource: 's3.amazonaws.com', eventName: 'GetObject', eventType: 'AwsApiCall', eventCategory: 'Data', readOnly: true },
  userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Reader' } } },
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::reports/may.csv' }],
  ...others,
});
const created = (eventTime: string) => event(eventTime, { eventName: 'CreateBucket', eventCategory: 'Management', readOnly: false, resources: [] });
const delivered = (eventTime: string) =>
  event(eventTime, {
    ...{ eventName: 'PutObject', readOnly: false, userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' } },
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::logs/AWSLogs/x.json.gz' }],
  });

const trail = (TrailName: string, ...AdvancedEventSelectors: object[]) => ({ TrailName, S3BucketName: 'logs', AdvancedEventSelectors });
const app = (...selectors: object[]) => write('app.json', template({ Audit: trail('audit', ...selectors) }));

/** Ten hours with a hundred reads, a write of management and an event that nobody selects. */
function tenHours(): void {
  const reads = Array.from({ length: 100 }, () => event('2026-11-01T00:00:00Z'));
  const queue = event('2026-11-01T05:00:00Z', { resources: [{ type: 'AWS::SQS::Queue', ARN: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }] });
  write(`logs/${key('0005')}`, { Records: [...reads, reads[0]] });
  write(`logs/${key('1005')}`, { Records: [created('2026-11-01T10:00:00Z'), queue] });
}

async function simulated(...args: string[]) {
  const { stdout, ...others } = await cli(['simulate', 'app.json', '--logs', 'logs', '--json', ...args]);
  return { ...others, report: stdout === '' ? undefined : JSON.parse(stdout) };
}

test('counts by selector and by resource, and extrapolates to a month and its cost', async () => {
  app(management, objects('arn:aws:s3:::reports/'));
  tenHours();

  const { exitCode, report } = await simulated();

  expect(report).toMatchObject({
    schemaVersion: '1',
    logs: {
      files: 2,
      records: 103,
      events: 102,
      duplicates: 1,
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-01T10:00:00.000Z',
      hours: 10,
      hoursWithEvents: 3,
    },
    month: { hours: 730, factor: 73 },
    dropped: {
      events: 1,
      calls: [{ call: 's3.amazonaws.com GetObject', resource: 'arn:aws:sqs:eu-west-1:111122223333:jobs', events: 1, reads: 1, writes: 0 }],
    },
    undecided: 0,
    loops: [],
  });
  const [audit] = report.trails;
  expect(audit).toMatchObject({ trail: 'audit', stack: 'app', logged: 101, notLogged: 1, unknown: 0 });
  expect(audit.selectors).toEqual([
    { selector: 1, events: 100, reads: 100, writes: 0, eventsPerMonth: 7300 },
    { selector: 0, events: 1, reads: 0, writes: 1, eventsPerMonth: 73 },
  ]);
  expect(audit.resources).toMatchObject([{ resource: 'arn:aws:s3:::reports', events: 100, reads: 100 }]);
  expect(report.costPerMonth).toBeCloseTo((7300 * 0.1) / 100_000);
  expect(report.contributors[0]).toMatchObject({
    charge: 'data',
    resource: 'arn:aws:s3:::reports',
    principal: 'arn:aws:iam::111122223333:role/Reader',
  });
  expect(report.advice[0]).toMatchObject({ kind: 'narrow', trail: 'audit', what: 'arn:aws:s3:::reports to its writes' });
  expect(exitCode).toBe(0);
});

test('says the same in words', async () => {
  app(management, objects('arn:aws:s3:::reports/'));
  tenHours();

  const { exitCode, stdout } = await cli(['simulate', 'app.json', '--logs', 'logs']);

  expect(stdout).toContain('2 log files of logs with 103 records: 102 events.\n  1 record repeat an event and count once');
  expect(stdout).toContain(
    'From 2026-11-01T00:00:00.000Z to 2026-11-01T10:00:00.000Z: 10.0 hours, 3 of them with events. A month is 730 hours: everything times 73.0.',
  );
  expect(stdout).toMatch(/\n {2}audit {2,}selector 2 {2,}100 {2,}100 {2,}0 {2,}7,300\n {2}audit {2,}selector 1 /);
  expect(stdout).toContain('Together 0.0073 USD per month');
  expect(stdout).toContain(
    '  narrow arn:aws:s3:::reports to its writes (trail audit): saves 0.0073 USD and 7,300 events per month; gives up who read it',
  );
  expect(exitCode).toBe(0);
});

test('a further trail pays for its copy of management events, with the prices that are given', async () => {
  write('app.json', template({ One: trail('one', management), Two: trail('two', management) }));
  write(`logs/${key('0005')}`, { Records: [created('2026-11-01T00:00:00Z'), created('2026-11-02T00:00:00Z')] });
  write('prices.json', { currency: 'EUR', per100000: { managementFurtherCopies: 100 } });

  const { report } = await simulated('--prices', 'prices.json');

  expect(report.trails.map(({ cost }: { cost: { charge: string }[] }) => cost.map(({ charge }) => charge))).toEqual([
    ['managementFirstCopy'],
    ['managementFurtherCopies'],
  ]);
  expect(report.costPerMonth).toBeCloseTo((2 * 730) / 24 / 1000);
  expect(report.prices).toMatchObject({ currency: 'EUR', per100000: { data: 0.1, managementFurtherCopies: 100 } });
});

test('a trail that logs its own deliveries is found in the logs, and ends with 1', async () => {
  app(objects());
  write(`logs/${key('0005')}`, { Records: [delivered('2026-11-01T00:00:00Z'), delivered('2026-11-01T01:00:00Z')] });

  const { exitCode, report } = await simulated();

  expect(report.loops).toEqual([{ trail: 'audit', stack: 'app', bucket: 'arn:aws:s3:::logs', events: 2, declared: 'yes', eventsPerMonth: 1460 }]);
  expect(report.advice[0]).toMatchObject({ kind: 'exclude', what: 'the objects of the log bucket arn:aws:s3:::logs/' });
  expect(exitCode).toBe(1);
});

test('files that cannot be read are named and left out, and it ends with 1', async () => {
  app(objects());
  tenHours();
  write(`logs/${key('0105')}`, Buffer.from([0x1f, 0x8b, 8, 0, 1]));
  write('logs/other.json', '{"Records":[');
  write('logs/evil\u001b[2J.json.gz', '[]');
  write('logs/README.md', 'no log file');
  write(
    `logs/${day.replace('/CloudTrail/', '/CloudTrail-Digest/')}111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20261101T000000Z.json.gz`,
    {},
  );

  const { exitCode, report, stderr } = await simulated();

  expect(report.logs).toMatchObject({
    files: 2,
    failed: 3,
    passedOver: { 'a digest file': 1, 'its name ends neither with .json.gz nor with .json': 1 },
  });
  expect(stderr).toContain(`left out: ${key('0105')}: '${key('0105')}' cannot be gunzipped`);
  expect(stderr).toContain("left out: other.json: 'other.json' is no CloudTrail log file");
  expect(stderr).toContain('left out: evil\\u001b[2J.json.gz');
  expect(exitCode).toBe(1);
});

test('what the deployment decides is undecided, until a name is given', async () => {
  const bucket = { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'Stack/Reports/Resource' } };
  const selectors = [objects({ 'Fn::Sub': '${Reports12345678.Arn}/' } as never)];
  write('app.json', template({ Audit: trail('audit', ...selectors) }, { Reports12345678: bucket }));
  const on = (ARN: string) => event('2026-11-01T00:00:00Z', { resources: [{ type: 'AWS::S3::Object', ARN }] });
  write(`logs/${key('0005')}`, { Records: [on('arn:aws:s3:::app-reports12345678-1abc/x'), on('arn:aws:s3:::other/x')] });

  const [open, named] = await Promise.all([simulated(), simulated('--name', 'Reports=app-reports12345678-1abc')]);

  expect([open.report.undecided, open.report.dropped.events]).toEqual([1, 1]);
  expect([named.report.undecided, named.report.trails[0].logged]).toEqual([0, 1]);
});

test('of a trail with several forms the first is simulated, and that is said', async () => {
  const either = { 'Fn::If': ['Wide', objects(), management] };
  const conditions = { Wide: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } };
  write('app.json', { ...template({ Audit: trail('audit', either) }), Parameters: { Env: { Type: 'String' } }, Conditions: conditions });
  write('logs/a.json', { Records: [created('soon')] });

  const { report, stderr } = await simulated();

  expect(stderr).toContain('conditions give trail audit 2 forms: the first one is simulated');
  expect([report.trails.length, report.logs.from, report.month.factor]).toEqual([1, null, 0]);
});

test('reads from S3, page by page and several objects at once', async () => {
  app(management);
  const s3 = await s3With();
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const file = (index: number) => JSON.stringify({ Records: [created(`2026-11-01T00:00:${String(index % 60).padStart(2, '0')}Z`)] });
  for (let from = 0; from < 1030; from += 50) {
    const indexes = Array.from({ length: Math.min(50, 1030 - from) }, (_, index) => from + index);
    await Promise.all(indexes.map((index) => put(`x/AWSLogs/${index}.json`, file(index))));
  }
  await put('y/other.json', file(0));
  const env = { AWS_ENDPOINT_URL: endpointOf(s3), AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

  const [all, none, nowhere] = await Promise.all([
    cli(['simulate', 'app.json', '--logs', `s3://${Bucket}/x/`, '--json'], { env }),
    cli(['simulate', 'app.json', '--logs', `s3://${Bucket}/z/`], { env }),
    cli(['simulate', 'app.json', '--logs', 's3://no-such-bucket/'], { env }),
  ]);

  expect(JSON.parse(all.stdout).logs).toMatchObject({ source: `s3://${Bucket}/x/`, files: 1030, events: 1030 });
  expect([none.exitCode, nowhere.exitCode]).toEqual([2, 2]);
  expect(nowhere.stderr).toMatch(/s3:\/\/no-such-bucket\/ cannot be listed \(NoSuchBucket: .*\); check the credentials/);
}, 60_000);

test.each<[sentence: string, args: string[], message: RegExp]>([
  ['no logs', [], /required option '--logs <place>' not specified/],
  ['logs that are not there', ['--logs', 'none'], /could not run: --logs none is not a folder; give one with log files/],
  ['a folder without logs', ['--logs', 'empty'], /there is no log file at --logs/],
  ['an S3 address without a bucket', ['--logs', 's3://'], /--logs s3:\/\/ names no bucket; write it as/],
  ['prices that are not there', ['--logs', 'logs', '--prices', 'none'], /prices in none cannot be used: ENOENT/],
  ['a price with a mistyped name', ['--logs', 'logs', '--prices', 'prices.json'], /prices in prices\.json cannot be used: 'per100000' has \["dta"\]/],
  ['a name without a value', ['--logs', 'logs', '--name', 'Reports'], /--name must be a construct or a logical id and a name, got "Reports"/],
])('ends with 2 and a sentence for %s', async (_, args, message) => {
  app(management);
  tenHours();
  write('empty/README.md', '');
  write('prices.json', { per100000: { dta: 1 } });

  const { exitCode, stdout, stderr } = await cli(['simulate', 'app.json', ...args]);

  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});
