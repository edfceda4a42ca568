import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Lazy, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import type { LogArchiveProps } from '../../lib/archive/log-archive-props';
import type { ILogArchive } from '../../lib/archive/log-archive-ref';
import { evaluate } from '../../lib/policy/evaluate';
import { logBucketsOf } from '../../lib/private/log-buckets';
import { AccessReport } from '../../lib/processing/access-report';
import type { AccessReportProps } from '../../lib/processing/access-report-props';
import { ALL_FLAGS } from '../helpers/apps';
import { arnOf, identityPoliciesOf } from '../helpers/policies';

// `npm test` bundles the handlers first; what is in the bundle is of no interest here.
const asset = join(__dirname, '../../assets/access-report');
if (!existsSync(asset)) {
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.js'), '');
}

const env = { account: '111122223333', region: 'eu-west-1' };
const publish = { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: '*' };

interface Setting {
  readonly archive?: LogArchiveProps;
  readonly report?: Partial<AccessReportProps>;
}

function reportIn({ archive: archiveProps, report: props }: Setting = {}) {
  const stack = new Stack(new App(), 'Stack', { env });
  const archive = new LogArchive(stack, 'Archive', archiveProps);
  const alarmTopic = new Topic(stack, 'Alarms');
  const report = new AccessReport(stack, 'Access', { archive, alarmTopic, ...props });
  return { stack, archive, alarmTopic, report, template: () => Template.fromStack(stack) };
}

test('sends each new log file, and nothing else in the bucket, to a queue', () => {
  const { stack, archive, template } = reportIn({ archive: { keyPrefix: 'audit' } });

  template().hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [stack.resolve(archive.bucket.bucketName)] },
        object: { key: [{ wildcard: 'audit/AWSLogs/*/CloudTrail/*.json.gz' }] },
      },
    },
    Targets: [Match.objectLike({ Arn: Match.anyValue(), DeadLetterConfig: { Arn: Match.anyValue() } })],
  });
});

test('lets only this rule send to the queue, over TLS', () => {
  const { stack, report, template } = reportIn();
  const [ruleId] = Object.keys(template().findResources('AWS::Events::Rule'));
  const rule = { 'Fn::GetAtt': [ruleId, 'Arn'] };

  const policies = Object.values(template().findResources('AWS::SQS::QueuePolicy'));
  const allowed = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement).filter(({ Effect }) => Effect === 'Allow');

  expect(allowed).toHaveLength(2);
  for (const statement of allowed) {
    expect(statement).toMatchObject({ Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': rule } } });
  }
  expect(allowed.map(({ Resource }) => Resource)).toEqual(
    expect.arrayContaining([report.queue, report.deadLetterQueue].map(({ queueArn }) => stack.resolve(queueArn))),
  );
  template().allResourcesProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]) },
  });
});

test('gives a message back after six times what a batch may take, and to the dead-letter queue after five', () => {
  const { template } = reportIn({ report: { timeout: Duration.minutes(2) } });

  template().hasResourceProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true,
    VisibilityTimeout: 720,
    MessageRetentionPeriod: 1209600,
    RedrivePolicy: { maxReceiveCount: 5 },
  });
  template().hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: Match.absent(), SqsManagedSseEnabled: true, MessageRetentionPeriod: 1209600 });
});

test('gives a message back later by as long as a batch may take to fill', () => {
  const { template } = reportIn({ report: { timeout: Duration.minutes(2), maxBatchingWindow: Duration.minutes(5) } });
  template().hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 1020, RedrivePolicy: Match.anyValue() });
});

test('runs the bundled handler with what it needs to know', () => {
  const { stack, report, template } = reportIn();

  template().hasResourceProperties('AWS::Lambda::Function', {
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    MemorySize: 1024,
    Timeout: 180,
    ReservedConcurrentExecutions: Match.absent(),
    Environment: {
      Variables: {
        DERIVED_BUCKET: stack.resolve(report.derivedBucket.bucketName),
        DEAD_LETTER_QUEUE_URL: stack.resolve(report.deadLetterQueue.queueUrl),
        PROCESSOR_NAME: 'Stack/Access',
        PROCESSOR_PREFIX: 'access-report/',
        METRIC_NAMESPACE: 'CdkCloudTrail/AccessReport',
      },
    },
    LoggingConfig: { LogGroup: Match.anyValue() },
  });
  template().hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365, KmsKeyId: Match.anyValue() });
  template().hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 10 },
  });
});

