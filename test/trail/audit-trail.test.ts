import { App, Aws, CfnParameter, Duration, NestedStack, PhysicalName, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { ITrailRef } from 'aws-cdk-lib/aws-cloudtrail';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import {
  AggregationTemplate,
  AuditTrail,
  type AuditTrailProps,
  CloudWatchLogs,
  EventSelector,
  Insight,
  InsightEventCategory,
  LogArchive,
  ManagementEventSource,
  Notifications,
  ResourceType,
  type TopicNotificationsOptions,
} from '../../lib';
import { ALL_FLAGS, newStack, propertiesOf } from '../helpers/apps';

const TRAIL = 'AWS::CloudTrail::Trail';
const topicArn = 'arn:aws:sns:eu-west-1:111122223333:deliveries';

function trailIn(props: AuditTrailProps = {}, stack: Stack = newStack()): { stack: Stack; trail: AuditTrail } {
  return { stack, trail: new AuditTrail(stack, 'Audit', props) };
}

/** What must exist before the trail, over any number of steps. */
function dependenciesOf(stack: Stack): string[] {
  const resources = Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; DependsOn?: string[] }>;
  const [trail] = Object.values(resources).filter(({ Type }) => Type === TRAIL);
  return (trail?.DependsOn ?? []).map((id) => resources[id]?.Type ?? '').sort();
}

describe.each([
  ['no feature flags', {}],
  ['all feature flags', ALL_FLAGS],
])('a trail with %s', (_, flags) => {
  test('logs all Regions, global services, with digest files, under its own key', () => {
    const { stack } = trailIn({ trailName: 'audit' }, newStack({ flags }));
    expect(propertiesOf(stack, TRAIL)).toEqual({
      TrailName: 'audit',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      S3BucketName: { Ref: expect.stringMatching(/^AuditArchiveBucket/) },
      KMSKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^AuditArchiveKey/), 'Arn'] },
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
    });
  });

  test('is created after every policy that CloudTrail tries', () => {
    const stack = newStack({ flags });
    trailIn({ cloudWatchLogs: CloudWatchLogs.toNewLogGroup(), notifications: Notifications.topic(new Topic(stack, 'Topic')) }, stack);
    expect(dependenciesOf(stack)).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy']);
  });
});

test('the logical ids of trail, bucket and key stay what they are, since a change would replace them', () => {
  const { stack } = trailIn({ trailName: 'audit', cloudWatchLogs: CloudWatchLogs.toNewLogGroup() });
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources).sort()).toMatchInlineSnapshot(`
[
  "Audit3D8ADE0A",
  "AuditArchiveAccessLogs71975947",
  "AuditArchiveAccessLogsPolicy823C252D",
  "AuditArchiveBucket73361C2D",
  "AuditArchiveBucketPolicy39BB8484",
  "AuditArchiveKey3EAA2882",
  "AuditCloudWatchLogsKey8EAF8536",
  "AuditCloudWatchLogsLogGroupBC44CDB9",
  "AuditCloudWatchLogsRoleF1C8DAC9",
  "AuditCloudWatchLogsRolePolicyA1FF7B9E",
]
`);
});

describe('the name of a trail', () => {
  test.each([
    ['E01', 'ab', /Trail name too short\. Minimum allowed length: 3 characters\. Specified name length: 2 characters\./],
    ['E02', 'a'.repeat(129), /Trail name too long.*129 characters/],
    ['E03', 'my--trail', /cannot have adjacent periods.*keep one/],
    ['E03', 'a.-b', /cannot have adjacent periods/],
    ['E04', '192.168.5.4', /must not be formatted as an IP address/],
    ['E05', 'my trail', /can only contain uppercase letters/],
    ['E06', 'trail-', /must ends with a letter or number/],
    ['E07', '-trail', /must starts with a letter or number/],
    ['E01', '', /too short/],
  ])('is refused as AWS would (%s): %j', (_, trailName, message) => {
    expect(() => trailIn({ trailName })).toThrow(message);
    expect(() => trailIn({ trailName })).toThrow(/cdk-cloudtrail:Trail\.name.*\(at Stack\/Audit\)/);
  });

  test.each(['abc', 'a'.repeat(128), 'my-trail_2.x', '1.2.3'])('may be %j', (trailName) => {
    expect(() => trailIn({ trailName })).not.toThrow();
  });

  test('may be a parameter, and is then the end of the ARN in every policy', () => {
    const stack = newStack();
    trailIn({ trailName: new CfnParameter(stack, 'Name').valueAsString }, stack);
    Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Condition: { StringEquals: { 'aws:SourceArn': { 'Fn::Join': ['', Match.arrayWith([':trail/', { Ref: 'Name' }])] } } } }),
        ]),
      },
    });
  });

  test('is made from the path of the construct where none is given, and is one that CloudTrail takes', () => {
    const app = new App();
    const stack = new Stack(app, 'A-Stack-with-a-name');
    const { trail } = trailIn({}, stack);
    expect(trail.trailName).toMatch(/^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/);
    expect(propertiesOf(stack, TRAIL).TrailName).toBe(trail.trailName);
  });
});

