import { RecordedAws } from './recorded-aws';
import { open, told } from './run';

const aws = new RecordedAws();
beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

const ARCHIVE = '/statusaudit-archivebucket';
const TRAIL = 'StatusAudit/Trail022F0CF2';
const minutesAgo = (minutes: number) => Date.now() / 1000 - minutes * 60;
const logging = { IsLogging: true, StartLoggingTime: minutesAgo(600), LatestDeliveryTime: minutesAgo(5), LatestDigestDeliveryTime: minutesAgo(30) };
const status = (change: object) => () =>
  aws.json('cloudtrail:GetTrailStatus', (body) => ({ ...logging, ...('LatestDigestDeliveryTime' in body ? body : {}), ...change }));
const trail = (change: object) => () => aws.json('cloudtrail:GetTrail', ({ Trail }) => ({ Trail: { ...Trail, ...change } }));
const statements = (body: { Policy: string }, change: (all: any[]) => any[]) => {
  const policy = JSON.parse(body.Policy);
  return { Policy: JSON.stringify({ ...policy, Statement: change(policy.Statement) }) };
};

test('what runs as declared is told to be as declared', async () => {
  const result = await told(aws);
  expect(open(result)).toEqual([]);
  expect(result).toMatchObject({ exitCode: 0, verdict: 'asDeclared' });
  expect(result.summary.same).toBeGreaterThan(80);
});

type Changes = readonly [what: string, make: () => void, found: string][];

const states: Changes = [
  ['logging is stopped', status({ IsLogging: false, StopLoggingTime: minutesAgo(10) }), 'drift: IsLogging'],
  ['digests stop to come', status({ LatestDigestDeliveryTime: minutesAgo(200) }), 'error: LatestDigestDeliveryTime'],
  ['digests never came', status({ LatestDigestDeliveryTime: undefined }), 'error: LatestDigestDeliveryTime'],
  ['nothing was delivered yet', status({ LatestDeliveryTime: undefined }), 'unknown: LatestDeliveryTime'],
];

