import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { evaluate } from '../../lib/policy/evaluate';
import { logBucketsOf } from '../../lib/private/log-buckets';
import { LogFileKind } from '../../lib/processing/log-file-kind';
import { LogProcessor } from '../../lib/processing/log-processor';
import type { LogProcessorProps } from '../../lib/processing/log-processor-props';
import { ALL_FLAGS } from '../helpers/apps';
import { arnOf, identityPoliciesOf } from '../helpers/policies';

const env = { account: '111122223333', region: 'eu-west-1' };
const code = Code.fromInline('exports.handler = async () => {};');
const day = 'eu-west-1/2026/01/01/x.json.gz';

function processorIn(props: Partial<LogProcessorProps> = {}, id = 'Deletions') {
  const stack = new Stack(new App(), 'Stack', { env });
  const archive = new LogArchive(stack, 'Archive', { keyPrefix: 'audit' });
  const alarmTopic = new Topic(stack, 'Alarms');
  const processor = new LogProcessor(stack, id, { archive, alarmTopic, code, ...props });
  return { stack, archive, alarmTopic, processor, template: () => Template.fromStack(stack) };
}

/** What the function of `Deletions` may do, by name of the resource. */
function rightsIn(template: Template) {
  const policies = identityPoliciesOf(template, 'DeletionsHandlerRole', env);
  const principal = { arn: arnOf(template, 'DeletionsHandlerRole', env) };
  return {
    arn: (id: string) => arnOf(template, id, env),
    effect: (action: string, resource: string) => evaluate(policies, { principal, action, resource }).effect,
  };
}

test('runs the code of its user on arm64 and the newest Node.js, with what the handler needs to know', () => {
  const { stack, processor, template } = processorIn({ handler: 'deletions.run', environment: { BUCKETS: 'reports' } });

  template().hasResourceProperties('AWS::Lambda::Function', {
    Handler: 'deletions.run',
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Environment: {
      Variables: {
        BUCKETS: 'reports',
        DERIVED_BUCKET: stack.resolve(processor.derivedBucket.bucketName),
        DEAD_LETTER_QUEUE_URL: stack.resolve(processor.deadLetterQueue.queueUrl),
        PROCESSOR_NAME: 'Stack/Deletions',
        PROCESSOR_PREFIX: 'Deletions/',
        METRIC_NAMESPACE: 'CdkCloudTrail/LogProcessor',
      },
    },
  });
  template().hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionResponseTypes: ['ReportBatchItemFailures'] });
});

test('gets messages about the families that it asks for, by a rule for each', () => {
  const { template } = processorIn({ kinds: Object.values(LogFileKind) });
  const rules = Object.values(template().findResources('AWS::Events::Rule'));

  expect(rules.map(({ Properties }) => Properties.EventPattern.detail.object.key)).toEqual(
    ['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail-Aggregated'].map((folder) => [
      { wildcard: `audit/AWSLogs/*/${folder}/*.json.gz` },
    ]),
  );
});

test('may read the log files of its families, whoever they are delivered for, and no others', () => {
  const { arn, effect } = rightsIn(processorIn({ kinds: [LogFileKind.INSIGHT] }).template());
  const logs = arn('ArchiveBucket');

  expect(effect('s3:GetObject', `${logs}/audit/AWSLogs/111122223333/CloudTrail-Insight/${day}`)).toBe('allowed');
  expect(effect('s3:GetObject', `${logs}/audit/AWSLogs/o-abcdefghij/111122223333/CloudTrail-Insight/${day}`)).toBe('allowed');
  expect(effect('kms:Decrypt', arn('ArchiveKey'))).toBe('allowed');
  for (const key of ['CloudTrail', 'CloudTrail-Digest', 'CloudTrail-NetworkActivity']) {
    expect(effect('s3:GetObject', `${logs}/audit/AWSLogs/111122223333/${key}/${day}`)).toBe('notAllowed');
  }
  expect(effect('s3:GetObject', `${logs}/AWSLogs/111122223333/CloudTrail-Insight/${day}`)).toBe('notAllowed');
  expect(effect('kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/other')).toBe('notAllowed');
});

test('may not list the archive, nor change or delete anything in it', () => {
  const { arn, effect } = rightsIn(processorIn().template());
  const file = `${arn('ArchiveBucket')}/audit/AWSLogs/111122223333/CloudTrail/${day}`;

  expect(effect('s3:GetObject', file)).toBe('allowed');
  expect(effect('s3:ListBucket', arn('ArchiveBucket'))).toBe('notAllowed');
  for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectRetention', 's3:PutObjectTagging']) {
    expect(effect(action, file)).toBe('notAllowed');
  }
});