describe('the default name of a trail', () => {
  const nameIn = (stack: Stack, id = 'Audit') => new AuditTrail(stack, id).trailName;

  test.each([
    ['a short path', 'X', 'Default'],
    ['a long path', 'a'.repeat(128), 'b'.repeat(128)],
    ['a path with other characters', 'A-', '__Ünusual. id--'],
    ['a path that is an IP address', 'A', '1.2.3.4'],
  ])('is one that CloudTrail takes, for %s', (_, stackId, id) => {
    const name = nameIn(new Stack(new App(), stackId), id);
    expect(() => trailIn({ trailName: name })).not.toThrow();
    expect(name.length).toBeLessThanOrEqual(128);
  });

  test('says where it is from', () => {
    expect(nameIn(new Stack(new App(), 'Logs', { stackName: 'central' }))).toMatch(/^central-Audit-[0-9a-f]{8}$/);
    expect(nameIn(new NestedStack(new Stack(new App(), 'Logs'), 'Nested'))).toMatch(/^Logs-Nested-Audit-[0-9a-f]{8}$/);
  });

  test('is the same in each synthesis, and another one in each stack and Region, since a multi-Region trail is in all of them', () => {
    const named = (id: string, region?: string) => nameIn(new Stack(new App(), id, { stackName: 'audit', env: { region } }));
    const names = [named('A'), named('B'), named('A', 'eu-west-1'), named('A', 'us-east-1')];
    expect(new Set(names).size).toBe(4);
    expect(named('A')).toBe(names[0]);
  });

  test('is known in every stack: one that the CDK makes when needed is refused', () => {
    expect(() => trailIn({ trailName: PhysicalName.GENERATE_IF_NEEDED })).toThrow(/Trail\.name.*GENERATE_IF_NEEDED.*leave it out.*Stack\/Audit/);
  });
});

