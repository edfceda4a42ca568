import { cli, objects, selector, template, write } from './cli';

const management = selector({ eventCategory: 'Management' });
const [reports, tmp] = ['arn:aws:s3:::reports/finance/', 'arn:aws:s3:::reports/finance/tmp/'];

const getObject = {
  eventVersion: '1.11',
  eventID: 'e1',
  eventTime: '2026-11-01T00:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  eventCategory: 'Data',
  readOnly: true,
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::reports/finance/may.csv' }],
};
const createBucket = { ...getObject, eventID: 'e2', eventName: 'CreateBucket', eventCategory: 'Management', readOnly: false, resources: [] };

const app = () =>
  write('s.template.json', template({ Audit: { TrailName: 'audit', S3BucketName: 'logs', AdvancedEventSelectors: [objects(reports)] } }));

test('says in plain words what a trail logs and what it does not', async () => {
  const finance = selector({ eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' });
  const fields = [...(finance.FieldSelectors as object[]), { Field: 'resources.ARN', StartsWith: [reports], NotStartsWith: [tmp] }];
  write('s.template.json', template({ Audit: { TrailName: 'audit', S3BucketName: 'logs', AdvancedEventSelectors: [{ FieldSelectors: fields }] } }));

  const { exitCode, stdout, stderr } = await cli(['explain', '.']);

  expect(stdout).toMatch(
    /^Trail "audit" \(stack s\):\n {2}\+ Logs every read and write of s3:\/\/reports\/finance\/…, except s3:\/\/reports\/finance\/tmp\/…\n/,
  );
  expect(stdout).toContain('  - Does not log management events.');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

test('names resources without a name of their own by their construct', async () => {
  const bucket = { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'Stack/Reports/Resource' } };
  const selectors = [objects({ 'Fn::Sub': '${Reports12345678.Arn}/' } as never)];
  write(
    's.template.json',
    template({ Audit: { TrailName: 'audit', S3BucketName: 'logs', AdvancedEventSelectors: selectors } }, { Reports12345678: bucket }),
  );

  const { stdout } = await cli(['explain', 's.template.json']);

  expect(stdout).toContain('  + Logs every read and write of s3://<Reports>/…\n');
});

test.each<[shape: string, content: object]>([
  ['a record', getObject],
  ['an array', [getObject]],
  ['a log file', { Records: [getObject] }],
  ['an event of EventBridge', { 'detail-type': 'AWS API Call via CloudTrail', detail: getObject }],
  ['the answer of lookup-events', { Events: [{ CloudTrailEvent: JSON.stringify(getObject) }] }],
])('explains events of %s', async (_, content) => {
  const { exitCode, stdout } = await cli(['explain', app(), '--event', write('event.json.gz', content), '--json']);

  expect(JSON.parse(stdout)).toEqual({
    schemaVersion: '1',
    events: [
      {
        eventID: 'e1',
        trails: [{ trail: 'audit', stack: 's', logged: 'yes', selector: 0, field: null, reason: 'advanced event selector 1 selects it' }],
      },
    ],
  });
  expect(exitCode).toBe(0);
});

test('tells why an event is not logged, for people and as JSON', async () => {
  app();
  const input = JSON.stringify(createBucket);

  const [forPeople, asJson] = await Promise.all([
    cli(['explain', '.', '--event', '-'], { input }),
    cli(['explain', '.', '--event', '-', '--json'], { input }),
  ]);

  expect(forPeople.stdout).toBe(
    'Event e2: s3.amazonaws.com CreateBucket, at 2026-11-01T00:00:00Z\n' +
      '  not logged by trail "audit" (stack s): advanced event selector 1: eventCategory is Management, which it does not select\n',
  );
  expect(JSON.parse(asJson.stdout).events[0].trails[0]).toMatchObject({ logged: 'no', selector: 0, field: 'eventCategory' });
});

test.each<[sentence: string, properties: object, logged: string, field: string | null]>([
  ['a trail of another Region', { IsMultiRegionTrail: false }, 'no', 'awsRegion'],
  ['a trail that is switched off', { IsLogging: false }, 'no', 'IsLogging'],
  ['a trail for one Region that the deployment decides', { IsMultiRegionTrail: { Ref: 'Multi' } }, 'unknown', 'awsRegion'],
  ['a trail whose selectors the deployment decides', { AdvancedEventSelectors: { Ref: 'Selectors' } }, 'unknown', null],
  [
    'a bucket whose name is made up, and begins otherwise',
    { AdvancedEventSelectors: [objects({ 'Fn::Sub': '${Other.Arn}/' } as never)] },
    'no',
    'resources.ARN',
  ],
])('knows of %s', async (_, properties, logged, field) => {
  const trail = { TrailName: 'audit', S3BucketName: 'logs', AdvancedEventSelectors: [objects()], ...properties };
  const parameters = { Multi: { Type: 'String' }, Selectors: { Type: 'CommaDelimitedList' } };
  write('s.template.json', { ...template({ Audit: trail }, { Other: { Type: 'AWS::S3::Bucket' } }), Parameters: parameters });

  const { stdout } = await cli(['explain', '.', '--event', write('e.json', getObject), '--json', '--region', 'us-east-1']);

  expect(JSON.parse(stdout).events[0].trails[0]).toMatchObject({ logged, field });
});

test('with the name that a bucket got, an event is decided', async () => {
  const selectors = [objects({ 'Fn::Sub': '${Reports12345678.Arn}/' } as never)];
  const resources = { Reports12345678: { Type: 'AWS::S3::Bucket' } };
  write('s.template.json', template({ Audit: { TrailName: 'audit', S3BucketName: 'logs', AdvancedEventSelectors: selectors } }, resources));
  const event = { ...getObject, resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::s-reports12345678-1abc/x' }] };
  const logged = async (...args: string[]) =>
    JSON.parse((await cli(['explain', '.', '--event', write('e.json', event), '--json', ...args])).stdout).events[0].trails[0].logged;

  expect([await logged(), await logged('--name', 'Reports12345678=s-reports12345678-1abc')]).toEqual(['unknown', 'yes']);
});

test('says of an event of another account what would become of it in the account of the trail', async () => {
  const { stdout } = await cli(['explain', app(), '--event', write('e.json', getObject), '--account', '999999999999']);

  expect(stdout).toContain('selects it (said as if the event were of the account of the trail, 999999999999; it is of 111122223333)');
});

test('where conditions give a trail several forms, an event is decided if all of them agree', async () => {
  const either = { 'Fn::If': ['Wide', objects(), management] };
  const trail = template({ Audit: { TrailName: 'audit', S3BucketName: 'logs', AdvancedEventSelectors: [either] } });
  write('s.template.json', { ...trail, Parameters: { Env: { Type: 'String' } }, Conditions: { Wide: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } } });

  const [words, verdict] = await Promise.all([cli(['explain', '.']), cli(['explain', '.', '--event', write('e.json', getObject), '--json'])]);

  expect(words.stdout).toContain('(stack s, form 1 of 2 that its conditions allow)');
  expect(JSON.parse(verdict.stdout).events[0].trails).toEqual([
    { trail: 'audit', stack: 's', logged: 'unknown', selector: null, field: null, reason: 'the conditions of the template decide' },
  ]);
});

test('says what a change stops and starts', async () => {
  const trail = (...AdvancedEventSelectors: object[]) => ({ TrailName: 'audit', S3BucketName: 'logs', AdvancedEventSelectors });
  write(
    'old/s.template.json',
    template({ Audit: trail(objects('arn:aws:s3:::y/', 'arn:aws:s3:::z/')), Gone: { TrailName: 'gone', S3BucketName: 'logs' } }),
  );
  write('new/s.template.json', template({ Audit: { ...trail(objects('arn:aws:s3:::y/'), management), IsMultiRegionTrail: false } }));

  const [forPeople, asJson] = await Promise.all([cli(['explain', 'new', '--against', 'old']), cli(['explain', 'new', '--against', 'old', '--json'])]);

  expect(forPeople.stdout).toBe(`Trail "audit" (stack s):
  - Stops logging every read and write of s3://z/…
  - Stops: logging events of all Regions
  + Starts logging all management events (reads and writes).

Trail "gone" (stack s, removed):
  - Stops logging all management events (reads and writes).
`);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    schemaVersion: '1',
    trails: [
      { trail: 'audit', change: 'changed' },
      { trail: 'gone', change: 'removed' },
    ],
  });
});

test('says so where nothing changes', async () => {
  app();

  expect((await cli(['explain', '.', '--against', '.'])).stdout).toBe('Trail "audit" (stack s):\n  = logs the same as before\n');
});

test('what callers wrote cannot rewrite the terminal', async () => {
  const { stdout } = await cli(['explain', app(), '--event', write('e.json', { ...getObject, eventName: '\u001b[2J' })]);

  expect(stdout).not.toContain('\u001b');
});

test.each<[sentence: string, args: string[], message: RegExp]>([
  ['an unknown command', ['explode'], /unknown command 'explode'/],
  ['no assembly', ['explain'], /missing required argument 'assembly'/],
  ['an assembly that is not there', ['explain', 'none'], /could not run: none does not exist; /],
  ['an assembly without a trail', ['explain', 'empty.json'], /declares no AWS::CloudTrail::Trail; add an AuditTrail/],
  ['events that are not there', ['explain', 'app.json', '--event', 'none'], /events in none cannot be read .*; give a file with a record/],
  ['events that are not JSON', ['explain', 'app.json', '--event', 'text.json'], /text\.json is not JSON; give/],
  ['a file without events', ['explain', 'app.json', '--event', 'nothing.json'], /nothing\.json has no event; give/],
  ['a text in place of an event', ['explain', 'app.json', '--event', 'list.json'], /list\.json has "x" in place of an event/],
  ['an object that is no event', ['explain', 'app.json', '--event', 'empty.json'], /an object without eventName \(Resources\)/],
  ['two questions at once', ['explain', 'app.json', '--event', 'x', '--against', 'y'], /give one of them/],
  ['JSON without a question', ['explain', 'app.json', '--json'], /--json needs --event or --against/],
])('ends with 2 and a sentence for %s', async (_, args, message) => {
  write('app.json', template({ Audit: { TrailName: 'audit', S3BucketName: 'logs' } }));
  write('empty.json', { Resources: {} });
  write('text.json', 'no JSON');
  write('nothing.json', []);
  write('list.json', ['x']);

  const { exitCode, stderr, stdout } = await cli(args);

  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

test('tells its version and its commands', async () => {
  const [version, help] = await Promise.all([cli(['--version']), cli(['explain', '--help'])]);

  expect([version.exitCode, help.exitCode]).toEqual([0, 0]);
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(help.stdout).toMatch(/Examples:[\s\S]*Exit codes:/);
});
