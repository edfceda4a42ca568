import { management, objects } from '../selectors';
import { advanced, basic, type Case, cases, dataOf, PAGE } from './case';
import { getObject, putObject } from './data-records';
import {
  consoleLogin,
  createKey,
  decrypt,
  deleteDatabase,
  describeInstances,
  executeStatement,
  getBucketAcl,
  scheduleKeyDeletion,
  sharedSnapshot,
} from './management-records';

const reads = { readOnly: { Equals: ['true'] } };
const writes = { readOnly: { Equals: ['false'] } };
const without = (...NotEquals: string[]) => ({ eventSource: { NotEquals } });
const [kms, rdsData] = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] as const;
const objectsIn = (bucket: string) => dataOf('AWS::S3::Object', `arn:aws:s3:::${bucket}/`).DataResources;

export const MANAGEMENT: Case[] = [
  ...cases(PAGE.putEventSelectors, 'By default, trails log all management events and no data events', [
    ['yes', 'a read, without any selector', describeInstances, {}],
    ['yes', 'a write, without any selector', deleteDatabase, {}],
    ['yes', 'a read of KMS, without any selector', decrypt, {}],
    ['yes', 'a call of the RDS Data API, without any selector', executeStatement, {}],
    ['yes', 'a sign-in, without any selector', consoleLogin, {}],
    ['yes', 'what a service does by itself, without any selector', sharedSnapshot, {}],
    ['no', 'an object that is read, without any selector', getObject, {}, { field: 'eventCategory' }],
    ['yes', 'a write, where both lists of selectors are empty', deleteDatabase, { EventSelectors: [], AdvancedEventSelectors: [] }],
    ['no', 'an object that is written, where the list of selectors is empty', putObject, { AdvancedEventSelectors: [] }],
  ]),
  ...cases(PAGE.eventSelector, 'IncludeManagementEvents is true by default, and ReadWriteType is All by default', [
    ['yes', 'a read, with a basic selector that says nothing', describeInstances, basic({}), { selector: 0 }],
    ['yes', 'a write, with a basic selector that says nothing', deleteDatabase, basic({}), { selector: 0 }],
    ['yes', 'a write, with a basic selector that includes management events', deleteDatabase, basic({ IncludeManagementEvents: true })],
    ['no', 'a write, with a basic selector for data events alone', deleteDatabase, basic(dataOf('AWS::S3::Object', 'arn:aws:s3'))],
    ['yes', 'a write, with a basic selector that has a bucket and does not say more', deleteDatabase, basic({ DataResources: objectsIn('b') })],
    ['no', 'an object that is read, with a basic selector that says nothing', getObject, basic({})],
    [
      'yes',
      'a write, where a selector for data events alone stands before one for management events',
      deleteDatabase,
      basic(dataOf('AWS::S3::Object', 'arn:aws:s3'), { IncludeManagementEvents: true }),
      { selector: 1 },
    ],
  ]),
  ...cases(PAGE.eventSelector, 'ReadWriteType says whether a selector is for reads, writes or both, of management and of data events', [
    ['yes', 'a read, with a basic selector for all', describeInstances, basic({ ReadWriteType: 'All' })],
    ['yes', 'a read, with a basic selector for reads', describeInstances, basic({ ReadWriteType: 'ReadOnly' })],
    ['no', 'a read, with a basic selector for writes', describeInstances, basic({ ReadWriteType: 'WriteOnly' }), { selector: 0, field: 'readOnly' }],
    ['no', 'a write, with a basic selector for reads', deleteDatabase, basic({ ReadWriteType: 'ReadOnly' }), { selector: 0, field: 'readOnly' }],
    ['yes', 'a write, with a basic selector for writes', deleteDatabase, basic({ ReadWriteType: 'WriteOnly' })],
    ['no', 'a sign-in, with a basic selector for reads', consoleLogin, basic({ ReadWriteType: 'ReadOnly' })],
    [
      'yes',
      'a read, with two basic selectors for reads and for writes',
      describeInstances,
      basic({ ReadWriteType: 'WriteOnly' }, { ReadWriteType: 'ReadOnly' }),
      { selector: 1 },
    ],
    [
      'no',
      'a read of an object, with a basic selector for writes of its bucket',
      getObject,
      basic({ ReadWriteType: 'WriteOnly', DataResources: objectsIn('finance-reports') }),
    ],
    [
      'yes',
      'a write of an object, with a basic selector for writes of its bucket',
      putObject,
      basic({ ReadWriteType: 'WriteOnly', DataResources: objectsIn('finance-reports') }),
    ],
    [
      'no',
      'a read, with a basic selector for writes that has a bucket, too',
      describeInstances,
      basic({ ReadWriteType: 'WriteOnly', DataResources: objectsIn('b') }),
    ],
  ]),
  ...cases(PAGE.management, 'readOnly Equals true selects reads, false selects writes, and without the field both are logged', [
    ['yes', 'a read, with an advanced selector', describeInstances, advanced(management()), { selector: 0 }],
    ['yes', 'a write, with an advanced selector', deleteDatabase, advanced(management())],
    ['yes', 'a read, with an advanced selector for reads', describeInstances, advanced(management(reads))],
    ['no', 'a read, with an advanced selector for writes', describeInstances, advanced(management(writes)), { selector: 0, field: 'readOnly' }],
    ['no', 'a write, with an advanced selector for reads', deleteDatabase, advanced(management(reads)), { selector: 0, field: 'readOnly' }],
    ['yes', 'a write, with an advanced selector for writes', deleteDatabase, advanced(management(writes))],
    ['yes', 'a sign-in, with an advanced selector for writes', consoleLogin, advanced(management(writes))],
    ['yes', 'a read that says so as a string', { ...describeInstances, readOnly: 'true' }, advanced(management(reads))],
    ['no', 'a write that says so as a string, with a selector for reads', { ...deleteDatabase, readOnly: 'false' }, advanced(management(reads))],
    ['yes', 'a write that says so as a string, with a selector for writes', { ...deleteDatabase, readOnly: 'false' }, advanced(management(writes))],
  ]),
  ...cases(PAGE.management, 'A trail that has advanced selectors logs management events only if one of them is for these', [
    ['no', 'a write, with an advanced selector for objects alone', deleteDatabase, advanced(objects()), { selector: 0, field: 'eventCategory' }],
    ['no', 'a read of the ACL of a bucket, with an advanced selector for objects', getBucketAcl, advanced(objects())],
    ['yes', 'a read of the ACL of a bucket, with an advanced selector for management events', getBucketAcl, advanced(management())],
    ['no', 'a read of an object, with an advanced selector for management events', getObject, advanced(management()), { field: 'eventCategory' }],
    ['yes', 'a write, with selectors for objects and for management events', deleteDatabase, advanced(objects(), management()), { selector: 1 }],
  ]),
];

