import { App, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AccessReport, AuditTrail, EventSelector, Noise, ReadWrite, S3Objects, SharedTrail, UncoveredResources } from '../../lib';
import { newStack } from '../helpers/apps';
import { selectorsOf } from '../helpers/selectors';

const table = (scope: Construct, id: string, tableName?: string) =>
  new Table(scope, id, { tableName, partitionKey: { name: 'id', type: AttributeType.STRING } });
const fn = (scope: Construct, id: string, functionName?: string) =>
  new LambdaFunction(scope, id, {
    functionName,
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
  });

/** The ARNs that the data event selectors of the trail name, by type. */
function named(stack: Stack): Record<string, string[]> {
  const rows = selectorsOf(stack).filter(({ FieldSelectors }) => FieldSelectors.some(({ Equals }) => Equals?.includes('Data')));
  return Object.fromEntries(
    rows.map(({ FieldSelectors }) => {
      const of = (field: string) => FieldSelectors.find(({ Field }) => Field === field);
      const readOnly = of('readOnly')?.Equals?.[0];
      const type = `${of('resources.type')?.Equals?.[0]}${readOnly === undefined ? '' : readOnly === 'true' ? ' reads' : ' writes'}`;
      return [type, [...(of('resources.ARN')?.StartsWith ?? of('resources.ARN')?.Equals ?? [])]];
    }),
  );
}