describe('selectors', () => {
  test('can be added later', () => {
    const { stack, trail } = trailIn();
    trail.addEventSelector(EventSelector.dataEvents(ResourceType.SQS_QUEUE));
    expect(propertiesOf(stack, TRAIL).AdvancedEventSelectors).toHaveLength(2);
  });

  test('may log data events only', () => {
    const { stack } = trailIn({ eventSelectors: [EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION)] });
    expect(JSON.stringify(propertiesOf(stack, TRAIL).AdvancedEventSelectors)).not.toContain('Management');
  });

  test.each([
    ['E47', [{ field: 'readOnly', equalTo: ['true'] }], /The following fields are required: \[eventCategory\]/],
    ['E48', [{ field: 'eventCategory', equalTo: ['Data'] }], /\[resources\.type\]/],
    [
      'E49',
      [
        { field: 'eventCategory', equalTo: ['Management'] },
        { field: 'eventCategory', equalTo: ['Management'] },
      ],
      /duplicate event selector/,
    ],
    ['E52', [{ field: 'eventCategory', startsWith: ['Man'] }], /Only the following operators are valid with the eventCategory field: \[Equals\]/],
    [
      'E55',
      [
        { field: 'eventCategory', equalTo: ['Management'] },
        { field: 'eventName', equalTo: ['X'] },
      ],
      /not allowed when the eventCategory field value equals Management: eventName/,
    ],
    ['E58', [{ field: 'eventCategory', equalTo: ['NetworkActivity'] }], /\[eventSource\]/],
    [
      'E59',
      [
        { field: 'eventCategory', equalTo: ['NetworkActivity'] },
        { field: 'eventSource', equalTo: ['s3.amazonaws.com'] },
        { field: 'errorCode', equalTo: ['AccessDenied'] },
      ],
      /errorCode field value is not valid/,
    ],
    ['E60', [{ field: 'eventCategory', equalTo: ['Insight'] }], /eventCategory field value is not valid/],
  ])('that AWS refuses throw where they are given, with its answer and the path (%s)', (_, fields, message) => {
    expect(() => trailIn({ eventSelectors: [EventSelector.fromFieldSelectors(fields)] })).toThrow(message);
    expect(() => trailIn({ eventSelectors: [EventSelector.fromFieldSelectors(fields)] })).toThrow(/\(at Stack\/Audit\)/);
    expect(() => trailIn().trail.addEventSelector(EventSelector.fromFieldSelectors(fields))).toThrow(message);
  });

  test('are counted over the whole trail (E61)', () => {
    const many = (from: number, to: number) =>
      EventSelector.dataEvents(ResourceType.SQS_QUEUE, {
        resourceArns: Array.from({ length: to - from }, (_, index) => `arn:aws:sqs:eu-west-1:111122223333:queue-${from + index}`),
      });
    const { stack, trail } = trailIn({ eventSelectors: [many(0, 248)] });
    trail.addEventSelector(many(300, 548));
    expect(() => Template.fromStack(stack)).not.toThrow();

    const { trail: over } = trailIn({ eventSelectors: [many(0, 248)] });
    expect(() => over.addEventSelector(many(300, 549))).toThrow(/valueCount[\s\S]*The maximum allowed number of filters is 500[\s\S]*Stack\/Audit/);
  });

  test.each([
    ['W02', EventSelector.dataEvents(ResourceType.SQS_QUEUE, { resourceArnPrefixes: ['arn:aws:sqs:*:111122223333:q'] }), 'wildcard'],
    ['W03', EventSelector.dataEvents(ResourceType.S3_OBJECT, { resourceArnPrefixes: ['arn:aws:s3:::reports'] }), 'bucketSlash'],
    ['W05', EventSelector.dataEvents(ResourceType.SQS_QUEUE, { eventNames: ['SendMessage'], excludeEventNames: ['SendMessage'] }), 'contradiction'],
    ['E51', EventSelector.dataEvents(ResourceType.of('AWS::KMS::Key')), 'refusedType'],
    ['E51', EventSelector.dataEvents(ResourceType.of('AWS::Brand::New')), 'unknownType'],
    ['E57', EventSelector.managementEvents({ exclude: [ManagementEventSource.of('ec2.amazonaws.com')] }), 'managementSource'],
  ])('that AWS accepts although they cannot be meant, or that are new, give a warning to acknowledge (%s)', (_, selector, what) => {
    const { stack } = trailIn({ eventSelectors: [EventSelector.managementEvents(), selector] });
    Annotations.fromStack(stack).hasWarning('/Stack/Audit', Match.stringLikeRegexp(`cdk-cloudtrail:Selector.${what}.*ack: `));
  });

  test('that log nothing at all are refused: a trail without selectors would log all management events', () => {
    const { stack } = trailIn({ eventSelectors: [] });
    Annotations.fromStack(stack).hasWarning('/Stack/Audit', Match.stringLikeRegexp('Selector.noSelectors'));
  });
});

describe('Insights and summaries', () => {
  test('are written with their categories', () => {
    const { stack } = trailIn({
      eventSelectors: [EventSelector.managementEvents(), EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION)],
      insights: [Insight.apiCallRate(), Insight.apiErrorRate(InsightEventCategory.MANAGEMENT, InsightEventCategory.DATA)],
      aggregation: [AggregationTemplate.API_ACTIVITY],
    });
    expect(propertiesOf(stack, TRAIL)).toMatchObject({
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight', EventCategories: ['Management', 'Data'] }],
      AggregationConfigurations: [{ EventCategory: 'Data', Templates: ['API_ACTIVITY'] }],
    });
  });

  test.each([
    ['E70', { insights: [Insight.apiCallRate()], eventSelectors: [EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION)] }, 'insightWithoutEvents'],
    ['E71', { insights: [Insight.apiErrorRate(InsightEventCategory.DATA)] }, 'insightWithoutEvents'],
    ['E72', { insights: [Insight.of('Nonsense')] }, 'insightType'],
    ['E73', { aggregation: [AggregationTemplate.API_ACTIVITY] }, 'aggregationWithoutEvents'],
  ])('need the events that they analyse (%s)', (_, props, what) => {
    const { stack } = trailIn(props);
    Annotations.fromStack(stack).hasWarning('/Stack/Audit', Match.stringLikeRegexp(`Selector.${what}`));
  });
});