test('may write below its prefix and read there what says what is done, and neither list nor delete', () => {
  const { arn, effect } = rightsIn(processorIn({ prefix: 'team/deletions/' }).template());
  const derived = arn('DeletionsDerived');

  expect(effect('s3:PutObject', `${derived}/team/deletions/rows/1.json`)).toBe('allowed');
  for (const folder of ['claims', 'ledger', 'attempts']) expect(effect('s3:GetObject', `${derived}/team/deletions/${folder}/1`)).toBe('allowed');
  expect(effect('s3:GetObject', `${derived}/team/deletions/rows/1.json`)).toBe('notAllowed');
  expect(effect('s3:PutObject', `${derived}/team/else/1`)).toBe('notAllowed');
  expect(effect('s3:DeleteObject', `${derived}/team/deletions/rows/1.json`)).toBe('notAllowed');
  expect(effect('s3:ListBucket', derived)).toBe('notAllowed');
});

test('may take messages from its queue, and send to its dead-letter queue only', () => {
  const { arn, effect } = rightsIn(processorIn().template());
  const [queue, deadLetters] = [arn('DeletionsLogFilesQueue'), arn('DeletionsLogFilesDeadLetters')];

  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility']) expect(effect(action, queue)).toBe('allowed');
  expect(effect('sqs:SendMessage', deadLetters)).toBe('allowed');
  expect(effect('sqs:SendMessage', queue)).toBe('notAllowed');
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue']) expect(effect(action, deadLetters)).toBe('notAllowed');
  expect(effect('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:other')).toBe('notAllowed');
});

test('gets what else its code needs by grants to the construct', () => {
  const { stack, processor, template } = processorIn();
  new Topic(stack, 'Findings').grantPublish(processor);
  processor.grantReadDerived(processor);

  const { arn, effect } = rightsIn(template());
  expect(effect('sns:Publish', arn('Findings'))).toBe('allowed');
  expect(effect('s3:GetObject', `${arn('DeletionsDerived')}/Deletions/rows/1.json`)).toBe('allowed');
  expect(effect('s3:GetObject', `${arn('DeletionsDerived')}/else`)).toBe('notAllowed');
});

test('keeps what it writes out of the trails of the app: in a bucket of its own all of it, in another what is below its prefix', () => {
  const { stack, archive, alarmTopic, processor } = processorIn();
  const derivedBucket = new Bucket(stack, 'Mine');
  new LogProcessor(stack, 'Other', { archive, alarmTopic, code, derivedBucket });

  const places = logBucketsOf(stack).map(({ path, keyPrefix }) => [path, keyPrefix]);
  expect(places).toEqual(
    expect.arrayContaining([
      [processor.derivedBucket.node.path, ''],
      ['Stack/Mine', 'Other/'],
    ]),
  );
});

test('tells the topic of four things, each with a section of the runbook', () => {
  const { stack, alarmTopic, processor, template } = processorIn({ maxDelay: Duration.minutes(20) });
  const alarms = Object.values(template().findResources('AWS::CloudWatch::Alarm'));

  expect(processor.alarms).toHaveLength(4);
  expect(alarms.map(({ Properties }) => /runbook\.md#(.*)$/.exec(Properties.AlarmDescription)?.[1]).sort()).toEqual([
    'processor-conservation',
    'processor-dead-letters',
    'processor-delay',
    'processor-unreadable-records',
  ]);
  const topic = stack.resolve(alarmTopic.topicArn);
  for (const { Properties } of alarms)
    expect(Properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic], TreatMissingData: 'notBreaching' });
});

test('finds a record that was read and is neither handled nor dropped nor unreadable', () => {
  const metric = (MetricName: string) =>
    Match.objectLike({
      MetricStat: Match.objectLike({
        Metric: { MetricName, Namespace: 'Security', Dimensions: [{ Name: 'service', Value: 'Stack/Deletions' }] },
        Stat: 'Sum',
        Period: 300,
      }),
      ReturnData: false,
    });
  processorIn({ metricNamespace: 'Security' })
    .template()
    .hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Metrics: [
        Match.objectLike({ Expression: 'ABS(FILL(read, 0) - FILL(handled, 0) - FILL(dropped, 0) - FILL(unreadable, 0))' }),
        metric('RecordsRead'),
        metric('RecordsHandled'),
        metric('RecordsDropped'),
        metric('UnreadableRecords'),
      ],
    });
});