describe('logDataEventsOf', () => {
  test('a part of the app logs every bucket, function and table in it, also those defined later, in the order of their paths', () => {
    const stack = newStack();
    const team = new Construct(stack, 'Team');
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit' });
    trail.logDataEventsOf(team);
    new Bucket(team, 'Uploads', { bucketName: 'uploads' });
    new Bucket(team, 'Reports', { bucketName: 'reports' });
    fn(team, 'Handler');
    table(team, 'Orders');
    expect(named(stack)).toEqual({
      'AWS::S3::Object': ['arn:aws:s3:::reports/', 'arn:aws:s3:::uploads/'],
      'AWS::Lambda::Function': [expect.stringMatching(/:function:/)],
      'AWS::DynamoDB::Table': [expect.stringMatching(/:table\//)],
    });
  });

  test('passes over log buckets, and over what processes log files', () => {
    const stack = newStack();
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit' });
    new AccessReport(stack, 'Report', { archive: trail.archive, alarmTopic: new Topic(stack, 'Alarms') });
    new Bucket(stack, 'Reports', { bucketName: 'reports' });
    trail.logDataEventsOf(stack);
    expect(named(stack)).toEqual({ 'AWS::S3::Object': ['arn:aws:s3:::reports/'] });
  });

  test.each([
    ['a bucket', (stack: Stack) => new Bucket(stack, 'B', { bucketName: 'reports' }), 'arn:aws:s3:::reports/'],
    ['an imported bucket', (stack: Stack) => Bucket.fromBucketName(stack, 'B', 'reports'), 'arn:aws:s3:::reports/'],
    [
      'an imported table',
      (stack: Stack) => Table.fromTableArn(stack, 'T', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders'),
      'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    ],
    [
      'an imported function',
      (stack: Stack) => LambdaFunction.fromFunctionArn(stack, 'F', 'arn:aws:lambda:eu-west-1:111122223333:function:f'),
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
    ],
  ])('takes %s alone', (_, define, arn) => {
    const stack = newStack();
    new AuditTrail(stack, 'Audit', { trailName: 'audit' }).logDataEventsOf(define(stack));
    expect(Object.values(named(stack))).toEqual([[arn]]);
  });

  test('refuses a log bucket that is asked for by itself', () => {
    const stack = newStack();
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit' });
    trail.logDataEventsOf(trail.archive.bucket);
    expect(() => Template.fromStack(stack)).toThrow(/logsOwnDeliveries/);
  });

  test('takes only what carries the tags, those of a scope around it included', () => {
    const stack = newStack();
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit' });
    trail.logDataEventsOf(stack, { tags: { 'data-class': 'restricted' } });
    const team = new Construct(stack, 'Team');
    new Bucket(team, 'Reports', { bucketName: 'reports' });
    new Bucket(stack, 'Other', { bucketName: 'other' });
    Tags.of(team).add('data-class', 'restricted');
    expect(named(stack)).toEqual({ 'AWS::S3::Object': ['arn:aws:s3:::reports/'] });
  });

  test('keeps reads and writes apart, and spends no value twice', () => {
    const stack = newStack();
    const bucket = new Bucket(stack, 'Reports', { bucketName: 'reports' });
    const trail = new AuditTrail(stack, 'Audit', { trailName: 'audit' });
    trail.logDataEventsOf(bucket, { readWrite: ReadWrite.WRITE_ONLY, withoutNoise: [Noise.S3_LIFECYCLE] });
    trail.logDataEventsOf(new Bucket(stack, 'Uploads', { bucketName: 'uploads' }), {
      readWrite: ReadWrite.WRITE_ONLY,
      withoutNoise: [Noise.S3_LIFECYCLE],
    });
    trail.logDataEventsOf(bucket, { readWrite: ReadWrite.WRITE_ONLY, withoutNoise: [Noise.S3_LIFECYCLE] });
    expect(named(stack)).toEqual({ 'AWS::S3::Object writes': ['arn:aws:s3:::reports/', 'arn:aws:s3:::uploads/'] });
  });

  test('of nothing gives a warning', () => {
    const stack = newStack();
    new AuditTrail(stack, 'Audit', { trailName: 'audit' }).logDataEventsOf(new Construct(stack, 'Empty'), { tags: { a: 'b' } });
    Annotations.fromStack(stack).hasWarning('/Stack/Audit', Match.stringLikeRegexp('nothingToLog.*Stack/Empty'));
  });
});

describe('a shared trail', () => {
  test('logs what twenty stacks contribute, before and after it is defined, without a cycle, whoever comes first', () => {
    const synthesize = (ids: number[]) => {
      const app = new App();
      const contribute = (id: number) => {
        const team = new Stack(app, `Team${String(id).padStart(2, '0')}`);
        new Bucket(team, 'Bucket');
        SharedTrail.contribute(team);
      };
      ids.slice(0, 10).forEach(contribute);
      const stack = new Stack(app, 'Audit');
      new SharedTrail(stack, 'Trail', { trailName: 'shared' });
      ids.slice(10).forEach(contribute);
      app.synth();
      return JSON.stringify(Object.values(Template.fromStack(stack).findResources('AWS::CloudTrail::Trail'))[0]);
    };
    const ids = Array.from({ length: 20 }, (_, index) => index);
    expect(synthesize([...ids].reverse())).toBe(synthesize(ids));
    expect(synthesize(ids).match(/Fn::ImportValue/g)).toHaveLength(20);
  });

  test('names resources by their names where they have some, so that no stack waits for another', () => {
    const app = new App();
    const stack = new Stack(app, 'Audit');
    const trail = new SharedTrail(stack, 'Trail', { trailName: 'shared' });
    const team = new Stack(app, 'Team');
    // The team's stack waits for the trail's.
    team.addDependency(stack);
    new Bucket(team, 'Bucket', { bucketName: 'team-bucket' });
    fn(team, 'Handler', 'team-handler');
    table(team, 'Table', 'team-table');
    SharedTrail.contribute(team);
    expect(() => app.synth()).not.toThrow();
    expect(SharedTrail.of(team)).toBe(trail);
    expect(Object.values(named(stack)).flat()).toEqual([
      expect.stringMatching(/team-bucket\/$/),
      expect.stringMatching(/:function:team-handler$/),
      expect.stringMatching(/:table\/team-table$/),
    ]);
  });

  test('that cannot name a resource says which, and the way out', () => {
    const app = new App();
    const stack = new Stack(app, 'Audit');
    new SharedTrail(stack, 'Trail', { trailName: 'shared' });
    const other = new Stack(app, 'Other');
    other.addDependency(stack);
    new Bucket(other, 'Bucket');
    SharedTrail.contribute(other);
    expect(() => app.synth()).toThrow(/cyclicContribution.*Other\/Bucket.*waits for the stack of the trail.*a name of its own/);
  });

  test('over the limit says who contributes most', () => {
    const app = new App();
    const stack = new Stack(app, 'Audit');
    new SharedTrail(stack, 'Trail', { trailName: 'shared' });
    for (const [id, count] of [
      ['Small', 100],
      ['Large', 400],
    ] as const) {
      const team = new Stack(app, id);
      for (let index = 0; index < count; index++) new Bucket(team, `Bucket${index}`, { bucketName: `${id.toLowerCase()}-${index}` });
      SharedTrail.contribute(team);
    }
    expect(() => app.synth()).toThrow(/valueCount.*most of the resources, 400, are of the stack Large/);
  });

  test('is one for each stage', () => {
    const app = new App();
    for (const name of ['Dev', 'Prod']) {
      const stack = new Stack(new Stage(app, name), 'Audit');
      new SharedTrail(stack, 'Trail', { trailName: 'shared' });
      SharedTrail.contribute(new Bucket(stack, 'Bucket'));
    }
    expect(() => app.synth()).not.toThrow();
  });

  test('that is missing, or is there twice, is an error', () => {
    const stack = newStack();
    SharedTrail.contribute(new Bucket(stack, 'Bucket'));
    expect(() => Template.fromStack(stack)).toThrow(/SharedTrail\.missing.*Stack\/Bucket/);
    expect(() => SharedTrail.of(stack)).toThrow(/SharedTrail\.missing/);
    new SharedTrail(stack, 'Trail', { trailName: 'shared' });
    expect(() => new SharedTrail(stack, 'Again', { trailName: 'again' })).toThrow(/SharedTrail\.second.*Stack\/Trail/);
  });
});

describe('requireDataEventsOf', () => {
  const stackWith = (selectors: (stack: Stack, bucket: Bucket) => EventSelector[], mode?: UncoveredResources) => {
    const stack = newStack();
    const bucket = new Bucket(stack, 'Reports');
    Tags.of(bucket).add('data-class', 'restricted');
    new Bucket(stack, 'Public');
    const trail = new AuditTrail(stack, 'Audit', {
      trailName: 'audit',
      eventSelectors: [EventSelector.managementEvents(), ...selectors(stack, bucket)],
    });
    trail.requireDataEventsOf({ 'data-class': 'restricted' }, mode);
    return stack;
  };

  test.each([
    ['nothing', () => [], /all reads and writes of it/],
    [
      'reads only',
      (_: Stack, bucket: Bucket) => [EventSelector.s3Objects([S3Objects.of(bucket)], { readWrite: ReadWrite.READ_ONLY })],
      /all writes of it/,
    ],
    ['one folder', (_: Stack, bucket: Bucket) => [EventSelector.s3Objects([S3Objects.of(bucket, 'finance')])], /all reads and writes of it/],
  ])('reports a tagged resource of which the trail logs %s', (_, selectors, message) => {
    Annotations.fromStack(stackWith(selectors)).hasWarning(
      '/Stack/Audit',
      Match.stringLikeRegexp(`Trail.uncovered.*Stack/Reports is tagged data-class=restricted.*${message.source}`),
    );
    expect(() => Template.fromStack(stackWith(selectors, UncoveredResources.FAIL))).toThrow(message);
  });

  test('is content with a resource that is logged', () => {
    expect(() =>
      Template.fromStack(stackWith((_, bucket) => [EventSelector.s3Objects([S3Objects.of(bucket)])], UncoveredResources.FAIL)),
    ).not.toThrow();
  });
});

test('a trail of buckets, functions and tables of the app gives no warning', () => {
  const stack = newStack();
  const data = new Construct(stack, 'Data');
  const [bucket, handler, orders] = [new Bucket(data, 'Bucket'), fn(data, 'Handler'), table(data, 'Orders')];
  const trail = new AuditTrail(stack, 'Audit', {
    trailName: 'audit',
    eventSelectors: [
      EventSelector.managementEvents(),
      EventSelector.s3Objects([S3Objects.of(bucket)]),
      EventSelector.lambdaInvocations([handler]),
      EventSelector.dynamoDbItems([orders]),
    ],
  });
  trail.logDataEventsOf(new Bucket(data, 'Later'));
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
});