describe('CloudWatch Logs', () => {
  test('go to a log group that is encrypted, kept, and has a retention', () => {
    const { stack } = trailIn({ cloudWatchLogs: CloudWatchLogs.toNewLogGroup() });
    Template.fromStack(stack).hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'Retain',
      Properties: { RetentionInDays: 365, KmsKeyId: Match.anyValue() },
    });
  });

  test('go to a log group that is given, by an ARN with its streams', () => {
    const stack = newStack();
    trailIn({ cloudWatchLogs: CloudWatchLogs.to(new LogGroup(stack, 'Logs')) }, stack);
    expect(propertiesOf(stack, TRAIL).CloudWatchLogsLogGroupArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Logs/), 'Arn'] });
  });

  test.each(['arn:aws:logs:eu-west-1:111122223333:log-group:audit', 'arn:aws:logs:eu-west-1:111122223333:log-group:audit:*'])(
    'go to an imported log group: %s',
    (arn) => {
      const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
      trailIn({ cloudWatchLogs: CloudWatchLogs.to(LogGroup.fromLogGroupArn(stack, 'Logs', arn)) }, stack);
      expect(propertiesOf(stack, TRAIL).CloudWatchLogsLogGroupArn).toBe('arn:aws:logs:eu-west-1:111122223333:log-group:audit:*');
    },
  );

  test('of another Region are refused (E25)', () => {
    const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
    const logGroup = LogGroup.fromLogGroupArn(stack, 'Logs', 'arn:aws:logs:us-east-1:111122223333:log-group:audit');
    expect(() => trailIn({ cloudWatchLogs: CloudWatchLogs.to(logGroup) }, stack)).toThrow(
      /CloudWatchLogs\.region.*eu-west-1.*us-east-1.*in the current region/,
    );
  });

  test('of another account are refused', () => {
    const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
    const logGroup = LogGroup.fromLogGroupArn(stack, 'Logs', 'arn:aws:logs:eu-west-1:444455556666:log-group:audit');
    expect(() => trailIn({ cloudWatchLogs: CloudWatchLogs.to(logGroup) }, stack)).toThrow(
      /CloudWatchLogs\.account.*must be in the account of the trail, 111122223333, and is in 444455556666/,
    );
  });

  test('of a nested stack may be encrypted with a key of the stack around it', () => {
    const parent = newStack();
    const nested = new NestedStack(parent, 'Nested');
    trailIn({ cloudWatchLogs: CloudWatchLogs.toNewLogGroup({ encryptionKey: new Key(parent, 'Key') }) }, nested);
    for (const stack of [parent, nested]) expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('with an imported key are refused with the statement that the key would need', () => {
    const stack = newStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/0a');
    expect(() => trailIn({ cloudWatchLogs: CloudWatchLogs.toNewLogGroup({ encryptionKey }) }, stack)).toThrow(
      /CloudWatchLogs\.policyNotWritten[\s\S]*kms:EncryptionContext:aws:logs:arn/,
    );
  });
});