export const EXCLUSIONS: Case[] = [
  ...cases(
    PAGE.eventSelector,
    'ExcludeManagementEventSources leaves out the management events of KMS or of the RDS Data API; an empty list filters nothing',
    [
      [
        'no',
        'a read of KMS, with a basic selector without KMS',
        decrypt,
        basic({ ExcludeManagementEventSources: [kms] }),
        { selector: 0, field: 'eventSource' },
      ],
      ['no', 'a write of KMS, with a basic selector without KMS', scheduleKeyDeletion, basic({ ExcludeManagementEventSources: [kms] })],
      ['yes', 'a call of the RDS Data API, with a basic selector without KMS', executeStatement, basic({ ExcludeManagementEventSources: [kms] })],
      ['no', 'a call of the RDS Data API, with a basic selector without it', executeStatement, basic({ ExcludeManagementEventSources: [rdsData] })],
      ['no', 'a read of KMS, with a basic selector without both', decrypt, basic({ ExcludeManagementEventSources: [kms, rdsData] })],
      [
        'no',
        'a call of the RDS Data API, with a basic selector without both',
        executeStatement,
        basic({ ExcludeManagementEventSources: [kms, rdsData] }),
      ],
      [
        'yes',
        'a write of another service, with a basic selector without both',
        deleteDatabase,
        basic({ ExcludeManagementEventSources: [kms, rdsData] }),
      ],
      ['yes', 'a read of KMS, with an empty exclusion', decrypt, basic({ ExcludeManagementEventSources: [] })],
      [
        'yes',
        'an object, with a basic selector for it without KMS',
        getObject,
        basic({ ExcludeManagementEventSources: [kms], DataResources: objectsIn('finance-reports') }),
      ],
    ],
  ),
  ...cases(PAGE.management, 'eventSource NotEquals leaves out kms.amazonaws.com or rdsdata.amazonaws.com', [
    [
      'no',
      'a read of KMS, with an advanced selector without KMS',
      decrypt,
      advanced(management(without(kms))),
      { selector: 0, field: 'eventSource' },
    ],
    ['no', 'a key that is created, with an advanced selector without KMS', createKey, advanced(management(without(kms)))],
    ['yes', 'a write of another service, with an advanced selector without KMS', deleteDatabase, advanced(management(without(kms)))],
    ['yes', 'a call of the RDS Data API, with an advanced selector without KMS', executeStatement, advanced(management(without(kms)))],
    ['no', 'a call of the RDS Data API, with an advanced selector without it', executeStatement, advanced(management(without(rdsData)))],
    ['no', 'a call of the RDS Data API, with an advanced selector without both', executeStatement, advanced(management(without(kms, rdsData)))],
    ['yes', 'a write of RDS itself, with an advanced selector without its Data API', deleteDatabase, advanced(management(without(rdsData)))],
  ]),
  ...cases(PAGE.management, 'Encrypt, Decrypt and GenerateDataKey are reads, Disable, Delete and ScheduleKey are writes', [
    ['no', 'a read of KMS, with a selector for writes', decrypt, advanced(management(writes))],
    ['yes', 'the deletion of a key, with a selector for writes', scheduleKeyDeletion, advanced(management(writes))],
    [
      'no',
      'the deletion of a key, with a selector for writes without KMS',
      scheduleKeyDeletion,
      advanced(management({ ...writes, ...without(kms) })),
    ],
    ['no', 'a read of KMS, with a basic selector for writes', decrypt, basic({ ReadWriteType: 'WriteOnly' })],
    ['yes', 'the deletion of a key, with a basic selector for writes', scheduleKeyDeletion, basic({ ReadWriteType: 'WriteOnly' })],
  ]),
  ...cases(PAGE.putEventSelectors, 'An event is logged if it matches any selector, so what one leaves out another can bring back', [
    [
      'yes',
      'a read of KMS that the first of two basic selectors leaves out',
      decrypt,
      basic({ ExcludeManagementEventSources: [kms] }, {}),
      { selector: 1 },
    ],
    [
      'yes',
      'a read of KMS, where a selector for a bucket forgot IncludeManagementEvents',
      decrypt,
      basic({ ExcludeManagementEventSources: [kms] }, { DataResources: objectsIn('b') }),
      { selector: 1 },
    ],
    [
      'no',
      'a read of KMS, where a selector for a bucket says IncludeManagementEvents false',
      decrypt,
      basic({ ExcludeManagementEventSources: [kms] }, dataOf('AWS::S3::Object', 'arn:aws:s3:::b/')),
      { selector: 0, field: 'eventSource' },
    ],
    [
      'yes',
      'a read of KMS, where an advanced selector without KMS stands next to one for reads',
      decrypt,
      advanced(management(without(kms)), management(reads)),
      { selector: 1 },
    ],
    [
      'no',
      'a read of KMS, where an advanced selector without KMS stands next to one for writes',
      decrypt,
      advanced(management(without(kms)), management(writes)),
    ],
    [
      'yes',
      'the deletion of a key, where an advanced selector without KMS stands next to one for writes',
      scheduleKeyDeletion,
      advanced(management(without(kms)), management(writes)),
      { selector: 1 },
    ],
    [
      'yes',
      'a read of KMS, where one selector leaves out KMS and another the RDS Data API',
      decrypt,
      advanced(management(without(kms)), management(without(rdsData))),
      { selector: 1 },
    ],
    [
      'yes',
      'a read of an object that a selector of writes does not select, with one of all',
      getObject,
      advanced(objects({}, writes), objects()),
      { selector: 1 },
    ],
    [
      'yes',
      'an object of a bucket that the first selector leaves out and the second selects',
      getObject,
      advanced(objects({ NotStartsWith: ['arn:aws:s3:::finance-reports/'] }), objects({ StartsWith: ['arn:aws:s3:::finance-'] })),
      { selector: 1 },
    ],
    [
      'yes',
      'an event that several selectors select: the first of them is named',
      getObject,
      advanced(management(), objects(), objects({}, reads)),
      { selector: 1 },
    ],
  ]),
];
