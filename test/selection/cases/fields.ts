import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { data, management, network, objects } from '../selectors';
import { advanced, basic, type Case, cases, dataOf, PAGE } from './case';
import { delivery, getObject, getObjectOf2019, objectIn, oldGetObject, putObject } from './data-records';
import { assumeRole, createKey, decrypt, deleteDatabase, describeInstances, describeTable, disableKey, startInstances } from './management-records';

const where = (field: string, operators: NonNullable<Parameters<typeof objects>[0]>) => advanced(objects({}, { [field]: operators }));
const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
const inExample = (name: string, key: string): CloudTrailRecord => ({ ...getObject, resources: objectIn(name, key) });
const example = advanced(
  objects({
    Equals: [`${bucket}/object1`],
    StartsWith: [`${bucket}/`],
    EndsWith: ['object3'],
    NotStartsWith: [`${bucket}/deselect`],
    NotEndsWith: ['object5'],
    NotEquals: [`${bucket}/object6`],
  }),
);
const nightly = 'arn:aws:sts::111122223333:assumed-role/Reports/nightly';
const inConsole: CloudTrailRecord = { ...getObject, ...{ sessionCredentialFromConsole: 'true' } };
const [reads, writes] = [{ readOnly: { Equals: ['true'] } }, { readOnly: { Equals: ['false'] } }];

export const OPERATORS: Case[] = [
  ...cases(PAGE.filtering, 'In one field the values of Equals, StartsWith and EndsWith are alternatives, and no Not… may hit (worked example)', [
    ['yes', 'the object that Equals names', inExample('amzn-s3-demo-bucket', 'object1'), example],
    ['yes', 'an object below StartsWith', inExample('amzn-s3-demo-bucket', 'object2'), example],
    ['yes', 'an object of another bucket, by EndsWith alone', inExample('amzn-s3-demo-bucket1', 'object3'), example],
    [
      'no',
      'an object below StartsWith and below NotStartsWith',
      inExample('amzn-s3-demo-bucket', 'deselectObject4'),
      example,
      { field: 'resources.ARN' },
    ],
    ['no', 'an object below StartsWith that NotEndsWith hits', inExample('amzn-s3-demo-bucket', 'object5'), example],
    ['no', 'an object below StartsWith that NotEquals names', inExample('amzn-s3-demo-bucket', 'object6'), example],
    ['no', 'an object of another bucket that nothing selects', inExample('amzn-s3-demo-bucket1', 'object1'), example],
    ['no', 'an object that EndsWith selects and NotStartsWith hits', inExample('amzn-s3-demo-bucket', 'deselect/object3'), example],
    ['yes', 'an object whose key only begins like that of NotEquals', inExample('amzn-s3-demo-bucket', 'object66'), example],
  ]),
  ...cases(PAGE.filtering, 'Deselecting operators are combined with AND, and alone they select all the rest', [
    ['yes', 'a call that two exclusions miss', getObject, where('eventName', { NotEquals: ['PutObject'], NotStartsWith: ['Delete'] })],
    ['no', 'a call that the first of two exclusions hits', getObject, where('eventName', { NotEquals: ['GetObject'], NotStartsWith: ['Delete'] })],
    ['no', 'a call that the second of two exclusions hits', getObject, where('eventName', { NotEquals: ['PutObject'], NotStartsWith: ['Get'] })],
    ['no', 'a call that the second value of an exclusion hits', getObject, where('eventName', { NotEquals: ['PutObject', 'GetObject'] })],
    ['no', 'a call that is selected and excluded', getObject, where('eventName', { Equals: ['GetObject'], NotEquals: ['GetObject'] })],
    ['no', 'a call that neither of two selecting operators selects', getObject, where('eventName', { Equals: ['PutObject'], StartsWith: ['Head'] })],
    ['yes', 'a call that the second selecting operator selects', getObject, where('eventName', { Equals: ['PutObject'], StartsWith: ['Get'] })],
  ]),
  ...cases(PAGE.filtering, 'Different fields of a selector are combined with AND', [
    [
      'yes',
      'a call whose name and event source match',
      getObject,
      advanced(objects({}, { eventName: { Equals: ['GetObject'] }, eventSource: { Equals: ['s3.amazonaws.com'] } })),
    ],
    [
      'no',
      'a call whose name matches, and whose event source does not',
      getObject,
      advanced(objects({}, { eventName: { Equals: ['GetObject'] }, eventSource: { Equals: ['x.amazonaws.com'] } })),
      { field: 'eventSource' },
    ],
    [
      'no',
      'a call whose event source matches, and whose name does not',
      getObject,
      advanced(objects({}, { eventName: { Equals: ['PutObject'] }, eventSource: { Equals: ['s3.amazonaws.com'] } })),
      { field: 'eventName' },
    ],
    [
      'no',
      'a read of the selected bucket, with a selector of its writes',
      getObject,
      advanced(objects({ StartsWith: ['arn:aws:s3:::finance-reports/'] }, writes)),
      { field: 'readOnly' },
    ],
    [
      'no',
      'a call of which half matches one selector and half another',
      getObject,
      advanced(objects({ StartsWith: ['arn:aws:s3:::uploads/'] }, reads), objects({ StartsWith: ['arn:aws:s3:::finance-reports/'] }, writes)),
    ],
  ]),
  ...(
    [
      ['eventName', getObject, 'GetObject', 'Get', 'Object', 'getObject'],
      ['eventSource', getObject, 's3.amazonaws.com', 's3.', '.amazonaws.com', 'S3.amazonaws.com'],
      ['eventType', getObject, 'AwsApiCall', 'Aws', 'Call', 'awsApiCall'],
      ['userIdentity.arn', putObject, nightly, 'arn:aws:sts::111122223333:assumed-role/Reports/', '/nightly', nightly.toUpperCase()],
    ] as const
  ).flatMap(([field, event, whole, start, end, otherCase]) =>
    cases(PAGE.fieldSelector, `All operators are valid for ${field} of data events, and letters are compared as they are`, [
      ['yes', `${field} Equals`, event, where(field, { Equals: [whole] })],
      ['no', `${field} Equals a part of it`, event, where(field, { Equals: [start] }), { field }],
      ['yes', `${field} StartsWith`, event, where(field, { StartsWith: [start] })],
      ['no', `${field} StartsWith its end`, event, where(field, { StartsWith: [end] }), { field }],
      ['yes', `${field} EndsWith`, event, where(field, { EndsWith: [end] })],
      ['no', `${field} EndsWith its beginning`, event, where(field, { EndsWith: [start] }), { field }],
      ['no', `${field} NotEquals`, event, where(field, { NotEquals: [whole] }), { field }],
      ['yes', `${field} NotEquals a part of it`, event, where(field, { NotEquals: [start] })],
      ['no', `${field} NotStartsWith`, event, where(field, { NotStartsWith: [start] }), { field }],
      ['yes', `${field} NotStartsWith its end`, event, where(field, { NotStartsWith: [end] })],
      ['no', `${field} NotEndsWith`, event, where(field, { NotEndsWith: [end] }), { field }],
      ['yes', `${field} NotEndsWith its beginning`, event, where(field, { NotEndsWith: [start] })],
      ['no', `${field} Equals in other letters`, event, where(field, { Equals: [otherCase] }), { field }],
      ['yes', `${field} NotEquals in other letters`, event, where(field, { NotEquals: [otherCase] })],
    ]),
  ),
];

