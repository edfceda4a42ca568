import { App, Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import fc from 'fast-check';
import { AccessLogs, AllBucketsConsent, AuditTrail, EventSelector, LogArchive, ReadWrite, S3Objects } from '../../lib';
import { evaluate } from '../../lib/selection/evaluate';
import { newStack } from '../helpers/apps';
import { l1Trail } from '../helpers/l1-trail';
import { arnOf } from '../helpers/policies';
import { selectorsOf } from '../helpers/selectors';

const everything = () => EventSelector.s3Objects([S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)]);

/** The event of a delivery into a bucket. */
const deliveryTo = (bucketArn: string) => ({
  eventVersion: '1.11',
  eventCategory: 'Data',
  eventType: 'AwsApiCall',
  eventSource: 's3.amazonaws.com',
  eventName: 'PutObject',
  readOnly: false,
  managementEvent: false,
  userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
  resources: [
    { type: 'AWS::S3::Object', ARN: `${bucketArn}/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/01/x.json.gz` },
    { type: 'AWS::S3::Bucket', ARN: bucketArn },
  ],
});

const isLogged = (stack: Stack, bucketArn: string) => evaluate(deliveryTo(bucketArn), { AdvancedEventSelectors: selectorsOf(stack) }).logged;

/** CloudFormation refuses selectors that are there twice. */
const distinct = (selectors: EventSelector[]) => [...new Map(selectors.map((one) => [JSON.stringify(one._render()), one])).values()];

/** The row on ARNs of the selector of objects. */
const arnRow = (stack: Stack) =>
  selectorsOf(stack).flatMap(({ FieldSelectors }) => FieldSelectors.filter(({ Field }) => Field === 'resources.ARN'))[0];

describe('a trail of all objects', () => {
  test('logs neither its deliveries nor the access logs of its archive, and still logs all other buckets', () => {
    const stack = newStack();
    new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    const template = Template.fromStack(stack);
    expect(isLogged(stack, arnOf(template, 'AuditArchiveBucket'))).toBe('no');
    expect(isLogged(stack, arnOf(template, 'AuditArchiveAccessLogs'))).toBe('no');
    expect(isLogged(stack, 'arn:aws:s3:::reports')).toBe('yes');
    expect(isLogged(stack, `${arnOf(template, 'AuditArchiveBucket')}-sibling`)).toBe('yes');
  });

  test('leaves out the log buckets of every other trail of the app, whatever defines it', () => {
    const stack = newStack();
    new Trail(stack, 'L2');
    new CfnTrail(stack, 'L1', { isLogging: true, s3BucketName: 'logs-of-l1' });
    l1Trail(stack, 'L1OfBucket', new CfnBucket(stack, 'LogsOfL1'));
    new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    const template = Template.fromStack(stack);
    const buckets = ['L2S3', 'LogsOfL1', 'AuditArchiveBucket'].map((id) => arnOf(template, id));
    expect([...buckets, 'arn:aws:s3:::logs-of-l1'].map((arn) => isLogged(stack, arn))).toEqual(['no', 'no', 'no', 'no']);
  });

  test('leaves out the buckets that log files are replicated to', () => {
    const stack = newStack();
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    (trail.archive.bucket.node.defaultChild as CfnBucket).replicationConfiguration = {
      role: 'arn:aws:iam::111122223333:role/replication',
      rules: [{ status: 'Enabled', destination: { bucket: 'arn:aws:s3:::replica' } }],
    };
    expect(isLogged(stack, 'arn:aws:s3:::replica')).toBe('no');
  });

  test('leaves out a wrapped bucket, and names each bucket once', () => {
    const stack = newStack();
    const archive = LogArchive.fromBucket(stack, 'Archive', { bucket: Bucket.fromBucketName(stack, 'Bucket', 'logs'), policiesManagedBy: 'them' });
    new AuditTrail(stack, 'One', { trailName: 'one', archive, eventSelectors: [everything()] });
    expect(arnRow(stack)?.NotStartsWith).toEqual(['arn:aws:s3:::logs/AWSLogs/']);
  });
});

describe('a trail of some objects', () => {
  test('spends no value on log buckets that it cannot reach', () => {
    const stack = newStack();
    new AuditTrail(stack, 'Audit', {
      trailName: 'audit',
      eventSelectors: [
        EventSelector.s3Objects([S3Objects.of(new Bucket(stack, 'Reports')), S3Objects.of(Bucket.fromBucketName(stack, 'Uploads', 'uploads'))]),
      ],
    });
    expect(arnRow(stack)).not.toHaveProperty('NotStartsWith');
  });

  test('leaves log buckets out where the bucket is only known at deployment, since it may be one of them', () => {
    const stack = newStack();
    const bucket = Bucket.fromBucketArn(stack, 'Any', new CfnParameter(stack, 'BucketArn').valueAsString);
    new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [EventSelector.s3Objects([S3Objects.of(bucket)])] });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudTrail::Trail', {});
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::CloudTrail::Trail'))).toContain('NotStartsWith');
  });

  test.each([
    ['by its construct', (_: Stack, bucket: Bucket) => bucket],
    ['by its name', (stack: Stack) => Bucket.fromBucketName(stack, 'Again', 'my-logs')],
    ['by its ARN', (stack: Stack) => Bucket.fromBucketArn(stack, 'Again', 'arn:aws:s3:::my-logs')],
    ['by its ARN in any partition', (stack: Stack) => Bucket.fromBucketArn(stack, 'Again', `arn:${Aws.PARTITION}:s3:::my-logs`)],
  ])('is refused if one of them is a log bucket, also where that is named %s', (_, name) => {
    const stack = newStack();
    const archive = new LogArchive(stack, 'Archive', { bucketName: 'my-logs' });
    const selector = EventSelector.s3Objects([S3Objects.of(name(stack, archive.bucket as Bucket), 'AWSLogs')]);
    new AuditTrail(stack, 'Audit', { trailName: 'audit', archive, eventSelectors: [selector] });
    expect(() => Template.fromStack(stack)).toThrow(/Trail\.logsOwnDeliveries.*Stack\/Archive\/Bucket.*leave the bucket out.*\(at Stack\/Audit\)/);
  });
});

