import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { TamperProtection } from '../../lib/monitoring/tamper-protection';
import { TamperRepair } from '../../lib/monitoring/tamper-repair';
import { EventSelector } from '../../lib/selectors/event-selector';
import { ManagementEventSource } from '../../lib/selectors/management-event-source';
import { S3Objects } from '../../lib/selectors/s3-objects';
import { AuditTrail } from '../../lib/trail/audit-trail';
import { Insight } from '../../lib/trail/insights';
import { Notifications } from '../../lib/trail/notifications';
import { SelectorKind } from '../../lib/trail/selector-kind';
import { ALL_FLAGS } from '../helpers/apps';
import { call } from '../rules/controls/alarms/records';
import { matchesEvent } from './tamper-event-pattern';
import { onBus } from './tamper-events';
import { DEPLOY, deployed, env, patternsOf, plainTamper, tamperIn } from './tamper-stacks';

const IMPORTED = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/theirs';
const environmentOf = (template: Template) =>
  deployed(template, 'AWS::Lambda::Function').find(({ id }) => id.includes('Handler'))?.properties.Environment.Variables as Record<string, string>;
const orderOf = (template: Template) => JSON.parse(environmentOf(template).REPAIR ?? '');
const warnings = (stack: Stack, what: string) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`TamperProtection\\.${what}`));

test('there is a rule for each thing that is protected, and all of them call one function', () => {
  const { template, protection } = plainTamper(false);

  expect([...patternsOf(template()).keys()]).toEqual(['trail', 'bucket', 'key', 'logGroup', 'topic', 'rule', 'protection']);
  expect(protection.rules).toHaveLength(7);
  const targets = deployed(template(), 'AWS::Events::Rule').map(({ properties }) => properties.Targets);
  expect(new Set(targets.map(([target]) => target.Arn)).size).toBe(1);
  expect(targets.every(([target, ...others]) => others.length === 0 && target.DeadLetterConfig.Arn.endsWith('-undelivered'))).toBe(true);
});

test('what nobody could be told is kept for 14 days, and its alarm tells every topic', () => {
  const { stack, topic, template } = plainTamper(false);

  template().hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600, QueueName: Match.stringLikeRegexp('-undelivered$') });
  template().hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmActions: [stack.resolve(topic.topicArn)], Threshold: 1, Period: 60 });
  template().hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 });
  template().hasResourceProperties('AWS::Lambda::Function', { DeadLetterConfig: { TargetArn: Match.anyValue() }, Timeout: 60 });
});

test('a topic that is named twice is told once', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const topicArn = 'arn:aws:sns:eu-west-1:111122223333:alerts';
  const topics = ['One', 'Same'].map((id) => Topic.fromTopicArn(stack, id, topicArn));
  new TamperProtection(stack, 'Tamper', { archive: new LogArchive(stack, 'Archive'), topics });
  const template = Template.fromStack(stack);

  expect(environmentOf(template).TOPIC_ARNS).toBe(topicArn);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmActions: [topicArn], OKActions: [topicArn] });
});

test('the topic that the trail notifies is watched too, and in the policy of the organization', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const [notified, topic] = ['notified', 'alerts'].map((topicName) => new Topic(stack, topicName, { topicName }));
  const trail = new AuditTrail(stack, 'Trail', { notifications: Notifications.topic(notified as Topic) });
  const protection = new TamperProtection(stack, 'Tamper', { trail, topics: [topic as Topic], deployRoles: [DEPLOY] });
  const arn = 'arn:aws:sns:eu-west-1:111122223333:notified';
  const deletion = onBus(call('sns', 'DeleteTopic', { requestParameters: { topicArn: arn } }));

  expect(matchesEvent(patternsOf(Template.fromStack(stack)).get('topic'), deletion)).toBe(true);
  expect(JSON.stringify(stack.resolve(protection.serviceControlPolicy()))).toContain(JSON.stringify(stack.resolve((notified as Topic).topicArn)));
});

test('a trail of the CDK may name the topic, which is in its account and Region', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const trail = new CfnTrail(stack, 'Trail', { trailName: 'plain', isLogging: true, s3BucketName: 'logs', snsTopicName: 'notified' });
  new TamperProtection(stack, 'Tamper', { topics: [new Topic(stack, 'Topic')], trail });

  expect(JSON.stringify(patternsOf(Template.fromStack(stack)).get('topic'))).toContain('"arn:aws:sns:eu-west-1:111122223333:notified"');
});