test.each([
  ['Files', 'Sum', (processor: LogProcessor) => processor.metricFiles()],
  ['FilesParked', 'Sum', (processor: LogProcessor) => processor.metricFilesParked()],
  ['RecordsRead', 'Sum', (processor: LogProcessor) => processor.metricRecordsRead()],
  ['RecordsHandled', 'Sum', (processor: LogProcessor) => processor.metricRecordsHandled()],
  ['UnreadableRecords', 'Sum', (processor: LogProcessor) => processor.metricUnreadableRecords()],
  ['MessageAge', 'Maximum', (processor: LogProcessor) => processor.metricMessageAge()],
  ['Deletions', 'Sum', (processor: LogProcessor) => processor.metric('Deletions')],
])('gives the metric %s of this processor', (metricName, statistic, metricOf) => {
  expect(metricOf(processorIn().processor)).toMatchObject({
    namespace: 'CdkCloudTrail/LogProcessor',
    metricName,
    statistic,
    dimensions: { service: 'Stack/Deletions' },
  });
});

test('writes below its id, without what has no place in a key', () => {
  expect(processorIn({}, 'Who deletes, and what?').processor.prefix).toBe('Who-deletes-and-what-/');
});

test('shares a derived bucket with processors that write elsewhere', () => {
  const { archive, alarmTopic, stack } = processorIn();
  const derivedBucket = new Bucket(stack, 'Mine');
  for (const id of ['One', 'OneMore']) new LogProcessor(stack, id, { archive, alarmTopic, code, derivedBucket });
  Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
});

test.each([
  ['the same place', 'One/'],
  ['a place within that of another', 'One/more/'],
])('fails for %s in a derived bucket', (_, prefix) => {
  const { archive, alarmTopic, stack } = processorIn();
  const props = { archive, alarmTopic, code };
  new LogProcessor(stack, 'One', { ...props, derivedBucket: Bucket.fromBucketName(stack, 'Mine', 'derived') });
  const derivedBucket = Bucket.fromBucketName(stack, 'Again', 'derived');
  expect(() => new LogProcessor(stack, 'Two', { ...props, derivedBucket, prefix })).toThrow(
    /LogProcessor\.prefixTaken.*Stack\/One writes at 'One\/'.*Stack\/Two/,
  );
});

test.each<[string, Partial<LogProcessorProps>, RegExp]>([
  ['a prefix without a slash at the end', { prefix: 'deletions' }, /LogProcessor\.prefix\].*got "deletions"/],
  ['a prefix with a star, which would allow more', { prefix: '*/' }, /LogProcessor\.prefix\]/],
  ['a prefix that begins with a slash', { prefix: '/deletions/' }, /LogProcessor\.prefix\]/],
  ['a prefix that some tools read as a folder above', { prefix: 'a/../' }, /LogProcessor\.prefix\]/],
  ['no prefix', { prefix: '' }, /LogProcessor\.prefix\]/],
  ['a longer prefix than leaves room for a key', { prefix: `${'a'.repeat(256)}/` }, /LogProcessor\.prefix\]/],
  ['no family', { kinds: [] }, /LogProcessor\.kinds.*at least one family/],
  ['a family twice', { kinds: [LogFileKind.INSIGHT, LogFileKind.INSIGHT] }, /LogProcessor\.kinds.*each once/],
  ['a variable that the handler relies on', { environment: { DERIVED_BUCKET: 'x', A: 'b' } }, /LogProcessor\.environment.*\["DERIVED_BUCKET"\]/],
  ['a namespace of AWS', { metricNamespace: 'AWS/S3' }, /LogProcessor\.metricNamespace.*got "AWS\/S3"/],
  ['an empty namespace', { metricNamespace: '' }, /LogProcessor\.metricNamespace/],
  ['less memory than Lambda has', { memorySize: 64 }, /LogProcessor\.memorySize.*at least 128/],
  ['a timeout that Lambda has not', { timeout: Duration.hours(1) }, /LogProcessor\.timeout/],
])('fails for %s', (_, props, message) => {
  expect(() => processorIn(props)).toThrow(message);
});

test('is deployable with archive, topic and processor in three stacks, with all feature flags and with none', () => {
  for (const context of [{}, ALL_FLAGS]) {
    const app = new App({ context });
    const [one, two, three] = ['One', 'Two', 'Three'].map((id) => new Stack(app, id, { env })) as [Stack, Stack, Stack];
    new LogProcessor(three, 'Deletions', { archive: new LogArchive(one, 'Archive'), alarmTopic: new Topic(two, 'Alarms'), code });
    expect(() => app.synth()).not.toThrow();
  }
});