export const IDENTITIES: Case[] = [
  ...cases(PAGE.filtering, 'userIdentity.arn is that of the session, and services that call by themselves have none', [
    [
      'no',
      'a job by the ARN of its role instead of its session',
      putObject,
      where('userIdentity.arn', { Equals: ['arn:aws:iam::111122223333:role/Reports'] }),
    ],
    ['no', 'a delivery, by any ARN', delivery, where('userIdentity.arn', { StartsWith: ['arn:'] }), { field: 'userIdentity.arn' }],
    [
      'yes',
      'a delivery, where a role is excluded',
      delivery,
      where('userIdentity.arn', { NotStartsWith: ['arn:aws:sts::111122223333:assumed-role/Scanner'] }),
    ],
    ['yes', 'a delivery, where every ARN is excluded', delivery, where('userIdentity.arn', { NotStartsWith: ['arn:'] })],
    ['no', 'a call without identity, by a role', { ...getObject, userIdentity: undefined }, where('userIdentity.arn', { EndsWith: ['Auditor'] })],
  ]),
  ...cases(PAGE.fieldSelector, 'sessionCredentialFromConsole is true for console sessions; other events do not have it', [
    ['yes', 'a read in the console, by console sessions', inConsole, where('sessionCredentialFromConsole', { Equals: ['true'] })],
    [
      'no',
      'a read elsewhere, by console sessions',
      getObject,
      where('sessionCredentialFromConsole', { Equals: ['true'] }),
      { field: 'sessionCredentialFromConsole' },
    ],
    ['no', 'a read in the console, where console sessions are excluded', inConsole, where('sessionCredentialFromConsole', { NotEquals: ['true'] })],
    ['yes', 'a read elsewhere, where console sessions are excluded', getObject, where('sessionCredentialFromConsole', { NotEquals: ['true'] })],
    ['no', 'a read elsewhere, by false: the field is absent, not false', getObject, where('sessionCredentialFromConsole', { Equals: ['false'] })],
    [
      'yes',
      'a read in the console that says so as a boolean',
      { ...getObject, ...{ sessionCredentialFromConsole: true } },
      where('sessionCredentialFromConsole', { Equals: ['true'] }),
    ],
  ]),
];