test('alarm actions come beside the topics', () => {
  const other = Topic.fromTopicArn(new Stack(), 'Other', 'arn:aws:sns:eu-west-1:111122223333:other');
  const { stack, topic, template } = tamperIn({ props: { alarmActions: [new SnsAction(other)] } });
  template().hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmActions: [stack.resolve(topic.topicArn), other.topicArn] });
});

test('without repair the function is told none', () => {
  expect(environmentOf(plainTamper(false).template())).toMatchObject({ REPAIR: '', STACK: '', DEPLOY_ROLES: '' });
});

test('the function knows its topics, the trail, who deploys, itself, and the stack of the trail', () => {
  const { template, stack } = tamperIn({
    props: { repair: TamperRepair.logging({ attempts: 5, window: Duration.hours(2) }), deployRoles: [DEPLOY] },
  });
  const { properties } = deployed(template(), 'AWS::IAM::Role').find(({ id }) => id.startsWith('TamperHandlerRole')) ?? {};

  expect(environmentOf(template())).toMatchObject({
    TOPIC_ARNS: 'arn:aws:sns:eu-west-1:111122223333:alerts',
    TRAIL_ARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
    DEPLOY_ROLES: DEPLOY,
    ROLE_ARN: `arn:aws:iam::111122223333:role/${properties?.RoleName}`,
    STACK: expect.stringContaining(`stack/${stack.stackName}/`),
  });
  expect(orderOf(template())).toEqual({ attempts: 5, windowMinutes: 120 });
});

describe('what is put back is what the template declares', () => {
  const repair = TamperRepair.loggingAndSelectors();

  test('advanced selectors, also those that were added later, with ARNs that are only known at deployment; and Insights', () => {
    const { stack, trail, template } = tamperIn({ trail: { insights: [Insight.apiCallRate()] }, props: { repair } });
    trail.addEventSelector(EventSelector.s3Objects([S3Objects.of(new Bucket(stack, 'Data'))]));
    const [resource] = deployed(template(), 'AWS::CloudTrail::Trail');

    expect(orderOf(template())).toEqual({
      ...{ attempts: 3, windowMinutes: 60 },
      selectors: { AdvancedEventSelectors: resource?.properties.AdvancedEventSelectors },
      insights: resource?.properties.InsightSelectors,
    });
    expect(JSON.stringify(orderOf(template()))).toContain('arn:aws:s3:::data');
  });

  test('basic selectors', () => {
    const { template } = tamperIn({ trail: { selectorKind: SelectorKind.BASIC }, props: { repair } });
    const [resource] = deployed(template(), 'AWS::CloudTrail::Trail');
    expect(orderOf(template()).selectors).toEqual({ EventSelectors: resource?.properties.EventSelectors });
  });

  test('those of a trail of the CDK, also where an override says them', () => {
    const stack = new Stack(undefined, 'Stack', { env });
    const trail = new CfnTrail(stack, 'Trail', { trailName: 'plain', isLogging: true, s3BucketName: 'logs' });
    trail.addPropertyOverride('AdvancedEventSelectors', [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'userIdentity.arn', NotEquals: [{ Ref: 'AWS::AccountId' }] },
        ],
      },
    ]);
    new TamperProtection(stack, 'Tamper', { repair, topics: [new Topic(stack, 'Topic')], trail });

    expect(orderOf(Template.fromStack(stack)).selectors).toEqual({
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'userIdentity.arn', NotEquals: ['111122223333'] },
          ],
        },
      ],
    });
  });

  test('of a trail of another stack the stack is asked for by its name, and may be asked for nothing else', () => {
    const app = new App();
    const trail = new AuditTrail(new Stack(app, 'Trails', { env }), 'Trail');
    const stack = new Stack(app, 'Protection', { env });
    new TamperProtection(stack, 'Tamper', { trail, repair: TamperRepair.logging(), topics: [new Topic(stack, 'Topic')] });
    const text = JSON.stringify(Template.fromStack(stack).toJSON());

    expect(text).toContain('"STACK":"Trails"');
    expect(text).toContain(':cloudformation:eu-west-1:111122223333:stack/Trails/*');
  });
});

test('an imported trail is protected, and logging is started again', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const trail = AuditTrail.fromTrailAttributes(stack, 'Trail', { trailArn: IMPORTED });
  new TamperProtection(stack, 'Tamper', { trail, topics: [new Topic(stack, 'Topic')], repair: TamperRepair.logging() });
  const template = Template.fromStack(stack);

  const stop = onBus(call('cloudtrail', 'StopLogging', { requestParameters: { name: 'theirs' } }));
  expect(matchesEvent(patternsOf(template).get('trail'), stop)).toBe(true);
  expect(environmentOf(template)).toMatchObject({ TRAIL_ARN: IMPORTED, STACK: '' });
});