test('honours every prop of the function and its batches', () => {
  const { template } = reportIn({
    report: {
      memorySize: 2048,
      batchSize: 3,
      maxBatchingWindow: Duration.seconds(20),
      reservedConcurrency: 7,
      logRetention: RetentionDays.SIX_MONTHS,
    },
  });

  template().hasResourceProperties('AWS::Lambda::Function', { MemorySize: 2048, ReservedConcurrentExecutions: 7 });
  template().hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 180 });
  template().hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 3,
    MaximumBatchingWindowInSeconds: 20,
    ScalingConfig: { MaximumConcurrency: 7 },
  });
});

test('writes below access-report/ and reads there what is done, and does nothing else to the derived bucket', () => {
  const { stack, report, template } = reportIn();
  const below = (path: string) => stack.resolve(report.derivedBucket.arnForObjects(path));
  const role = Object.values(template().findResources('AWS::IAM::ManagedPolicy')).find(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes('HandlerRole'),
  );

  const statements: { Action: string | string[]; Resource: unknown }[] = role?.Properties.PolicyDocument.Statement;
  const derivedId = stack.resolve(report.derivedBucket.bucketName).Ref;
  expect(statements.filter(({ Resource }) => JSON.stringify(Resource).includes(derivedId))).toEqual([
    { Action: 's3:PutObject', Effect: 'Allow', Resource: below('access-report/*') },
    {
      Action: 's3:GetObject',
      Effect: 'Allow',
      Resource: [below('access-report/claims/*'), below('access-report/ledger/*'), below('access-report/attempts/*')],
    },
  ]);
  expect(statements.map(({ Resource }) => Resource)).not.toContain('*');
});

test('has one policy of its own, with nothing of AWS and nothing inline', () => {
  const { template } = reportIn();
  const roles = Object.entries(template().findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith('AccessHandlerRole'));
  expect(roles.map(([, { Properties }]) => [Properties.ManagedPolicyArns, Properties.Policies])).toEqual([[undefined, undefined]]);
  expect(Object.keys(template().findResources('AWS::IAM::Policy')).filter((id) => id.includes('Handler'))).toEqual([]);
});

test('may take messages from its queue and get log files, and may not list, change or delete any', () => {
  const { template } = reportIn();
  const policies = identityPoliciesOf(template(), 'AccessHandlerRole', env);
  const role = { arn: arnOf(template(), 'AccessHandlerRole', env) };
  const effect = (action: string, resource: string) => evaluate(policies, { principal: role, action, resource }).effect;
  const logs = arnOf(template(), 'ArchiveBucket', env);
  const file = `${logs}/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/01/x.json.gz`;

  expect(effect('sqs:ReceiveMessage', arnOf(template(), 'AccessLogFilesQueue', env))).toBe('allowed');
  expect(effect('s3:GetObject', file)).toBe('allowed');
  expect(effect('kms:Decrypt', arnOf(template(), 'ArchiveKey', env))).toBe('allowed');
  for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:PutObjectRetention']) expect(effect(action, file)).toBe('notAllowed');
  expect(effect('s3:ListBucket', logs)).toBe('notAllowed');
  expect(effect('s3:GetObject', `${logs}/else`)).toBe('notAllowed');
});

test('keeps the report as well as the log files', () => {
  const { stack, archive, template } = reportIn();
  const buckets = template().findResources('AWS::S3::Bucket', {
    Properties: Match.objectLike({ LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ Id: 'claims' })]) } }),
  });

  expect(Object.values(buckets)).toEqual([
    expect.objectContaining({
      DeletionPolicy: 'Retain',
      Properties: expect.objectContaining({
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: stack.resolve(archive.encryptionKey?.keyArn) },
            },
          ],
        },
        LifecycleConfiguration: {
          Rules: [
            ...['claims', 'attempts'].flatMap((folder) => {
              const rule = { Prefix: `access-report/${folder}/`, Status: 'Enabled' };
              return [
                { ...rule, Id: folder, ExpirationInDays: 45, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
                { ...rule, Id: `${folder}-markers`, ExpiredObjectDeleteMarker: true },
              ];
            }),
            {
              Id: 'versions',
              Status: 'Enabled',
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
              NoncurrentVersionExpiration: { NoncurrentDays: 90 },
            },
          ],
        },
      }),
    }),
  ]);
});

