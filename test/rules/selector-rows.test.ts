import { findingsOf, type Row } from './rows';
import { advanced, arn, changed, dataEvents, deployed, management, type Template, trail, withTrails } from './templates';

const basic = (...EventSelectors: Template[]) => trail({ EventSelectors });
/** Data events of one resource type in a basic selector. */
const objects = (...Values: unknown[]) => basic({ IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::S3::Object', Values }] });
const functions = (...Values: unknown[]) => basic({ IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::Lambda::Function', Values }] });
const selecting = (...AdvancedEventSelectors: Template[]) => trail({ AdvancedEventSelectors });
const type = (...types: string[]) => ({ Field: 'resources.type', Equals: types });
const data = (...rows: Template[]) => selecting(management(), advanced('Data', type('AWS::DynamoDB::Table'), ...rows));
const numbered = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index));
const table = (index: number) => `arn:aws:dynamodb:eu-west-1:111122223333:table/t${index}`;

const ROWS: Row[] = [
  [
    'E35',
    'Selector.bothKinds',
    'basic and advanced selectors',
    trail({ EventSelectors: [{ IncludeManagementEvents: true }], AdvancedEventSelectors: [management()] }),
  ],
  [
    'E36',
    'Selector.basicCount',
    'six basic selectors',
    basic(
      { IncludeManagementEvents: true },
      ...numbered(5, table).map((one) => ({ IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: [one] }] })),
    ),
  ],
  [
    'E37',
    'Selector.basicResourceCount',
    'more than 250 resources',
    basic({ IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: numbered(251, table) }] }),
  ],
  [
    'E38',
    'Selector.basicNothing',
    'neither management events nor data resources',
    basic({ IncludeManagementEvents: true }, { IncludeManagementEvents: false }),
  ],
  ['E39', 'Selector.basicBucketSlash', 'the ARN of a bucket without a slash', objects('arn:aws:s3:::reports')],
  ['E39', 'Selector.basicBucketSlash', 'the ARN of a bucket of the template without a slash', objects({ 'Fn::GetAtt': ['Reports', 'Arn'] })],
  ['E40', 'Selector.basicWildcard', 'a star for all buckets', objects('arn:aws:s3:::*')],
  ['E40', 'Selector.basicWildcard', 'a star in the name of a bucket', objects('arn:aws:s3:::cg-*/*')],
  ['E41', 'Selector.basicArn', 'the name of a bucket', objects('reports/')],
  ['E42', 'Selector.basicWildcard', 'a star for all functions', functions('arn:aws:lambda:*')],
  [
    'E43',
    'Selector.basicType',
    'another type in a basic selector',
    basic({ IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::SQS::Queue', Values: ['arn:aws:sqs:eu-west-1:111122223333:q'] }] }),
  ],
  [
    'E44',
    'Selector.basicTypeTwice',
    'two lists of one type',
    basic({
      IncludeManagementEvents: true,
      DataResources: [
        { Type: 'AWS::DynamoDB::Table', Values: [table(1)] },
        { Type: 'AWS::DynamoDB::Table', Values: [table(2)] },
      ],
    }),
  ],
  ['E45', 'Selector.basicReadWriteType', 'None as the type', basic({ ReadWriteType: 'None', IncludeManagementEvents: true })],
  [
    'E46',
    'Selector.basicExcludedSource',
    'another source to leave out',
    basic({ IncludeManagementEvents: true, ExcludeManagementEventSources: ['s3.amazonaws.com'] }),
  ],
  ['E47', 'Selector.categoryMissing', 'no category', selecting(management(), { FieldSelectors: [{ Field: 'readOnly', Equals: ['true'] }] })],
  ['E48', 'Selector.typeMissing', 'data events without a type', selecting(management(), advanced('Data'))],
  ['E58', 'Selector.sourceMissing', 'network activity without a source', selecting(management(), advanced('NetworkActivity'))],
  ['E49', 'Selector.fieldTwice', 'a field twice', data(arn('StartsWith', table(1)), arn('EndsWith', 'x'))],
  [
    'E52',
    'Selector.categoryOperator',
    'another operator for the category',
    selecting(management(), { FieldSelectors: [{ Field: 'eventCategory', StartsWith: ['Management'] }] }),
  ],
  ['E53', 'Selector.operator', 'another operator for readOnly', data({ Field: 'readOnly', NotEquals: ['true'] })],
  [
    'E55',
    'Selector.fieldForCategory',
    'a field of another category',
    selecting(advanced('Management', { Field: 'eventName', Equals: ['RunInstances'] })),
  ],
  ['E56', 'Selector.unknownField', 'an unknown field', data({ Field: 'sourceIPAddress', Equals: ['1.2.3.4'] })],
  [
    'E59',
    'Selector.errorCode',
    'another error code',
    selecting(
      management(),
      advanced('NetworkActivity', { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }, { Field: 'errorCode', Equals: ['AccessDenied'] }),
    ),
  ],
  ['E60', 'Selector.category', 'a category of event data stores', selecting(management(), advanced('Insight'))],
  ['E61', 'Selector.valueCount', 'more than 500 values', data(arn('StartsWith', ...numbered(500, table)))],
  ['E51', 'Selector.refusedType', 'a type that CloudTrail refuses', selecting(management(), advanced('Data', type('AWS::KMS::Key')))],
  ['E50', 'Selector.oneValue', 'two types', selecting(management(), advanced('Data', type('AWS::DynamoDB::Table', 'AWS::SQS::Queue')))],
  ['E54', 'Selector.fieldValue', 'readOnly that is neither', data({ Field: 'readOnly', Equals: ['yes'] })],
  [
    'E57',
    'Selector.managementSource',
    'management events of a source',
    selecting(advanced('Management', { Field: 'eventSource', NotEquals: ['ec2.amazonaws.com'] })),
  ],
  ['E63', 'Selector.noOperator', 'a field without an operator', data({ Field: 'eventName' })],
  ['E64', 'Selector.emptyOperator', 'an operator without values', data({ Field: 'eventName', Equals: [] })],
  ['E65', 'Selector.valueLength', 'a value that is too long', data(arn('StartsWith', `arn:aws:dynamodb:${'a'.repeat(2048)}`))],
  [
    'E70',
    'Selector.insightWithoutEvents',
    'Insights into calls without events that write',
    trail({
      AdvancedEventSelectors: [advanced('Management', { Field: 'readOnly', Equals: ['true'] })],
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
    }),
  ],
  [
    'E71',
    'Selector.insightWithoutEvents',
    'Insights into data events without data events',
    trail({ InsightSelectors: [{ InsightType: 'ApiErrorRateInsight', EventCategories: ['Data'] }] }),
  ],
  ['E72', 'Selector.insightType', 'an unknown type of Insights', trail({ InsightSelectors: [{ InsightType: 'Other' }] })],
  [
    'E73',
    'Selector.aggregationWithoutEvents',
    'aggregation without data events',
    trail({ AggregationConfigurations: [{ EventCategory: 'Data', Templates: ['API_ACTIVITY'] }] }),
  ],
  ['W02', 'Selector.wildcard', 'a star inside a value', trail(dataEvents(arn('StartsWith', 'arn:aws:s3:::reports/*.csv')))],
  [
    'W02',
    'Selector.bucketArn',
    'NotEquals with the ARN of a bucket',
    trail(dataEvents({ ...arn('NotEquals', 'arn:aws:s3:::reports'), StartsWith: ['arn:aws:s3:::uploads/'] })),
  ],
  ['W03', 'Selector.bucketSlash', 'StartsWith without a slash', trail(dataEvents(arn('StartsWith', 'arn:aws:s3:::reports')))],
  [
    'W05',
    'Selector.contradiction',
    'the same prefix in and out',
    data({ Field: 'resources.ARN', StartsWith: [table(1)], NotStartsWith: [table(1)] }),
  ],
  [
    'W06',
    'Selector.basicImplicitManagement',
    'data events that forget to leave management events out',
    basic({ DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: [table(1)] }] }),
  ],
  ['W14', 'Selector.basicAllResources', 'all functions, also of others', functions('arn:aws:lambda')],
  ['W04', 'App.noManagementEvents', 'the only trail logs no management events', selecting(advanced('Data', type('AWS::DynamoDB::Table')))],
  ['W07', 'App.paidManagementEvents', 'a second trail with management events', withTrails(['second'])],
  [
    '-',
    'Selector.duplicateValue',
    'a value twice',
    changed(data(arn('StartsWith', table(1))), ({ Trail }) => Trail.Properties.AdvancedEventSelectors[1].FieldSelectors[2].StartsWith.push(table(1))),
  ],
];

test.each(ROWS)('%s is found as %s: %s', (_, id, __, template) => {
  template.Resources.Reports = { Type: 'AWS::S3::Bucket' };

  expect(findingsOf(deployed(template))).toEqual([`cdk-cloudtrail:${id}`]);
});