describe('across stacks', () => {
  const app = () => new App();

  test('a trail leaves out the archive of another stack', () => {
    const root = app();
    const logs = new Stack(root, 'Logs');
    new AuditTrail(logs, 'Other', { trailName: 'other' });
    const stack = new Stack(root, 'Stack');
    new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [everything()] });
    expect(() => root.synth()).not.toThrow();
    expect(stack.dependencies).toContain(logs);
  });

  test('two trails that must leave out each other are refused with the way out', () => {
    const root = app();
    for (const id of ['One', 'Two'])
      new AuditTrail(new Stack(root, id), 'Audit', { trailName: id.toLowerCase().repeat(2), eventSelectors: [everything()] });
    expect(() => root.synth()).toThrow(/Trail\.cyclicExclusion.*waits for the stack of the trail.*give the bucket a 'bucketName'/);
  });

  test('the way out works: buckets with names make no cycle', () => {
    const root = app();
    for (const id of ['one', 'two']) {
      const stack = new Stack(root, id);
      const accessLogs = AccessLogs.toOwnBucket({ bucketName: `access-logs-of-${id}` });
      const archive = new LogArchive(stack, 'Archive', { bucketName: `logs-of-${id}`, accessLogs });
      new AuditTrail(stack, 'Audit', { trailName: `audit-${id}`, archive, eventSelectors: [everything()] });
    }
    expect(() => root.synth()).not.toThrow();
  });
});

test('whatever a trail selects, no log bucket of the app is ever logged, and what is selected elsewhere still is', () => {
  const names = ['reports', 'reports-archive', 'logs', 'log', 'logs-2', 'uploads'];
  const selection = fc.record({
    buckets: fc.array(fc.constantFrom(...names.filter((name) => name !== 'logs' && name !== 'logs-2')), { minLength: 1, maxLength: 3 }),
    all: fc.boolean(),
    prefixes: fc.option(fc.constantFrom('', 'arn:aws:s3:::', 'arn:aws:s3:::l', 'arn:aws:s3:::log', 'arn:aws:s3:::logs-'), { nil: undefined }),
    readWrite: fc.constantFrom(...Object.values(ReadWrite)),
    suffix: fc.option(fc.constantFrom('.gz', '.csv'), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(selection, { minLength: 1, maxLength: 3 }), (selections) => {
      const stack = newStack();
      const archive = (id: string, name: string) =>
        LogArchive.fromBucket(stack, id, { bucket: new Bucket(stack, `${id}Bucket`, { bucketName: name }) });
      archive('Second', 'logs-2');
      const buckets = new Map(names.map((name) => [name, Bucket.fromBucketName(stack, `By${name}`, name)]));
      const eventSelectors = distinct(
        selections.map(({ all, buckets: chosen, prefixes, readWrite, suffix }) => {
          const where = suffix === undefined ? [] : [{ field: 'userIdentity.arn', notEndsWith: [suffix] }];
          if (prefixes !== undefined && prefixes !== '')
            return EventSelector.fromFieldSelectors([
              { field: 'eventCategory', equalTo: ['Data'] },
              { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
              { field: 'resources.ARN', startsWith: [prefixes] },
              ...where,
              ...(readWrite === ReadWrite.ALL ? [] : [{ field: 'readOnly', equalTo: [String(readWrite === ReadWrite.READ_ONLY)] }]),
            ]);
          if (all) return EventSelector.s3Objects([S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)], { readWrite, where });
          return EventSelector.s3Objects(
            [...new Set(chosen)].map((name) => S3Objects.of(buckets.get(name) as Bucket)),
            { readWrite, where },
          );
        }),
      );
      new AuditTrail(stack, 'Audit', { trailName: 'audit', archive: archive('First', 'logs'), eventSelectors });

      const AdvancedEventSelectors = selectorsOf(stack);
      const logged = (bucket: string) => evaluate(deliveryTo(`arn:aws:s3:::${bucket}`), { AdvancedEventSelectors }).logged;
      const asked = (bucket: string) =>
        evaluate(deliveryTo(`arn:aws:s3:::${bucket}`), {
          AdvancedEventSelectors: eventSelectors.map((one) =>
            JSON.parse(
              JSON.stringify(stack.resolve(one._render())).replaceAll(
                /\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g,
                '"arn:aws$1"',
              ),
            ),
          ),
        }).logged;
      expect([logged('logs'), logged('logs-2')]).toEqual(['no', 'no']);
      for (const name of ['reports', 'reports-archive', 'log', 'uploads']) expect(logged(name)).toBe(asked(name));
    }),
    { numRuns: 60 },
  );
});
