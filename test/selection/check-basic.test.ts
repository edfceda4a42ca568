import type { BasicEventSelector } from '../../lib/selection/basic-selector';
import { checkSelectors } from '../../lib/selection/check';
import { found, management, values } from './selectors';

const check = (...EventSelectors: BasicEventSelector[]) => checkSelectors({ EventSelectors });
const resources = (Type: string, ...Values: string[]): BasicEventSelector => ({ IncludeManagementEvents: false, DataResources: [{ Type, Values }] });
const objects = (...Values: string[]) => resources('AWS::S3::Object', ...Values);
const functions = (...Values: string[]) => resources('AWS::Lambda::Function', ...Values);
const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:orders';

test.each<[sentence: string, id: string, awsMessage: string | undefined, selectors: BasicEventSelector[]]>([
  [
    'E36 more than five selectors',
    'error basicCount',
    'Specify a valid number of selectors (1 to 5) for your trail',
    values(6, 'arn:aws:s3:::b').map((bucket) => objects(`${bucket}/`)),
  ],
  [
    'E37 more than 250 resources in total',
    'error basicResourceCount',
    'Specify a valid number of DataResources.Values (0 to 250) for all your selectors',
    [objects(...values(125, 'arn:aws:s3:::reports/')), functions(...values(126, functionArn))],
  ],
  [
    'E38 neither management nor data events',
    'error basicNothing',
    'Invalid combination of parameters in EventSelectors. When includeManagementEvents is false, DataResources must not be empty',
    [{ IncludeManagementEvents: false }],
  ],
  [
    'E39 a bucket without the slash',
    'error basicBucketSlash',
    'Value arn:aws:s3:::reports for DataResources.Values is invalid.',
    [objects('arn:aws:s3:::reports')],
  ],
  [
    'E39 a bucket without the slash in a partition that is not known yet',
    'error basicBucketSlash',
    'Value arn:${Token[AWS.Partition.3]}:s3:::reports for DataResources.Values is invalid.',
    [objects('arn:${Token[AWS.Partition.3]}:s3:::reports')],
  ],
  [
    'E40 all buckets with a wildcard',
    'error basicWildcard',
    'Value arn:aws:s3:::* for DataResources.Values is invalid.',
    [objects('arn:aws:s3:::*')],
  ],
  [
    'E40 all objects of a bucket with a wildcard',
    'error basicWildcard',
    'Value ${Token[Reports.Arn.7]}/* for DataResources.Values is invalid.',
    [objects('${Token[Reports.Arn.7]}/*')],
  ],
  ['E40 no bucket', 'error basicArn', 'Value arn:aws:s3:::/ for DataResources.Values is invalid.', [objects('arn:aws:s3:::/')]],
  ['E41 a bucket by its name', 'error basicArn', 'Value reports for DataResources.Values is invalid.', [objects('reports')]],
  ['E41 the ARN of another service', 'error basicArn', `Value ${functionArn} for DataResources.Values is invalid.`, [objects(functionArn)]],
  [
    'E41 all resources of another service',
    'error basicArn',
    'Value arn:aws:lambda for DataResources.Values is invalid.',
    [objects('arn:aws:lambda')],
  ],
  [
    'E42 all functions with a wildcard',
    'error basicWildcard',
    'Value arn:aws:lambda:* for DataResources.Values is invalid.',
    [functions('arn:aws:lambda:*')],
  ],
  [
    'E43 another type',
    'error basicType',
    'Value AWS::SQS::Queue for DataResources.Type is invalid',
    [resources('AWS::SQS::Queue', 'arn:aws:sqs:us-east-1:111122223333:q')],
  ],
  [
    'E43 a type that was once taken',
    'warning basicTypeLegacy',
    undefined,
    [resources('AWS::EC2::Snapshot', 'arn:aws:ec2:us-east-1::snapshot/snap-1')],
  ],
  [
    'E44 two lists for one type',
    'warning basicTypeTwice',
    undefined,
    [
      {
        IncludeManagementEvents: false,
        DataResources: ['arn:aws:s3:::a/', 'arn:aws:s3:::b/'].map((value) => ({ Type: 'AWS::S3::Object', Values: [value] })),
      },
    ],
  ],
  ['E45 the ReadWriteType None', 'warning basicReadWriteType', undefined, [{ ReadWriteType: 'None' }]],
  ['E46 an exclusion of another source', 'warning basicExcludedSource', undefined, [{ ExcludeManagementEventSources: ['s3.amazonaws.com'] }]],
  [
    'W06 data events with management events that nobody asked for',
    'warning basicImplicitManagement',
    undefined,
    [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::reports/'] }] }],
  ],
  ['W14 all buckets, of other accounts too', 'warning basicAllResources', undefined, [objects('arn:aws:s3')]],
  ['W14 all buckets as the CDK writes it', 'warning basicAllResources', undefined, [objects('arn:${Token[AWS.Partition.3]}:s3:::')]],
  ['W14 all buckets as a template writes it', 'warning basicAllResources', undefined, [objects('arn:${AWS::Partition}:s3:::')]],
  ['W14 all functions, of other accounts too', 'warning basicAllResources', undefined, [functions('arn:aws:lambda')]],
  ['a value that is there twice', 'error duplicateValue', undefined, [objects('arn:aws:s3:::reports/', 'arn:aws:s3:::reports/')]],
  [
    'an excluded source that is there twice',
    'error duplicateValue',
    undefined,
    [{ ExcludeManagementEventSources: ['kms.amazonaws.com', 'kms.amazonaws.com'] }],
  ],
  [
    'a selector that is there twice, with its keys in another order',
    'error duplicateSelector',
    undefined,
    [
      { ReadWriteType: 'All', IncludeManagementEvents: true },
      { IncludeManagementEvents: true, ReadWriteType: 'All' },
    ],
  ],
])('finds %s', (_, id, awsMessage, selectors) => {
  const problems = check(...selectors);

  expect(found(problems)).toEqual([id]);
  expect(problems[0]?.awsMessage).toBe(awsMessage);
});

test('finds E36 an empty list, which the API refuses and CloudFormation leaves out', () => {
  expect(found(checkSelectors({ EventSelectors: [] }))).toEqual(['error basicCount']);
  expect(found(checkSelectors({ EventSelectors: [] }, { fromTemplate: true }))).toEqual([]);
});

test('finds E35 basic and advanced selectors together, but not next to an empty list', () => {
  const [problem, ...others] = checkSelectors({ EventSelectors: [{}], AdvancedEventSelectors: [management()] });

  expect(problem).toMatchObject({
    id: 'cdk-cloudtrail:Selector.bothKinds',
    severity: 'error',
    awsMessage: 'You can select events by using either EventSelectors or AdvancedEventSelectors, but not both',
  });
  expect(others).toEqual([]);
  expect(found(checkSelectors({ EventSelectors: [], AdvancedEventSelectors: [management()] }, { fromTemplate: true }))).toEqual([]);
});

test('all forms of all resources do not count as resources', () => {
  const all = check(objects(...values(250, 'arn:aws:s3:::reports/')), functions('arn:aws:lambda', 'arn:aws-cn:lambda'));

  expect(found(all)).toEqual(['warning basicAllResources', 'warning basicAllResources']);
});

test('takes what is not known yet, and counts it', () => {
  const isUnresolved = (value: string) => value.includes('${Token');
  const later = (count: number) => values(count, '${Token[TOKEN.1]}');
  const checkLater = (selector: BasicEventSelector) => found(checkSelectors({ EventSelectors: [selector] }, { isUnresolved }));

  expect(checkLater({ ...objects(...later(250)), ReadWriteType: '${Token[TOKEN.2]}' })).toEqual([]);
  expect(checkLater(resources('${Token[TOKEN.3]}', 'reports'))).toEqual([]);
  expect(checkLater({ ExcludeManagementEventSources: ['${Token[TOKEN.4]}'] })).toEqual([]);
  expect(checkLater(objects('arn:${Token[AWS.Partition.3]}:s3:::${Token[Reports.5]}'))).toEqual([]);
  expect(checkLater(objects('arn:${Token[AWS.Partition.3]}:s3:::reports'))).toEqual(['error basicBucketSlash']);
  expect(checkLater(objects(...later(251)))).toEqual(['error basicResourceCount']);
});

test.each<[string, BasicEventSelector]>([
  ['an object prefix', objects('arn:aws:s3:::reports/finance')],
  ['a bucket in another partition', objects('arn:aws-cn:s3:::reports/')],
  ['a function', functions(functionArn)],
  ['all tables', resources('AWS::DynamoDB::Table', 'arn:aws:dynamodb')],
  ['no resources yet', { IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::S3::Object' }] }],
  ['an empty exclusion', { ExcludeManagementEventSources: [] }],
])('has nothing against %s', (_, selector) => {
  expect(check(selector)).toEqual([]);
});
