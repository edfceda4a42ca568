import { App, Aspects, Aws, CfnParameter, Fn, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AccessReport, AllBucketsConsent, AuditTrail, EventSelector, LogArchive, ResourceType, S3Objects } from '../../lib';
import { newStack } from '../helpers/apps';
import { l1Trail } from '../helpers/l1-trail';

const env = { account: '111122223333', region: 'eu-west-1' };
const everything = () => EventSelector.s3Objects([S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)]);
const startingWith = (...resourceArnPrefixes: string[]) => EventSelector.dataEvents(ResourceType.S3_OBJECT, { resourceArnPrefixes });
const objectsWhoseArn = (operators: object) =>
  EventSelector.fromFieldSelectors([
    { field: 'eventCategory', equalTo: ['Data'] },
    { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
    { field: 'resources.ARN', ...operators },
  ]);
const wrapped = (stack: Stack, bucket: Bucket, id = 'Archive') => LogArchive.fromBucket(stack, id, { bucket });

/** What the selectors of the trail leave out, as text. */
function excluded(stack: Stack): string {
  const trails = Object.values(Template.fromStack(stack).findResources('AWS::CloudTrail::Trail'));
  const rows = trails.flatMap(({ Properties }) => (Properties.AdvancedEventSelectors ?? []).flatMap((one: any) => one.FieldSelectors));
  return JSON.stringify(rows.map((row: any) => row.NotStartsWith).filter(Boolean));
}

describe('a log bucket is left out', () => {
  test.each([
    [
      'by a prefix of the name that is made of the account',
      (_stack: Stack) => startingWith('arn:aws:s3:::audit-logs-'),
      `audit-logs-${Aws.ACCOUNT_ID}`,
    ],
    [
      'by the name that it will have',
      (stack: Stack) => EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketName(stack, 'I', 'audit-logs-111122223333'))]),
      `audit-logs-${Aws.ACCOUNT_ID}`,
    ],
    ['by a prefix of a name that CloudFormation makes up', () => startingWith('arn:aws:s3:::stack-'), undefined],
    ['by the beginning of any ARN', () => objectsWhoseArn({ startsWith: ['arn:aws:s3'] }), 'logs'],
    ['by an ARN that is imported', () => startingWith(`${Fn.importValue('Bucket')}/`), undefined],
  ])('where a selector could reach it %s', (_, selector, bucketName) => {
    const stack = newStack();
    const archive = wrapped(stack, new Bucket(stack, 'Logs', { bucketName }));
    new AuditTrail(stack, 'Audit', { trailName: 'audit', archive, eventSelectors: [selector(stack)] });
    expect(excluded(stack)).toMatch(/logs/i);
  });

  test('with the buckets of its access logs, and of theirs', () => {
    const stack = newStack();
    const last = new Bucket(stack, 'Last');
    const central = new Bucket(stack, 'Central', { serverAccessLogsBucket: last, serverAccessLogsPrefix: 'central/' });
    const archive = wrapped(stack, new Bucket(stack, 'Logs', { serverAccessLogsBucket: central }));
    new AuditTrail(stack, 'Audit', { trailName: 'audit', archive, eventSelectors: [everything()] });
    expect(excluded(stack)).toMatch(/Central/);
    expect(excluded(stack)).toMatch(/Last/);
    expect(excluded(stack)).toMatch(/\/central\//);
  });

  test('whatever an override says that it is called, logs to, or is replicated to', () => {
    const stack = newStack();
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    const bucket = trail.archive.bucket.node.defaultChild as CfnBucket;
    bucket.addPropertyOverride('BucketName', 'company-logs');
    bucket.addPropertyOverride('ReplicationConfiguration', {
      Role: 'r',
      Rules: [{ Destination: { Bucket: 'arn:aws:s3:::copy' }, Status: 'Enabled' }],
    });
    const other = l1Trail(stack, 'Other', new CfnBucket(stack, 'Real'));
    other.s3BucketName = 'x';
    other.addPropertyOverride('S3BucketName', { Ref: 'Real' });
    expect(excluded(stack)).toMatch(/:s3:::company-logs\//);
    expect(excluded(stack)).toMatch(/:s3:::copy\//);
    expect(excluded(stack)).toMatch(/"Real"/);
  });

  test.each([
    [
      'a replica in lazy rules',
      (replica: Bucket) => Lazy.any({ produce: () => ({ role: 'r', rules: [{ status: 'Enabled', destination: { bucket: replica.bucketArn } }] }) }),
    ],
    [
      'a replica in a lazy list',
      (replica: Bucket) => ({ role: 'r', rules: Lazy.any({ produce: () => [{ status: 'Enabled', destination: { bucket: replica.bucketArn } }] }) }),
    ],
    ['a replica in a plain rule', (replica: Bucket) => ({ role: 'r', rules: [{ status: 'Enabled', destination: { bucket: replica.bucketArn } }] })],
  ])('with %s', (_, replication) => {
    const stack = newStack();
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    (trail.archive.bucket.node.defaultChild as CfnBucket).replicationConfiguration = replication(new Bucket(stack, 'Replica')) as any;
    expect(excluded(stack)).toMatch(/Replica/);
  });

  test('whose name an aspect sets', () => {
    const stack = newStack();
    new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    Aspects.of(stack).add({
      visit: (node) => {
        if (CfnBucket.isCfnBucket(node)) node.bucketName = `named-${node.node.addr.slice(0, 8)}`;
      },
    });
    expect(excluded(stack)).toMatch(/:s3:::named-/);
  });
});

test('of a bucket that holds other data as well, only the log files are left out', () => {
  const stack = newStack();
  const lake = new Bucket(stack, 'Lake', { bucketName: 'lake' });
  const archive = LogArchive.fromBucket(stack, 'Archive', { bucket: lake, keyPrefix: 'trail' });
  new AuditTrail(stack, 'Audit', {
    trailName: 'audit',
    archive,
    eventSelectors: [EventSelector.s3Objects([S3Objects.of(lake, 'finance/')]), everything()],
  });
  expect(excluded(stack)).toContain(':s3:::lake/trail/AWSLogs/');
  expect(JSON.parse(excluded(stack))).toHaveLength(1);
});

test.each([
  ['with its slash', (arn: string) => `${arn}/`],
  ['without it', (arn: string) => arn],
  ['by a folder of the log files', (arn: string) => `${arn}/AWSLogs/111122223333/`],
])('a log bucket that is asked for by its ARN %s is refused', (_, value) => {
  const stack = newStack();
  const archive = new LogArchive(stack, 'Archive');
  new AuditTrail(stack, 'Audit', { trailName: 'audit', archive, eventSelectors: [startingWith(value(archive.bucket.bucketArn))] });
  expect(() => Template.fromStack(stack)).toThrow(/logsOwnDeliveries/);
});

describe('in an app of several stages, accounts and Regions', () => {
  const trailIn = (scope: Stage | App, id: string, props: object = {}) =>
    new AuditTrail(new Stack(scope, id, props), 'Audit', { trailName: `audit-${id}`, eventSelectors: [everything()] });

  test('trails of other accounts are none of its business', () => {
    const app = new App();
    for (const [name, account] of [
      ['Dev', '111122223333'],
      ['Prod', '444455556666'],
    ] as const)
      trailIn(new Stage(app, name, { env: { account, region: 'eu-west-1' } }), 'Audit');
    expect(() => app.synth()).not.toThrow();

    const single = new App();
    for (const account of ['111122223333', '444455556666']) trailIn(single, `Audit${account}`, { env: { account, region: 'eu-west-1' } });
    expect(() => single.synth()).not.toThrow();
  });

  test('a stage of which the account is not known gives a warning', () => {
    const app = new App();
    const [one] = ['Dev', 'Prod'].map((name) => trailIn(new Stage(app, name), 'Audit'));
    app.synth();
    Annotations.fromStack(Stack.of(one as AuditTrail)).hasWarning(
      '/Dev/Audit/Audit',
      Match.stringLikeRegexp("logBucketOfOtherStage.*'env'.*'bucketName'"),
    );
  });

  test('a bucket of another Region needs a name', () => {
    const app = new App();
    for (const region of ['eu-west-1', 'us-east-1']) trailIn(app, `Audit-${region}`, { env: { account: env.account, region } });
    expect(() => app.synth()).toThrow(/cyclicExclusion.*another Region.*'bucketName'/);
  });

  test('a report in another stack needs a bucket with a name, or the stacks would wait for each other', () => {
    const app = new App();
    const stack = new Stack(app, 'One', { env });
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    const other = new Stack(app, 'Other', { env });
    new AccessReport(other, 'Report', { archive: trail.archive, alarmTopic: new Topic(other, 'Alarms') });
    expect(() => app.synth()).toThrow(/cyclicExclusion.*Other\/Report\/Derived.*waits for the stack of the trail.*'bucketName'/);
  });

  test('and with a name it works', () => {
    const app = new App();
    const stack = new Stack(app, 'One', { env });
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    const other = new Stack(app, 'Other', { env });
    new AccessReport(other, 'Report', {
      archive: trail.archive,
      alarmTopic: new Topic(other, 'Alarms'),
      derivedBucket: new Bucket(other, 'Derived', { bucketName: 'reports-of-access' }),
    });
    expect(() => app.synth()).not.toThrow();
  });
});

describe('selectors that cannot be checked, or are wrong behind a reference', () => {
  test.each([
    ['bucketSlash', (stack: Stack) => startingWith(new Bucket(stack, 'Reports').bucketArn)],
    ['bucketArn', (stack: Stack) => EventSelector.dataEvents(ResourceType.S3_OBJECT, { resourceArns: [new Bucket(stack, 'Reports').bucketArn] })],
  ])('give the warning %s as they do behind a name', (what, selector) => {
    const stack = newStack();
    new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [selector(stack)] });
    Annotations.fromStack(stack).hasWarning('/Stack/Audit', Match.stringLikeRegexp(`Selector.${what}.*<Stack/Reports>`));
  });

  test('are refused as a list that is only known at deployment', () => {
    const stack = newStack();
    const list = new CfnParameter(stack, 'Arns', { type: 'CommaDelimitedList' }).valueAsList;
    expect(() => new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [startingWith(...list)] })).toThrow(
      /Selector\.listToken.*resources\.ARN.*Fn\.select/,
    );
  });

  test.each(['arn:aws:s3:::', 'arn:aws:s3', 'arn:', `arn:${Aws.PARTITION}:s3:::`])('need consent if they mean all buckets: %s', (prefix) => {
    expect(() => startingWith(prefix)).toThrow(/allBucketsWithoutConsent/);
  });
});