test('a trail whose ARN is a token is protected in a stack without an environment', () => {
  const stack = new Stack();
  const trailArn = Token.asString({ 'Fn::ImportValue': 'trail' });
  const trail = AuditTrail.fromTrailAttributes(stack, 'Trail', { trailArn });
  new TamperProtection(stack, 'Tamper', { trail, topics: [new Topic(stack, 'Topic')], repair: TamperRepair.logging(), deployRoles: [DEPLOY] });

  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::Events::Rule'))).toContain(
    '{"equals-ignore-case":{"Fn::ImportValue":"trail"}}',
  );
});

test('in the account of an archive that others deliver to, bucket and key are protected without a trail', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const archive = new LogArchive(stack, 'Archive');
  new TamperProtection(stack, 'Tamper', { archive, topics: [new Topic(stack, 'Topic')] });

  // The log group is that of the function: its streams count the repairs.
  expect([...patternsOf(Template.fromStack(stack)).keys()]).toEqual(['bucket', 'key', 'logGroup', 'topic', 'rule', 'protection']);
});

test('further keys are watched', () => {
  const { Key: CdkKey } = jest.requireActual('aws-cdk-lib/aws-kms');
  const key = CdkKey.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1234');
  const { template } = tamperIn({ props: { keys: [key] } });
  const disable = onBus(call('kms', 'DisableKey', { requestParameters: { keyId: '1234' } }));
  expect(matchesEvent(patternsOf(template()).get('key'), disable)).toBe(true);
});

test('a bucket and a key of another Region are watched there, with what forwards', () => {
  const app = new App();
  const there = new Stack(app, 'There', { env: { ...env, region: 'us-east-1' } });
  const stack = new Stack(app, 'Stack', { env });
  const bucket = Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'elsewhere', region: 'us-east-1', account: env.account });
  const archive = LogArchive.fromBucket(stack, 'Archive', { bucket, policiesManagedBy: 'others' });
  const protection = new TamperProtection(stack, 'Tamper', { archive, topics: [new Topic(stack, 'Topic')] });
  protection.forwardFrom(there, 'Forwarding');

  const [here, forwarded] = [patternsOf(Template.fromStack(stack)), patternsOf(Template.fromStack(there), { region: 'us-east-1' })];
  expect([...forwarded.keys()]).toEqual(['bucket', 'rule', 'protection']);
  const deletion = onBus(call('s3', 'DeleteBucket', { awsRegion: 'us-east-1', requestParameters: { bucketName: 'elsewhere' } }));
  expect([here, forwarded].map((patterns) => [...patterns.values()].filter((pattern) => matchesEvent(pattern, deletion)).length)).toEqual([1, 1]);
});

test('what is forwarded goes to the default bus of the Region of the trail, by a role of its own', () => {
  const there = Template.fromStack(plainTamper(true).global);
  const targets = deployed(there, 'AWS::Events::Rule', { region: 'us-east-1' }).map(({ properties }) => properties.Targets[0]);
  expect(new Set(targets.map(({ Arn }) => Arn))).toEqual(new Set(['arn:aws:events:eu-west-1:111122223333:event-bus/default']));
  expect(targets.every(({ RoleArn }) => /^arn:aws:iam::/.test(RoleArn))).toBe(true);
  there.resourceCountIs('AWS::IAM::Policy', 0);
});

describe('warns', () => {
  test('of the Region of global services, until it is forwarded', () => {
    const message = (forwarded: boolean, region?: string) => {
      const { stack } = region ? tamperIn({ forwarded, region }) : plainTamper(forwarded);
      return warnings(stack, 'notForwarded').map(({ entry }) => String(entry.data));
    };
    expect(message(false)[0]).toMatch(/iam and organizations.*"us-east-1"/);
    expect(message(true)).toEqual([]);
    expect(message(false, 'us-east-1')).toEqual([]);
    expect(message(false, 'cn-northwest-1')[0]).toContain('"cn-north-1"');
    expect(message(false, 'us-gov-east-1')[0]).toContain('"us-gov-west-1"');
  });

  test('of services whose calls the trail leaves out', () => {
    const { stack } = tamperIn({
      trail: { eventSelectors: [EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS] })] },
      forwarded: true,
    });
    expect(warnings(stack, 'notLogged').map(({ entry }) => String(entry.data))).toEqual([expect.stringContaining('["kms"]')]);
    expect(warnings(plainTamper(true).stack, 'notLogged')).toEqual([]);
  });

  test('of an archive in another account', () => {
    const stack = new Stack(undefined, 'Stack', { env });
    const bucket = Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'central', region: env.region, account: '444455556666' });
    const archive = LogArchive.fromBucket(stack, 'Archive', { bucket, policiesManagedBy: 'others' });
    const trail = AuditTrail.fromTrailAttributes(stack, 'Trail', { trailArn: IMPORTED });
    new TamperProtection(stack, 'Tamper', { trail, archive, topics: [new Topic(stack, 'Topic')] });
    expect(warnings(stack, 'otherAccount')).toHaveLength(1);
  });
});