describe('notifications', () => {
  test('name the topic by its ARN, also that of another account (X07)', () => {
    const stack = newStack();
    const topic = Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:444455556666:deliveries');
    trailIn({ notifications: Notifications.topic(topic, { policiesManagedBy: 'security team' }) }, stack);
    expect(propertiesOf(stack, TRAIL).SnsTopicName).toBe('arn:aws:sns:eu-west-1:444455556666:deliveries');
  });

  test('to an imported topic are refused with the statements to add (E30)', () => {
    const stack = newStack();
    const topic = Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:444455556666:deliveries');
    expect(() => trailIn({ notifications: Notifications.topic(topic) }, stack)).toThrow(
      /Notifications\.policyNotWritten[\s\S]*the topic policy is incorrect![\s\S]*"Action": "sns:Publish"[\s\S]*arn:aws:sns:eu-west-1:444455556666:deliveries/,
    );
  });

  test('with the key that AWS manages are refused: no statement could be added to it', () => {
    const stack = newStack();
    const topic = new Topic(stack, 'Topic', { masterKey: Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') });
    expect(() => trailIn({ notifications: Notifications.topic(topic) }, stack)).toThrow(
      /Notifications\.awsManagedKey.*CloudTrail cannot use a key that AWS manages.*customer managed key/,
    );
  });

  test.each<[string, (stack: Stack) => { topic: ITopic; options?: TopicNotificationsOptions }]>([
    ['an alias', (stack) => ({ topic: new Topic(stack, 'Topic', { masterKey: new Key(stack, 'Key').addAlias('alias/topic') }) })],
    [
      'what an imported topic is known to use',
      (stack) => ({
        topic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:deliveries'),
        options: { encryptionKey: new Key(stack, 'Key').addAlias('alias/topic'), policiesManagedBy: 'us' },
      }),
    ],
  ])('wait for the policy of the key, also where it is given as %s', (_, given) => {
    const stack = newStack();
    const { topic, options } = given(stack);
    trailIn({ notifications: Notifications.topic(topic, options) }, stack);
    expect(dependenciesOf(stack)).toContain('AWS::KMS::Alias');
  });

  test('to a FIFO topic give a warning (E33)', () => {
    const stack = newStack();
    trailIn({ notifications: Notifications.topic(new Topic(stack, 'Topic', { fifo: true })) }, stack);
    Annotations.fromStack(stack).hasWarning('/Stack/Audit', Match.stringLikeRegexp('Notifications.fifoTopic'));
  });
});

test('a trail without digest files gives a warning (W12)', () => {
  const { stack } = trailIn({ logFileValidation: false });
  expect(propertiesOf(stack, TRAIL).EnableLogFileValidation).toBe(false);
  Annotations.fromStack(stack).hasWarning('/Stack/Audit', Match.stringLikeRegexp('Trail.noLogFileValidation'));
});

test('a trail of one Region still says that it includes global services, which AWS records in one Region only', () => {
  const { stack } = trailIn({ multiRegion: false });
  expect(propertiesOf(stack, TRAIL)).toMatchObject({ IsMultiRegionTrail: false, IncludeGlobalServiceEvents: true });
});

test('a trail carries the tags of its stack, and its outputs say where to look', () => {
  const { stack, trail } = trailIn({ trailName: 'audit' });
  Tags.of(stack).add('team', 'security');
  trail.addOutputs();
  expect(propertiesOf(stack, TRAIL).Tags).toEqual([{ Key: 'team', Value: 'security' }]);
  expect(Object.keys(Template.fromStack(stack).toJSON().Outputs)).toEqual([
    expect.stringMatching(/TrailName/),
    expect.stringMatching(/TrailArn/),
    expect.stringMatching(/LogBucketName/),
  ]);
});

describe('an imported trail', () => {
  test('has the name, account and Region of its ARN', () => {
    const trail: ITrailRef = AuditTrail.fromTrailAttributes(newStack(), 'Trail', {
      trailArn: 'arn:aws-us-gov:cloudtrail:us-gov-west-1:444455556666:trail/org',
    });
    expect(trail.trailRef).toEqual({ trailName: 'org', trailArn: 'arn:aws-us-gov:cloudtrail:us-gov-west-1:444455556666:trail/org' });
    expect(trail.env).toEqual({ account: '444455556666', region: 'us-gov-west-1' });
  });

  test('may have an ARN that is only known at deployment', () => {
    const stack = newStack();
    const { trailRef } = AuditTrail.fromTrailAttributes(stack, 'Trail', { trailArn: new CfnParameter(stack, 'Arn').valueAsString });
    expect(JSON.stringify(stack.resolve(trailRef.trailName))).toContain('Fn::Split');
  });
});

describe('in other stacks', () => {
  const env = { account: '111122223333', region: 'eu-west-1' };

  test('bucket and key may be defined, without a cycle', () => {
    const app = new App();
    const archive = new LogArchive(new Stack(app, 'Logs'), 'Archive');
    const stack = new Stack(app, 'Trails');
    new AuditTrail(stack, 'Audit', { trailName: 'audit', archive });
    expect(stack.dependencies.map(({ node }) => node.path)).toEqual([]);
    app.synth();
    expect(stack.dependencies.map(({ node }) => node.path)).toEqual(['Logs']);
  });

  test('several trails may deliver to one archive', () => {
    const app = new App();
    const archive = new LogArchive(new Stack(app, 'Logs'), 'Archive', { objectLock: undefined, expireAfter: Duration.days(1) });
    for (const name of ['one', 'two']) new AuditTrail(new Stack(app, name), 'Audit', { trailName: name, archive });
    expect(() => app.synth()).not.toThrow();
  });

  test('an archive of a known account cannot serve a trail whose account is not known', () => {
    const app = new App();
    const archive = new LogArchive(new Stack(app, 'Logs', { env }), 'Archive');
    expect(() => new AuditTrail(new Stack(app, 'Trails'), 'Audit', { trailName: 'audit', archive })).toThrow(
      /Trail\.unknownEnvironment.*give the stack Trails an 'env'/,
    );
  });

  test.each<[string, (scope: Stack, known: Stack) => AuditTrailProps]>([
    ['a topic', (_, known) => ({ notifications: Notifications.topic(new Topic(known, 'Topic', { topicName: 'deliveries' })) })],
    [
      'the key of a topic',
      (scope, known) => {
        const masterKey = new Key(known, 'Key', { alias: 'alias/topic' });
        return {
          notifications: Notifications.topic(Topic.fromTopicArn(scope, 'Topic', topicArn), { encryptionKey: masterKey, policiesManagedBy: 'us' }),
        };
      },
    ],
    [
      'the key of an archive',
      (scope, known) => ({ archive: new LogArchive(scope, 'Logs', { encryptionKey: new Key(known, 'Key').addAlias('alias/a') }) }),
    ],
  ])('%s of a known account cannot serve a trail whose account is not known', (_, props) => {
    const app = new App();
    const [trails, known] = [new Stack(app, 'Trails'), new Stack(app, 'Known', { env })];
    expect(() => new AuditTrail(trails, 'Audit', { trailName: 'audit', ...props(trails, known) })).toThrow(
      /Trail\.unknownEnvironment.*give the stack Trails an 'env' with its account/,
    );
  });

  test('an archive and a trail of two accounts must know their Regions, which could be two as well', () => {
    const app = new App();
    const archive = new LogArchive(new Stack(app, 'Logs', { env: { account: '444455556666' } }), 'Archive', { bucketName: 'central-logs' });
    const trails = new Stack(app, 'Trails', { env: { account: '111122223333' } });
    expect(() => new AuditTrail(trails, 'Audit', { trailName: 'audit', archive })).toThrow(/unknownEnvironment.*'env' with its region/);
  });

  test.each([
    [
      'imported bucket and key',
      (stack: Stack) => ({
        bucket: Bucket.fromBucketName(stack, 'B', 'logs'),
        encryptionKey: Key.fromKeyArn(stack, 'K', 'arn:aws:kms:eu-west-1:111122223333:key/0a'),
        policiesManagedBy: 'them',
      }),
    ],
    [
      'own bucket, imported key',
      (stack: Stack) => ({
        bucket: new Bucket(stack, 'B'),
        encryptionKey: Key.fromKeyArn(stack, 'K', 'arn:aws:kms:eu-west-1:111122223333:key/0a'),
        policiesManagedBy: 'them',
      }),
    ],
    ['own bucket and key', (stack: Stack) => ({ bucket: new Bucket(stack, 'B'), encryptionKey: new Key(stack, 'K') })],
    ['bucket with its key', (stack: Stack) => ({ bucket: new Bucket(stack, 'B', { encryptionKey: new Key(stack, 'K') }) })],
  ])('%s in one, the trail in the other, make no cycle', (_, props) => {
    for (const split of [true, false]) {
      const app = new App();
      const one = new Stack(app, 'One', { env });
      const other = split ? new Stack(app, 'Other', { env }) : one;
      const archive = LogArchive.fromBucket(one, 'Archive', props(one));
      new AuditTrail(other, 'Audit', { trailName: 'audit', archive, cloudWatchLogs: CloudWatchLogs.toNewLogGroup() });
      expect(() => app.synth()).not.toThrow();
    }
  });
});

test('partition, account and Region of the policies come from where the stack is deployed', () => {
  const { stack } = trailIn({ trailName: 'audit' });
  expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(/arn:aws:/);
  expect(stack.resolve(stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: 'audit' }))).toEqual(
    stack.resolve(`arn:${Aws.PARTITION}:cloudtrail:${Aws.REGION}:${Aws.ACCOUNT_ID}:trail/audit`),
  );
});
