import { CfnParameter } from 'aws-cdk-lib';
import { AttributeType, CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AllBucketsConsent, EventSelector, ManagementEventSource, NetworkEventSource, ReadWrite, ResourceType, S3Objects } from '../../lib';
import { newStack } from '../helpers/apps';

const rowsOf = (selector: EventSelector) => selector._render().FieldSelectors;

describe('management events', () => {
  test('are all selected where nothing else is said', () => {
    expect(rowsOf(EventSelector.managementEvents())).toEqual([{ Field: 'eventCategory', Equals: ['Management'] }]);
  });

  test('leave out the sources and the reads that are not wanted', () => {
    expect(rowsOf(EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS], readWrite: ReadWrite.WRITE_ONLY }))).toEqual([
      { Field: 'eventCategory', Equals: ['Management'] },
      { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
      { Field: 'readOnly', Equals: ['false'] },
    ]);
  });

  test('of every source are logged where the list of excluded ones is empty', () => {
    expect(rowsOf(EventSelector.managementEvents({ exclude: [] }))).toEqual([{ Field: 'eventCategory', Equals: ['Management'] }]);
  });
});

describe('objects of S3', () => {
  const arn = (bucket: string, rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::${bucket}/${rest}`]] });

  test.each([
    ['all of a bucket', undefined, ''],
    ['of a folder', 'finance/', 'finance/'],
    ['of a folder whose slash was forgotten', 'finance', 'finance/'],
    ['of a folder in a folder', 'finance/2026', 'finance/2026/'],
  ])('are selected: %s', (_, prefix, rest) => {
    const stack = newStack();
    const selector = EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketName(stack, 'Reports', 'reports'), prefix)]);
    expect(stack.resolve(rowsOf(selector))).toEqual([
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'resources.ARN', StartsWith: [arn('reports', rest)] },
    ]);
  });

  test('whose keys start with part of a name are selected as they are written', () => {
    const stack = newStack();
    const selector = EventSelector.s3Objects([S3Objects.ofKeysStartingWith(Bucket.fromBucketName(stack, 'Reports', 'reports'), 'exports/2026-')]);
    expect(stack.resolve(rowsOf(selector)[2])).toEqual({ Field: 'resources.ARN', StartsWith: [arn('reports', 'exports/2026-')] });
  });

  test('of an L1 bucket are selected like those of an L2', () => {
    const stack = newStack();
    const selector = EventSelector.s3Objects([S3Objects.of(new CfnBucket(stack, 'Reports'))]);
    expect(stack.resolve(rowsOf(selector)[2])).toEqual({
      Field: 'resources.ARN',
      StartsWith: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Reports', 'Arn'] }, '/']] }],
    });
  });

  test('of all buckets are selected without a condition on the ARN, once that is consented to', () => {
    const selector = EventSelector.s3Objects([S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)], {
      readWrite: ReadWrite.READ_ONLY,
    });
    expect(rowsOf(selector).map(({ Field }) => Field)).toEqual(['eventCategory', 'resources.type', 'readOnly']);
  });

  test.each([
    [
      'of all buckets without consent',
      () => S3Objects.ofAllBuckets(undefined as unknown as AllBucketsConsent),
      /noConsent.*got undefined.*AllBucketsConsent/,
    ],
    ['of an empty folder', () => S3Objects.of(bucket(), ''), /emptyPrefix.*got "" for Stack\/Reports/],
    ['of the folder /', () => S3Objects.of(bucket(), '/'), /emptyPrefix.*got "\/"/],
    ['of a key that starts with a slash', () => S3Objects.of(bucket(), '/finance'), /leadingSlash.*got "\/finance\/"/],
    ['of no bucket', () => EventSelector.s3Objects([]), /noResources.*s3Objects\(\) must name.*S3Objects\.of/],
    ['of a type alone', () => EventSelector.dataEvents(ResourceType.S3_OBJECT), /allBucketsWithoutConsent.*S3Objects\.ofAllBuckets/],
    ['of the same type by its name', () => EventSelector.dataEvents(ResourceType.of('AWS::S3::Object')), /allBucketsWithoutConsent/],
  ])('are refused: %s', (_, select, message) => {
    expect(select).toThrow(message);
  });

  test('of a folder that is known at deployment need its slash spelled out', () => {
    const stack = newStack();
    const folder = new CfnParameter(stack, 'Folder').valueAsString;
    const reports = Bucket.fromBucketName(stack, 'Reports', 'reports');

    expect(() => S3Objects.of(reports, folder)).toThrow(/unknownSlash/);
    expect(stack.resolve(S3Objects.of(reports, `${folder}/`)._arnPrefix)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::reports/', { Ref: 'Folder' }, '/']],
    });
  });

  const bucket = () => Bucket.fromBucketName(newStack(), 'Reports', 'reports');
});

describe('functions and tables', () => {
  test('are selected by their exact ARNs', () => {
    const stack = newStack();
    const handler = LambdaFunction.fromFunctionArn(stack, 'Handler', 'arn:aws:lambda:eu-west-1:111122223333:function:report');
    const orders = Table.fromTableName(stack, 'Orders', 'orders');

    expect(rowsOf(EventSelector.lambdaInvocations([handler]))[2]).toEqual({
      Field: 'resources.ARN',
      Equals: ['arn:aws:lambda:eu-west-1:111122223333:function:report'],
    });
    expect(stack.resolve(rowsOf(EventSelector.dynamoDbItems([orders], { readWrite: ReadWrite.WRITE_ONLY })))).toEqual([
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
      { Field: 'resources.ARN', Equals: [expect.objectContaining({ 'Fn::Join': expect.anything() })] },
      { Field: 'readOnly', Equals: ['false'] },
    ]);
  });

  test('may be L1s and L2s', () => {
    const stack = newStack();
    const functions = [new CfnFunction(stack, 'L1', { code: { zipFile: 'x' }, role: 'arn' })];
    const tables = [
      new CfnTable(stack, 'T1', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] }),
      new Table(stack, 'T2', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
    ];
    expect(stack.resolve(rowsOf(EventSelector.lambdaInvocations(functions))[2])).toEqual({
      Field: 'resources.ARN',
      Equals: [{ 'Fn::GetAtt': ['L1', 'Arn'] }],
    });
    expect(rowsOf(EventSelector.dynamoDbItems(tables))[2]?.Equals).toHaveLength(2);
  });

  test.each([
    ['functions', () => EventSelector.lambdaInvocations([])],
    ['tables', () => EventSelector.dynamoDbItems([])],
  ])('are refused where there are none: %s', (_, select) => {
    expect(select).toThrow(/noResources/);
  });
});

test('data events of any type are narrowed by ARN, name, and any other field', () => {
  const selector = EventSelector.dataEvents(ResourceType.SQS_QUEUE, {
    name: 'queues',
    resourceArnPrefixes: ['arn:aws:sqs:eu-west-1:111122223333:billing-'],
    excludeResourceArnPrefixes: ['arn:aws:sqs:eu-west-1:111122223333:billing-test'],
    excludeEventNames: ['ReceiveMessage'],
    where: [{ field: 'userIdentity.arn', notEndsWith: ['/ci'] }],
  });
  expect(selector._render()).toEqual({
    Name: 'queues',
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::SQS::Queue'] },
      { Field: 'eventName', NotEquals: ['ReceiveMessage'] },
      { Field: 'userIdentity.arn', NotEndsWith: ['/ci'] },
      {
        Field: 'resources.ARN',
        StartsWith: ['arn:aws:sqs:eu-west-1:111122223333:billing-'],
        NotStartsWith: ['arn:aws:sqs:eu-west-1:111122223333:billing-test'],
      },
    ],
  });
});

test('network activity is selected by its source, and by what was denied', () => {
  expect(rowsOf(EventSelector.networkActivity(NetworkEventSource.S3, { deniedOnly: true, vpcEndpointIds: ['vpce-1'] }))).toEqual([
    { Field: 'eventCategory', Equals: ['NetworkActivity'] },
    { Field: 'eventSource', Equals: ['s3.amazonaws.com'] },
    { Field: 'errorCode', Equals: ['VpceAccessDenied'] },
    { Field: 'vpcEndpointId', Equals: ['vpce-1'] },
  ]);
});

test('a selector by its fields is passed on as it is', () => {
  expect(EventSelector.fromFieldSelectors([{ field: 'eventCategory', equalTo: ['Data'] }], 'new')._render()).toEqual({
    Name: 'new',
    FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }],
  });
});