describe('refuses', () => {
  const stack = () => new Stack(undefined, 'Other', { env });
  const trailIn = (region: string, account = env.account) =>
    AuditTrail.fromTrailAttributes(stack(), 'Trail', { trailArn: `arn:aws:cloudtrail:${region}:${account}:trail/a` });
  const protectionOf = (props: object) => () => {
    const scope = stack();
    return new TamperProtection(scope, 'Tamper', { topics: [new Topic(scope, 'Topic')], ...props });
  };
  const attempts = (options: object) => protectionOf({ trail: trailIn(env.region), repair: TamperRepair.logging(options) });

  test.each<[string, RegExp, () => unknown]>([
    ['to tell nobody', /TamperProtection\.noTarget\]/, () => tamperIn({ props: { topics: [] } })],
    ['to protect nothing', /TamperProtection\.nothingProtected\]/, protectionOf({})],
    ['a trail of another Region', /TamperProtection\.region\] .*us-east-1/, protectionOf({ trail: trailIn('us-east-1') })],
    ['a trail of another account', /TamperProtection\.account\] .*444455556666/, protectionOf({ trail: trailIn(env.region, '444455556666') })],
    [
      'a topic of another Region',
      /TamperProtection\.alarmTopicRegion\]/,
      () =>
        tamperIn({
          props: {
            topics: [
              Topic.fromTopicArn(
                new Stack(undefined, 'There', { env: { ...env, region: 'us-east-1' } }),
                'T',
                'arn:aws:sns:us-east-1:111122223333:there',
              ),
            ],
          },
        }),
    ],
    [
      'repair without a trail',
      /TamperProtection\.noTrail\]/,
      () => protectionOf({ archive: new LogArchive(stack(), 'Archive'), repair: TamperRepair.logging() })(),
    ],
    [
      'to put back selectors that nobody knows',
      /TamperProtection\.selectorsUnknown\]/,
      protectionOf({ trail: trailIn(env.region), repair: TamperRepair.loggingAndSelectors() }),
    ],
    ['no try', /TamperProtection\.repairBounds\]/, attempts({ attempts: 0 })],
    ['half a try', /TamperProtection\.repairBounds\]/, attempts({ attempts: 1.5 })],
    ['tries without end', /TamperProtection\.repairBounds\]/, attempts({ attempts: 11 })],
    ['a window of a minute', /TamperProtection\.repairBounds\]/, attempts({ window: Duration.minutes(1) })],
    ['a window that is not of whole minutes', /TamperProtection\.repairBounds\]/, attempts({ window: Duration.seconds(330) })],
    ['a window of days', /TamperProtection\.repairBounds\]/, attempts({ window: Duration.days(2) })],
    ['a role that is no ARN', /TamperProtection\.deployRole\] .*"deploy"/, () => tamperIn({ props: { deployRoles: ['deploy'] } })],
    ['a role with a blank', /TamperProtection\.deployRole\]/, () => tamperIn({ props: { deployRoles: [`${DEPLOY} *`] } })],
    ['policies that exempt nobody', /TamperProtection\.noDeployRole\]/, () => plainTamper(false).protection.serviceControlPolicy()],
    [
      'policies that are too long',
      /TamperProtection\.policyTooLong\] .*5120/,
      () =>
        tamperIn({
          props: { deployRoles: Array.from({ length: 50 }, (_, index) => `${DEPLOY}-${'x'.repeat(40)}-${index}`) },
        }).protection.serviceControlPolicy(),
    ],
    [
      'selectors that the function cannot be told',
      /TamperProtection\.selectorsTooLong\] .*TamperRepair\.logging/,
      () =>
        tamperIn({
          trail: {
            eventSelectors: [
              EventSelector.s3Objects(
                Array.from({ length: 100 }, (_, index) => S3Objects.of(Bucket.fromBucketName(new Stack(), 'B', `bucket-${index}-with-a-long-name`))),
              ),
            ],
          },
          props: { repair: TamperRepair.loggingAndSelectors() },
        }).template(),
    ],
    [
      'patterns that are too long',
      /TamperProtection\.patternTooLong\] .*2048/,
      () => tamperIn({ props: { logGroup: LogGroup.fromLogGroupName(stack(), 'Long', 'x'.repeat(400)) } }).template(),
    ],
    ['to forward from its own Region', /TamperProtection\.forwardFrom\]/, () => plainTamper(false).protection.forwardFrom(stack(), 'Forwarding')],
    [
      'to forward between Regions that are not known',
      /TamperProtection\.forwardFrom\] .*unknown/,
      () => plainTamper(false).protection.forwardFrom(new Stack(), 'Forwarding'),
    ],
    [
      'to forward from a Region twice',
      /TamperProtection\.forwardedTwice\] .*"us-east-1"/,
      () => {
        const { protection, global } = plainTamper(true);
        protection.forwardFrom(global, 'Again');
      },
    ],
    [
      'to forward between accounts',
      /TamperProtection\.forwardFrom\]/,
      () =>
        plainTamper(false).protection.forwardFrom(
          new Stack(undefined, 'There', { env: { account: '444455556666', region: 'us-east-1' } }),
          'Forwarding',
        ),
    ],
  ])('%s', (_, message, define) => {
    expect(define).toThrow(message);
  });
});