export const OLD_RECORDS: Case[] = [
  ...cases(PAGE.record, 'eventCategory is since 1.07; before, managementEvent (1.06) or only the resources and the call tell', [
    ['yes', '1.0: a management event', startInstances, advanced(management())],
    ['yes', '1.0: a management event, without any selector', startInstances, {}],
    ['no', '1.0: a management event, by objects', startInstances, advanced(objects())],
    ['yes', '1.05: a management event', assumeRole, advanced(management())],
    ['no', '1.05: a management event, by data events alone', assumeRole, basic(dataOf('AWS::S3::Object', 'arn:aws:s3'))],
    ['no', '1.05: a write of KMS, where KMS is left out', disableKey, basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] })],
    ['yes', '1.05: an object that is read, by its bucket', oldGetObject, basic(dataOf('AWS::S3::Object', 'arn:aws:s3:::my-data-bucket/'))],
    ['no', '1.05: an object that is read, without any selector', oldGetObject, {}],
    ['no', '1.05: an object that is read, by management events', oldGetObject, advanced(management())],
    ['yes', '1.06: an object that is read, by its bucket', getObjectOf2019, advanced(objects({ StartsWith: ['arn:aws:s3:::my-data-bucket/'] }))],
    ['no', '1.06: an object that is read, by management events', getObjectOf2019, basic({})],
    ['yes', '1.06: a table that is described, by management events', describeTable, basic({})],
    ['no', '1.06: a table that is described, by tables', describeTable, advanced(data('AWS::DynamoDB::Table')), { field: 'eventCategory' }],
    ['yes', '1.07: the category counts, whatever managementEvent says', createKey, advanced(management())],
    ['no', '1.07: the category counts for data events, too', createKey, advanced(data('AWS::KMS::Key'))],
  ]),
  ...cases(PAGE.record, 'readOnly is optional: where it is missing the record does not tell whether the call read', [
    ['unknown', 'a call that does not say, with a selector of reads', assumeRole, advanced(management(reads)), { field: 'readOnly' }],
    [
      'unknown',
      'a call that does not say, with a basic selector of writes',
      assumeRole,
      basic({ ReadWriteType: 'WriteOnly' }),
      { field: 'readOnly' },
    ],
    ['yes', 'a call that does not say, with a selector of both', assumeRole, basic({ ReadWriteType: 'All' })],
    ['unknown', 'a call that says null, with a selector of reads', { ...assumeRole, readOnly: null as never }, advanced(management(reads))],
    ['yes', 'a call that does not say, with selectors of reads and of all', assumeRole, advanced(management(reads), management()), { selector: 1 }],
    [
      'no',
      'a call that does not say, where its source is left out of the reads',
      { ...decrypt, readOnly: undefined },
      advanced(management({ ...reads, eventSource: { NotEquals: ['kms.amazonaws.com'] } })),
      { field: 'eventSource' },
    ],
    ['yes', '1.05: a write that says so', disableKey, advanced(management(writes))],
    ['no', '1.05: a write that says so, with a selector of reads', disableKey, advanced(management(reads))],
  ]),
  ...cases(PAGE.fieldSelector, 'A field that the event does not have is equal to nothing, and no exclusion hits it', [
    ['no', 'an event without type, by its type', { ...getObject, eventType: undefined }, where('eventType', { Equals: ['AwsApiCall'] })],
    [
      'yes',
      'an event without type, where a type is excluded',
      { ...getObject, eventType: undefined },
      where('eventType', { NotEquals: ['AwsServiceEvent'] }),
    ],
    ['no', 'an event without VPC endpoint, by any endpoint', getObject, where('vpcEndpointId', { StartsWith: ['vpce-'] })],
    ['unknown', 'an event, by a field that is newer than the library', getObject, where('tomorrow', { Equals: ['x'] }), { field: 'tomorrow' }],
    ['unknown', 'an event, where a field that is newer than the library is excluded', getObject, where('tomorrow', { NotEquals: ['x'] })],
    [
      'no',
      'a write, by a newer field and a selector of reads',
      putObject,
      advanced(objects({}, { ...reads, tomorrow: { Equals: ['x'] } })),
      { field: 'readOnly' },
    ],
  ]),
  ...cases(
    PAGE.insights,
    'Insights events follow from insight selectors, aggregated ones from aggregation configurations, not from event selectors',
    [
      [
        'unknown',
        'an Insights event, without any selector',
        { eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight' },
        {},
        { field: 'eventCategory' },
      ],
      [
        'unknown',
        'an Insights event, with management events',
        { eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight' },
        advanced(management()),
      ],
      ['unknown', 'an Insights event that does not name its category', { eventType: 'AwsCloudTrailInsight' }, basic({})],
      [
        'unknown',
        'an aggregated event, with objects',
        { eventVersion: '1.0', eventType: 'AwsAggregatedEvent', eventCategory: 'Aggregated' },
        advanced(objects()),
      ],
      ['unknown', 'an aggregated event that does not name its category', { eventType: 'AwsAggregatedEvent' }, {}],
      [
        'no',
        'an event of a category that is newer than the library',
        { ...getObject, eventCategory: 'Tomorrow' },
        advanced(objects(), management(), network('s3.amazonaws.com')),
      ],
      ['no', 'a configuration item, which is for event data stores', { ...describeInstances, eventCategory: 'ConfigurationItem' }, basic({})],
      ['no', 'a write whose category has other letters', { ...deleteDatabase, eventCategory: 'management' }, basic({})],
    ],
  ),
];