test('encrypts with keys of S3 where the policy of the archive key is not known', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'logs');
  const archive = LogArchive.fromBucket(stack, 'Archive', { bucket, encryptionKey, notifiesEventBridge: true, policiesManagedBy: 'us' });

  new AccessReport(stack, 'Access', { archive, alarmTopic: new Topic(stack, 'Alarms') });

  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
  });
});

test('writes to a bucket that it is given, with its key', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const key = new Key(stack, 'Key');
  const derivedBucket = new Bucket(stack, 'Mine', { encryptionKey: key });
  const report = new AccessReport(stack, 'Access', {
    archive: new LogArchive(stack, 'Archive'),
    alarmTopic: new Topic(stack, 'Alarms'),
    derivedBucket,
  });

  expect(report.derivedBucket).toBe(derivedBucket);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([{ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Effect: 'Allow', Resource: stack.resolve(key.keyArn) }]),
    },
  });
});

test('keeps its own deliveries out of the trails of the app', () => {
  const { stack, report } = reportIn();
  expect(logBucketsOf(stack).map(({ path }) => path)).toContain(report.derivedBucket.node.path);
});

test.each([
  [
    'a log file that nobody could process',
    'ApproximateNumberOfMessagesVisible',
    { Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
    'processor-dead-letters',
  ],
  ['a delay', 'ApproximateAgeOfOldestMessage', { Threshold: 1800, ComparisonOperator: 'GreaterThanThreshold' }, 'processor-delay'],
])('tells the topic of %s, with a link to the runbook', (_, MetricName, condition, anchor) => {
  const { stack, alarmTopic, template } = reportIn({ report: { maxDelay: Duration.minutes(30) } });
  const topic = stack.resolve(alarmTopic.topicArn);

  template().hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName,
    Namespace: 'AWS/SQS',
    ...condition,
    TreatMissingData: 'notBreaching',
    AlarmActions: [topic],
    OKActions: [topic],
    AlarmDescription: Match.stringLikeRegexp(`docs/runbook.md#${anchor}$`),
  });
});

test('lets the alarms of the account, and of no other, tell the topic and use its key', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const alarmTopic = new Topic(stack, 'Alarms', { masterKey: new Key(stack, 'Key') });
  new AccessReport(stack, 'Access', { archive: new LogArchive(stack, 'Archive'), alarmTopic });

  const allowed = (actions: unknown) => ({
    Action: actions,
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudwatch:eu-west-1:111122223333:alarm:*']] } },
    },
  });
  const document = (statement: unknown) => ({ Statement: Match.arrayWith([Match.objectLike(statement as Record<string, unknown>)]) });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SNS::TopicPolicy', { PolicyDocument: document(allowed('sns:Publish')) });
  template.hasResourceProperties('AWS::KMS::Key', { KeyPolicy: document(allowed(['kms:Decrypt', 'kms:GenerateDataKey*'])) });
});

test('warns where the policy of the topic cannot be written', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const alarmTopic = Topic.fromTopicArn(stack, 'Alarms', 'arn:aws:sns:eu-west-1:111122223333:alarms');
  new AccessReport(stack, 'Access', { archive: new LogArchive(stack, 'Archive'), alarmTopic });

  Annotations.fromStack(stack).hasWarning('/Stack/Access', Match.stringLikeRegexp('AccessReport.alarmPolicyNotWritten[\\s\\S]*sns:Publish'));
});

test.each([
  ['Files', (report: AccessReport) => report.metricFiles()],
  ['Rows', (report: AccessReport) => report.metricRows()],
  ['UnreadableRecords', (report: AccessReport) => report.metricUnreadableRecords()],
  ['DuplicateFiles', (report: AccessReport) => report.metric('DuplicateFiles')],
])('gives the metric %s of this report', (metricName, metricOf) => {
  expect(metricOf(reportIn().report)).toMatchObject({
    namespace: 'CdkCloudTrail/AccessReport',
    metricName,
    statistic: 'Sum',
    dimensions: { service: 'Stack/Access' },
  });
});