test('no ARN is bound to one partition', () => {
  const resources = Object.entries(
    tamperIn({ region: 'cn-north-1', props: { repair: TamperRepair.loggingAndSelectors() } })
      .template()
      .toJSON().Resources,
  );
  expect(JSON.stringify(resources.filter(([id]) => id.startsWith('Tamper')))).not.toContain('arn:aws:');
});

test('names are known before anything exists, fit what AWS takes, and differ by stack and by Region where IAM needs that', () => {
  const namesIn = (region: string, path: string) => {
    const stack = new Stack(undefined, path, { env: { ...env, region } });
    new TamperProtection(stack, 'TamperProtectionWithALongNameOfTheConstruct', {
      trail: AuditTrail.fromTrailAttributes(stack, 'T', { trailArn: `arn:aws:cloudtrail:${region}:111122223333:trail/a` }),
      topics: [new Topic(stack, 'Topic')],
    });
    const template = Template.fromStack(stack);
    return ['AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Events::Rule', 'AWS::SQS::Queue'].flatMap((type) =>
      deployed(template, type).map(({ properties }) =>
        String(properties.RoleName ?? properties.FunctionName ?? properties.Name ?? properties.QueueName),
      ),
    );
  };
  const one = namesIn('ap-southeast-2', 'AStackWithALongNameThatGoesOnAndOn');
  expect(one.filter((name) => name.length > 64 || !/^[\w-]+$/.test(name))).toEqual([]);
  expect(namesIn('eu-west-1', 'AStackWithALongNameThatGoesOnAndOn')[0]).not.toBe(one[0]);
  expect(namesIn('ap-southeast-2', 'AStackWithALongNameThatGoesOnAndOnToo').filter((name) => one.includes(name))).toEqual([]);
});

test('feature flags change nothing but what the CDK itself does', () => {
  const ids = ({ template }: ReturnType<typeof tamperIn>) => Object.keys(template().findResources('AWS::Events::Rule'));
  expect(ids(tamperIn({ context: ALL_FLAGS, forwarded: true }))).toEqual(ids(plainTamper(true)));
});

test('the key of the function’s log is the one that is given', () => {
  const key = Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1234');
  tamperIn({ props: { encryptionKey: key } })
    .template()
    .hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: key.keyArn, RetentionInDays: 365 });
});

test('what messages and alarms link to are sections of the documentation', () => {
  const headings = readFileSync(join(__dirname, '../../docs/tamper-protection.md'), 'utf8').match(/^##+ .*$/gm) ?? [];
  const anchors = headings.map((heading) => heading.replace(/^#+ /, '').toLowerCase().replace(/\W+/g, '-'));
  const [alarm] = Object.values(plainTamper(false).template().findResources('AWS::CloudWatch::Alarm'));
  expect(anchors).toEqual(
    expect.arrayContaining(['when-the-trail-was-changed', 'when-something-else-was-changed', alarm?.Properties.AlarmDescription.split('#').at(-1)]),
  );
});