const settings: Changes = [
  ['it delivers to another bucket', trail({ S3BucketName: 'elsewhere' }), 'drift: S3BucketName'],
  ['it delivers below another prefix', trail({ S3KeyPrefix: 'elsewhere' }), 'drift: S3KeyPrefix'],
  ['it encrypts with another key', trail({ KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/another' }), 'drift: KMSKeyId'],
  ['it notifies nobody', trail({ SnsTopicARN: undefined, SnsTopicName: undefined }), 'drift: SnsTopicName'],
  ['it is for one Region only', trail({ IsMultiRegionTrail: false }), 'drift: IsMultiRegionTrail'],
  ['it leaves out global services', trail({ IncludeGlobalServiceEvents: false }), 'drift: IncludeGlobalServiceEvents'],
  ['it validates no log files', trail({ LogFileValidationEnabled: false }), 'drift: EnableLogFileValidation'],
  ['it became one of an organization', trail({ IsOrganizationTrail: true }), 'drift: IsOrganizationTrail'],
  [
    'it sends to another log group',
    trail({ CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:other:*' }),
    'drift: CloudWatchLogsLogGroupArn',
  ],
  ['it takes another role', trail({ CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/other' }), 'drift: CloudWatchLogsRoleArn'],
  [
    'a selector is gone',
    () => aws.json('cloudtrail:GetEventSelectors', (body) => ({ ...body, AdvancedEventSelectors: body.AdvancedEventSelectors.slice(0, 1) })),
    'drift: AdvancedEventSelectors',
  ],
  ['its Insights are off', () => aws.refuse('cloudtrail:GetInsightSelectors', 'InsightNotEnabledException'), 'drift: InsightSelectors'],
];

test.each(states)('of a trail: %s', async (_, make, found) => {
  make();
  const result = await told(aws);
  const [verdict, property] = found.split(': ');
  expect(open(result)).toEqual([`${verdict}: ${TRAIL} ${property}`]);
  expect(result.exitCode).toBe(verdict === 'unknown' ? 2 : 1);
});

const others: Changes = [
  ['a bucket keeps no versions', () => aws.text('s3:GetBucketVersioning', 'Enabled', 'Suspended', ARCHIVE), 'drift: VersioningConfiguration.Status'],
  [
    'a lock is shorter',
    () => aws.text('s3:GetBucketObjectLockConfiguration', '365', '1', ARCHIVE),
    'drift: ObjectLockConfiguration.Rule.DefaultRetention.Days',
  ],
  [
    'a bucket encrypts otherwise',
    () => aws.text('s3:GetEncryptionConfiguration', 'aws:kms<', 'AES256<', ARCHIVE),
    'drift: BucketEncryption.SSEAlgorithm',
  ],
  [
    'a bucket may become public',
    () => aws.text('s3:GetBucketPublicAccessBlock', '<BlockPublicPolicy>true', '<BlockPublicPolicy>false', ARCHIVE),
    'drift: PublicAccessBlockConfiguration.BlockPublicPolicy',
  ],
  ['log files expire sooner', () => aws.text('s3:GetLifecycleConfiguration', '2557', '1', ARCHIVE), 'drift: LifecycleConfiguration.Rules'],
  [
    'accesses are not logged',
    () => aws.text('s3:GetBucketLogging', /<LoggingEnabled>.*<\/LoggingEnabled>/s, '', ARCHIVE),
    'drift: LoggingConfiguration.DestinationBucketName',
  ],
  [
    'a key is to be deleted',
    () =>
      aws.json(
        'kms:DescribeKey',
        ({ KeyMetadata }) => ({ KeyMetadata: { ...KeyMetadata, KeyState: 'PendingDeletion', DeletionDate: 1_800_000_000 } }),
        key('ArchiveKey'),
      ),
    'drift: Enabled',
  ],
  [
    'a key does not rotate',
    () => aws.json('kms:GetKeyRotationStatus', () => ({ KeyRotationEnabled: false }), key('ArchiveKey')),
    'drift: EnableKeyRotation',
  ],
  [
    'a log group forgets sooner',
    () => aws.json('logs:DescribeLogGroups', ({ logGroups: [group] }) => ({ logGroups: [{ ...group, retentionInDays: 1 }] })),
    'drift: RetentionInDays',
  ],
  [
    'a log group has another key',
    () =>
      aws.json('logs:DescribeLogGroups', ({ logGroups: [group] }) => ({
        logGroups: [{ ...group, kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/x' }],
      })),
    'drift: KmsKeyId',
  ],
  ['a filter counts other events', () => aws.text('logs:DescribeMetricFilters', 'Root\\"', 'Other\\"'), 'drift: FilterPattern'],
  ['an alarm is silenced', () => aws.text('cloudwatch:DescribeAlarms', '"ActionsEnabled": true', '"ActionsEnabled": false'), 'drift: ActionsEnabled'],
  ['an alarm tells nobody', () => aws.text('cloudwatch:DescribeAlarms', /"AlarmActions": \[[^\]]*\]/, '"AlarmActions": []'), 'drift: AlarmActions'],
  ['an alarm goes off later', () => aws.text('cloudwatch:DescribeAlarms', '"Threshold": 1.0', '"Threshold": 100.0'), 'drift: Threshold'],
  [
    'a subscription is not confirmed',
    () => aws.text('sns:ListSubscriptionsByTopic', /<SubscriptionArn>[^<]*</, '<SubscriptionArn>PendingConfirmation<'),
    'drift: Confirmed',
  ],
  ['a rule is off', () => aws.text('events:DescribeRule', '"ENABLED"', '"DISABLED"'), 'drift: State'],
  ['a rule matches other events', () => aws.text('events:DescribeRule', 'StopLogging', 'StartLogging'), 'drift: EventPattern'],
  ['a rule tells nobody', () => aws.json('events:ListTargetsByRule', () => ({ Targets: [] })), 'drift: Targets'],
];

const errors: Changes = [
  ['log files cannot be delivered', status({ LatestDeliveryError: 'AccessDenied' }), 'error: LatestDeliveryError'],
  ['digests cannot be delivered', status({ LatestDigestDeliveryError: 'NoSuchBucket' }), 'error: LatestDigestDeliveryError'],
  ['notifications cannot be delivered', status({ LatestNotificationError: 'AuthorizationError' }), 'error: LatestNotificationError'],
  [
    'events cannot be delivered to CloudWatch Logs',
    status({ LatestCloudWatchLogsDeliveryError: 'AccessDenied' }),
    'error: LatestCloudWatchLogsDeliveryError',
  ],
];

const gone: Changes = [
  ['a filter is gone', () => aws.json('logs:DescribeMetricFilters', () => ({ metricFilters: [] })), 'missing: AWS::Logs::MetricFilter'],
  ['a subscription is gone', () => aws.text('sns:ListSubscriptionsByTopic', /<member>.*<\/member>/s, ''), 'missing: AWS::SNS::Subscription'],
  ['a rule is gone', () => aws.refuse('events:DescribeRule', 'ResourceNotFoundException'), 'missing: AWS::Events::Rule'],
];

/** The id of a key, as CloudFormation told it. */
function key(id: string): string {
  return new RegExp(`${id}\\w*</LogicalResourceId><PhysicalResourceId>([^<]*)`).exec(aws.recorded('cloudformation:ListStackResources'))?.[1] ?? id;
}

/** Things that can be done at once: all of them are found, each as what it is, and nothing else. */
test.each([
  ['of a trail', settings],
  ['of deliveries', errors],
  ['of what a trail relies on', others],
  ['that are gone', gone],
])('all changes %s are found', async (_, changes) => {
  for (const [, make] of changes) make();
  const result = await told(aws);
  expect(
    open(result)
      .map((one) => one.replace(/ \S+ /, ' '))
      .sort(),
  ).toEqual(changes.map(([, , found]) => found).sort());
  expect(result.exitCode).toBe(1);
  expect(result.checks.filter(({ verdict, fix }) => verdict !== 'same' && !fix)).toEqual([]);
});

test('a policy that says the same in another order and other words is the same', async () => {
  aws.json('kms:GetKeyPolicy', (body) =>
    statements(body, (all) =>
      [...all].reverse().map((one) => ({ ...one, Sid: undefined, Action: [one.Action].flat().reverse(), Resource: [one.Resource].flat() })),
    ),
  );
  expect(open(await told(aws))).toEqual([]);
});

test('a statement that is gone, one that differs and one that nobody declared are told apart', async () => {
  const mine = { Sid: 'Mine', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
  const changed = ([first, , ...others]: any[]) => [mine, ...others, { ...first, Condition: undefined }];
  aws.json('s3:GetBucketPolicy', (policy) => ({ ...policy, Statement: changed(policy.Statement) }), ARCHIVE);
  const { checks, exitCode } = await told(aws);
  const found = checks.filter(({ verdict }) => verdict !== 'same').map(({ because, declared, live }) => [because, declared !== null, live !== null]);
  expect(found).toEqual([
    ['it differs in Condition.Bool.aws:securetransport', true, true],
    ['this statement is not there', true, false],
    ['nobody declared it', false, true],
  ]);
  expect(exitCode).toBe(1);
});