test.each([
  ['in one stack', false],
  ['in three stacks', true],
])('is deployable with archive, topic and report %s, with all feature flags and with none', (_, apart) => {
  for (const context of [{}, ALL_FLAGS]) {
    const app = new App({ context });
    const [one, two, three] = ['One', 'Two', 'Three'].map((id) => new Stack(app, id, { env })) as [Stack, Stack, Stack];
    const archive = new LogArchive(one, 'Archive');
    const alarmTopic = new Topic(apart ? two : one, 'Alarms', { masterKey: new Key(apart ? two : one, 'Key') });
    new AccessReport(apart ? three : one, 'Access', { archive, alarmTopic });
    expect(() => app.synth()).not.toThrow();
  }
});

test('is deployable in a stack that is nested in that of the archive, and the other way round', () => {
  for (const archiveIsOutside of [true, false]) {
    const outer = new Stack(new App(), 'Outer', { env });
    const nested = new NestedStack(outer, 'Nested');
    const [forArchive, forReport] = archiveIsOutside ? [outer, nested] : [nested, outer];
    new AccessReport(forReport, 'Access', { archive: new LogArchive(forArchive, 'Archive'), alarmTopic: new Topic(forReport, 'Alarms') });
    for (const stack of [outer, nested]) expect(() => Template.fromStack(stack)).not.toThrow();
  }
});

describe.each<[string, (stack: Stack) => ILogArchive]>([
  ['an archive for development', (stack) => LogArchive.forDevelopment(stack, 'Archive')],
  [
    'an archive around a bucket that is emptied and deleted with its stack',
    (stack) =>
      LogArchive.fromBucket(stack, 'Archive', {
        bucket: new Bucket(stack, 'Logs', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }),
      }),
  ],
])('of %s', (_, define) => {
  const resourcesOf = () => {
    const stack = new Stack(new App(), 'Stack', { env });
    const report = new AccessReport(stack, 'Access', { archive: define(stack), alarmTopic: new Topic(stack, 'Alarms') });
    const derived = stack.resolve(report.derivedBucket.bucketName).Ref;
    return { derived, resources: Object.entries<Record<string, any>>(Template.fromStack(stack).toJSON().Resources) };
  };

  test('goes with it: what is left could not be decrypted', () => {
    const { derived, resources } = resourcesOf();
    const kept = resources.filter(([, { Type, DeletionPolicy }]) => Type !== 'AWS::Lambda::Function' && DeletionPolicy === 'Retain');
    expect(kept).toEqual([]);
    expect(resources.find(([id]) => id === derived)?.[1].DeletionPolicy).toBe('Delete');
  });

  test('stops writing before its bucket is emptied', () => {
    const { derived, resources } = resourcesOf();
    const [emptying] =
      resources.find(([, { Type, Properties }]) => Type === 'Custom::S3AutoDeleteObjects' && Properties.BucketName.Ref === derived) ?? [];
    const writers = resources.filter(([id]) => /^AccessHandler(SqsEventSource|[0-9A-F]{8}$)/.test(id));
    expect(writers).toHaveLength(2);
    for (const [, { DependsOn }] of writers) expect(DependsOn).toContain(emptying);
  });
});

const archiveElsewhere = (place: { account?: string; region?: string }) => {
  const stack = new Stack(new App(), 'Stack', { env });
  const bucket = Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'logs', ...place });
  return LogArchive.fromBucket(stack, 'Archive', { bucket, notifiesEventBridge: true, policiesManagedBy: 'us' });
};

const later = Lazy.number({ produce: () => 60 });

test.each([
  [
    'an archive in another account',
    { archive: archiveElsewhere({ account: '444455556666' }) },
    /otherPlace.*444455556666, and this stack is in 111122223333/,
  ],
  ['an archive in another Region', { archive: archiveElsewhere({ region: 'us-east-1' }) }, /otherPlace.*us-east-1, and this stack is in eu-west-1/],
  ['a batch of more messages than SQS gives at once', { batchSize: 11 }, /'batchSize' must be an integer of at least 1 and at most 10, got 11/],
  ['half a message', { batchSize: 1.5 }, /'batchSize' must be an integer/],
  ['a concurrency of one, which SQS has not', { maxConcurrency: 1 }, /'maxConcurrency' must be an integer of at least 2/],
  ['a reserved concurrency of one', { reservedConcurrency: 1 }, /'reservedConcurrency' must be an integer of at least 2, got 1/],
  ['too little memory for the largest log file', { memorySize: 128 }, /'memorySize' must be an integer of at least 512/],
  ['more at once than is reserved', { maxConcurrency: 20, reservedConcurrency: 5 }, /throttled.*'reservedConcurrency' \(5\).*got 20/],
  ['a timeout that Lambda has not', { timeout: Duration.minutes(16) }, /AccessReport\.timeout.*at most 900.*got "16 minutes"/],
  ['a timeout that is only known at deployment', { timeout: Duration.seconds(later) }, /AccessReport\.timeout.*known before deployment/],
  ['part of a second', { timeout: Duration.millis(1500) }, /AccessReport\.timeout.*whole seconds/],
  ['a batch that fills longer than Lambda waits', { maxBatchingWindow: Duration.minutes(6) }, /AccessReport\.maxBatchingWindow.*at most 300/],
  ['a batch that fills for a time only known at deployment', { maxBatchingWindow: Duration.seconds(later) }, /AccessReport\.maxBatchingWindow/],
  ['an alarm on what SQS has forgotten by then', { maxDelay: Duration.days(14) }, /AccessReport\.maxDelay.*at most 1209599.*got "14 days"/],
])('fails for %s', (_, report, message) => {
  expect(() => reportIn({ report: report as Partial<AccessReportProps> })).toThrow(message);
});

test('fails for a topic of another Region, which alarms cannot tell', () => {
  const alarmTopic = Topic.fromTopicArn(new Stack(), 'Alarms', 'arn:aws:sns:us-east-1:111122223333:alarms');
  expect(() => reportIn({ report: { alarmTopic } })).toThrow(/AccessReport\.alarmTopicRegion.*eu-west-1, and this one is in us-east-1/);
});

test('fails for a topic with the key that AWS manages, which alarms cannot use', () => {
  const stack = new Stack();
  const alarmTopic = new Topic(stack, 'Alarms', { masterKey: Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') });
  expect(() => reportIn({ report: { alarmTopic } })).toThrow(/AccessReport\.awsManagedKey.*CloudWatch cannot use a key that AWS manages/);
});

test('fails for an archive of a known place where its own is not known', () => {
  const app = new App();
  const archive = new LogArchive(new Stack(app, 'Logs', { env }), 'Archive', { bucketName: 'central-logs' });
  const stack = new Stack(app, 'Reports');
  expect(() => new AccessReport(stack, 'Access', { archive, alarmTopic: new Topic(stack, 'Alarms') })).toThrow(
    /AccessReport\.unknownEnvironment.*stack Reports does not know its account.*Logs.*'env'/,
  );
});

test('fails for a topic with a second policy, since the last one deployed would remain', () => {
  const { stack, alarmTopic, template } = reportIn();
  new TopicPolicy(stack, 'Mine', { topics: [alarmTopic], policyDocument: PolicyDocument.fromJson({ Statement: [publish] }) });
  expect(template).toThrow(/Policy\.second.*Stack\/Alarms\/Policy and Stack\/Mine/);
});

test('fails for an archive whose bucket tells nobody of new objects', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const archive = LogArchive.fromBucket(stack, 'Archive', { bucket: Bucket.fromBucketName(stack, 'Bucket', 'logs'), policiesManagedBy: 'us' });
  expect(() => new AccessReport(stack, 'Access', { archive, alarmTopic: new Topic(stack, 'Alarms') })).toThrow(
    /AccessReport\.noNotifications.*notifiesEventBridge: true/,
  );
});

test('fails for a report in the bucket of the archive, however it is called', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'logs');
  const archive = LogArchive.fromBucket(stack, 'Archive', { bucket, notifiesEventBridge: true, policiesManagedBy: 'us' });
  const alarmTopic = new Topic(stack, 'Alarms');
  for (const [id, derivedBucket] of Object.entries({ Same: bucket, Other: Bucket.fromBucketName(stack, 'Again', 'logs') })) {
    expect(() => new AccessReport(stack, id, { archive, alarmTopic, derivedBucket })).toThrow(/AccessReport\.derivedInArchive/);
  }
});
