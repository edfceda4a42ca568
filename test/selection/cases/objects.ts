import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { data, objects } from '../selectors';
import { advanced, basic, type Case, cases, dataOf, PAGE } from './case';
import {
  bucketNamed,
  copyObject,
  deletedByService,
  deleteObject,
  deleteObjects,
  delivery,
  expireObject,
  failedAuthentication,
  getObject,
  headBucket,
  listBucket,
  listObjects,
  objectIn,
  putByStranger,
  putObject,
} from './data-records';

const reports = 'arn:aws:s3:::finance-reports';
const at = (bucket: string, key: string): CloudTrailRecord => ({ ...getObject, resources: objectIn(bucket, key) });
const prefixes = (...values: string[]) => basic(dataOf('AWS::S3::Object', ...values));
const starting = (...StartsWith: string[]) => advanced(objects({ StartsWith }));
const without = (...NotStartsWith: string[]) => advanced(objects({ NotStartsWith }));
const untyped: CloudTrailRecord = { ...getObject, resources: [{ ARN: `${reports}/2026/q2/balance.xlsx` }] };

/** Objects, their prefixes, and the buckets whose names begin alike. */
export const OBJECTS: Case[] = [
  ...cases(PAGE.dataResource, 'arn:aws:s3:::bucket/ means all objects of a bucket, arn:aws:s3:::bucket/prefix those that match the prefix', [
    ['yes', 'an object of a bucket that is selected', getObject, prefixes(`${reports}/`), { selector: 0 }],
    ['yes', 'an object below a prefix', getObject, prefixes(`${reports}/2026/`)],
    ['yes', 'an object below a prefix that is no whole folder', getObject, prefixes(`${reports}/20`)],
    ['yes', 'an object by its whole key', getObject, prefixes(`${reports}/2026/q2/balance.xlsx`)],
    [
      'yes',
      'an object whose key continues after the value',
      at('finance-reports', '2026/q2/balance.xlsx.bak'),
      prefixes(`${reports}/2026/q2/balance.xlsx`),
    ],
    ['no', 'an object outside of the prefix', getObject, prefixes(`${reports}/2025/`), { selector: 0, field: 'resources.ARN' }],
    ['no', 'an object of another bucket', getObject, prefixes('arn:aws:s3:::uploads/')],
    ['yes', 'an object of the second of two buckets', getObject, prefixes('arn:aws:s3:::uploads/', `${reports}/`)],
    ['no', 'an object of a bucket whose name is longer than that of the selected one', at('finance-reports-old', 'a.csv'), prefixes(`${reports}/`)],
    ['no', 'an object of a bucket whose name is shorter than that of the selected one', at('finance', 'a.csv'), prefixes(`${reports}/`)],
    ['no', 'an object, with a list of values that is empty', getObject, prefixes()],
    ['yes', 'an object with a space and a plus in its key, as it is', putObject, prefixes(`${reports}/2026/q3/draft 1+2`)],
    ['no', 'an object with a space in its key, where the value is encoded for a URL', putObject, prefixes(`${reports}/2026/q3/draft%201`)],
    ['yes', 'an object, where the bucket is named before it', putByStranger, prefixes('arn:aws:s3:::sample-bucket-hungry-buck/documents/')],
  ]),
  ...cases(PAGE.filtering, 'The trailing slash is intentional: StartsWith without it also selects buckets whose names begin alike', [
    ['yes', 'an object of the bucket with the slash', getObject, starting(`${reports}/`)],
    ['no', 'an object of a sibling, with the slash', at('finance-reports-archive', 'a.csv'), starting(`${reports}/`), { field: 'resources.ARN' }],
    ['yes', 'an object of a sibling, without the slash', at('finance-reports-archive', 'a.csv'), starting(reports)],
    ['yes', 'an object of the bucket, without the slash', getObject, starting(reports)],
    ['no', 'an object of a sibling folder, with the slash', at('finance-reports', '2026-old/a.csv'), starting(`${reports}/2026/`)],
    ['yes', 'an object of a sibling folder, without the slash', at('finance-reports', '2026-old/a.csv'), starting(`${reports}/2026`)],
    ['no', 'an object of an excluded bucket', getObject, without(`${reports}/`), { selector: 0, field: 'resources.ARN' }],
    ['yes', 'an object of a sibling of an excluded bucket, with the slash', at('finance-reports-archive', 'a.csv'), without(`${reports}/`)],
    ['no', 'an object of a sibling of an excluded bucket, without the slash', at('finance-reports-archive', 'a.csv'), without(reports)],
    ['yes', 'an object of a bucket next to two excluded ones', getObject, without('arn:aws:s3:::logs/', 'arn:aws:s3:::finance-archive/')],
    ['no', 'an object of the second of two excluded buckets', getObject, without('arn:aws:s3:::logs/', `${reports}/`)],
    ['no', 'the delivery of a log file, where the log bucket is excluded', delivery, without('arn:aws:s3:::example-log-bucket/')],
    ['yes', 'the delivery of a log file, where all objects are selected', delivery, advanced(objects())],
  ]),
  ...cases(PAGE.fieldSelector, 'Selectors have no wildcards, and Equals must exactly match the ARN of a resource of the type', [
    ['no', 'an object, with a star at the end of StartsWith', getObject, starting(`${reports}/*`)],
    ['yes', 'an object, with a star at the end of an exclusion', getObject, without(`${reports}/*`)],
    ['yes', 'an object by its ARN', getObject, advanced(objects({ Equals: [`${reports}/2026/q2/balance.xlsx`] }))],
    ['no', 'an object by the ARN of its bucket', getObject, advanced(objects({ Equals: [reports] }))],
    ['no', 'an object by the ARN of its bucket with a slash', getObject, advanced(objects({ Equals: [`${reports}/`] }))],
    [
      'yes',
      'an object of a bucket that NotEquals names as if it were an object',
      getObject,
      advanced(objects({ NotEquals: [reports, `${reports}/`] })),
    ],
    ['no', 'an object by its ARN in other letters', getObject, advanced(objects({ Equals: [`${reports}/2026/Q2/balance.xlsx`] }))],
    ['no', 'an object below a prefix in other letters', getObject, starting(`${reports}/2026/Q2/`)],
    ['yes', 'an object below an excluded prefix in other letters', getObject, without('arn:aws:s3:::Finance-Reports/')],
  ]),
];

/** Events that name several resources, a prefix, or leave something out. */
export const RESOURCES: Case[] = [
  ...cases(PAGE.record, 'An event on an object names the object and its bucket, as resources of different types', [
    ['yes', 'an object, by the type of objects', getObject, advanced(data('AWS::S3::Object'))],
    ['no', 'an object, by the type of another service', getObject, advanced(data('AWS::SQS::Queue')), { field: 'resources.type' }],
    ['no', 'an object, by its type in other letters', getObject, advanced(data('AWS::S3::object'))],
    ['no', 'an object, by a value that only the ARN of its bucket ends with', getObject, advanced(objects({ EndsWith: ['finance-reports'] }))],
    [
      'yes',
      'an object, where an exclusion would hit the ARN of its bucket alone',
      getObject,
      advanced(objects({ NotEndsWith: ['finance-reports'] })),
    ],
    ['yes', 'an object, where NotEquals hits the ARN of its bucket alone', getObject, advanced(objects({ NotEquals: [reports] }))],
    ['no', 'a call that names a bucket alone, with a selector of objects', listBucket, advanced(objects()), { field: 'resources.type' }],
    ['no', 'a call that names a bucket alone, with all objects in a basic selector', listBucket, prefixes('arn:aws:s3')],
  ]),
  ...cases(PAGE.filtering, 'resources.ARN is compared with the ARNs of the resources of the event', [
    ['yes', 'a copy, by the bucket that it writes to', copyObject, starting('arn:aws:s3:::finance-archive/')],
    ['yes', 'a copy, by the bucket that it reads from', copyObject, starting(`${reports}/`)],
    ['no', 'a copy, where the bucket that it writes to is excluded', copyObject, without('arn:aws:s3:::finance-archive/')],
    ['no', 'a copy, where the bucket that it reads from is excluded', copyObject, without(`${reports}/`)],
    [
      'no',
      'a copy, where the one bucket is selected and the other excluded',
      copyObject,
      advanced(objects({ StartsWith: [`${reports}/`], NotStartsWith: ['arn:aws:s3:::finance-archive/'] })),
    ],
    ['no', 'a copy, by a third bucket', copyObject, starting('arn:aws:s3:::uploads/')],
    ['yes', 'a copy, by the bucket that it reads from, in a basic selector', copyObject, prefixes(`${reports}/`)],
  ]),
  ...cases(PAGE.record, 'A resource has an ARN or, for calls that list, an ARNPrefix', [
    ['yes', 'a list of objects, by its bucket', listObjects, starting(`${reports}/`)],
    ['yes', 'a list of objects, by its bucket in a basic selector', listObjects, prefixes(`${reports}/`)],
    ['yes', 'a list of objects, by all objects', listObjects, prefixes('arn:aws:s3')],
    ['no', 'a list of a whole bucket, by one of its prefixes', listObjects, starting(`${reports}/2026/`)],
    ['no', 'a list of objects of an excluded bucket', listObjects, without(`${reports}/`)],
    ['no', 'a list of objects of another bucket', listObjects, starting('arn:aws:s3:::uploads/')],
    ['yes', 'a bucket that is asked for by a service', headBucket, starting('arn:aws:s3:::example-log-bucket/')],
    ['no', 'a bucket that is asked for by a service, in the prefix of log files', headBucket, starting('arn:aws:s3:::example-log-bucket/AWSLogs/')],
    ['yes', 'objects that are deleted at once, by their bucket', deleteObjects, starting(`${reports}/`)],
    ['no', 'objects that are deleted at once, by a prefix: the record has no keys', deleteObjects, prefixes(`${reports}/tmp/`)],
  ]),
  ...cases(PAGE.record, 'The type of a resource is optional, as are its ARN and resources as a whole', [
    ['unknown', 'a resource without type', untyped, advanced(objects()), { selector: 0, field: 'resources.type' }],
    ['unknown', 'a resource without type, of a bucket that is selected', untyped, starting(`${reports}/`)],
    ['no', 'a resource without type, of a bucket that is not selected', untyped, starting('arn:aws:s3:::uploads/'), { field: 'resources.ARN' }],
    ['unknown', 'a resource without type, next to an excluded bucket', untyped, without('arn:aws:s3:::uploads/'), { field: 'resources.type' }],
    ['unknown', 'a resource without type, of a bucket that is excluded', untyped, without(`${reports}/`)],
    [
      'no',
      'a resource without type, with a selector of writes',
      untyped,
      advanced(objects({}, { readOnly: { Equals: ['false'] } })),
      { field: 'readOnly' },
    ],
    ['no', 'a resource without type, with a selector of management events', untyped, basic({}), { field: 'eventCategory' }],
    [
      'yes',
      'an object next to a resource without type',
      { ...getObject, resources: [...objectIn('finance-reports', 'a'), { ARN: 'arn:aws:s3:::b/c' }] },
      starting(`${reports}/`),
    ],
    [
      'yes',
      'an object next to a resource without type that no exclusion hits',
      { ...getObject, resources: [...objectIn('finance-reports', 'a'), { ARN: 'arn:aws:s3:::b/c' }] },
      without('arn:aws:s3:::uploads/'),
    ],
    [
      'unknown',
      'an object next to a resource without type that an exclusion hits',
      { ...getObject, resources: [...objectIn('finance-reports', 'a'), { ARN: 'arn:aws:s3:::b/c' }] },
      without('arn:aws:s3:::b/'),
    ],
    ['no', 'an object without ARN, by its bucket', { ...getObject, resources: [{ type: 'AWS::S3::Object' }] }, starting(`${reports}/`)],
    ['yes', 'an object without ARN, by all objects', { ...getObject, resources: [{ type: 'AWS::S3::Object' }] }, advanced(objects())],
    ['no', 'an event without resources, by all objects', { ...getObject, resources: null }, advanced(objects())],
    [
      'no',
      'an event whose resources are left out, by all objects in a basic selector',
      { ...getObject, resources: undefined },
      prefixes('arn:aws:s3'),
    ],
    [
      'yes',
      'an object twice in the resources',
      { ...getObject, resources: [...objectIn('b', 'k'), ...objectIn('b', 'k')] },
      starting('arn:aws:s3:::b/'),
    ],
    [
      'no',
      'a bucket alone, by the ARN of the bucket as if it were an object',
      { ...getObject, resources: [bucketNamed('b')] },
      starting('arn:aws:s3:::b'),
    ],
  ]),
  ...cases(PAGE.filtering, 'DeleteObjects also yields a DeleteObject with the event type AwsServiceEvent for each object (example 3)', [
    ['yes', 'an object that DeleteObjects deleted, by its prefix', deletedByService, starting(`${reports}/tmp/`)],
    [
      'no',
      'an object that DeleteObjects deleted, where service events are excluded',
      deletedByService,
      advanced(objects({}, { eventType: { NotEquals: ['AwsServiceEvent'] } })),
      { field: 'eventType' },
    ],
    [
      'yes',
      'an object that a person deleted, where service events are excluded',
      deleteObject,
      advanced(objects({}, { eventType: { NotEquals: ['AwsServiceEvent'] } })),
    ],
    [
      'yes',
      'DeleteObjects itself, where service events are excluded',
      deleteObjects,
      advanced(objects({}, { eventType: { NotEquals: ['AwsServiceEvent'] } })),
    ],
    [
      'no',
      'DeleteObjects itself, with a selector of DeleteObject',
      deleteObjects,
      advanced(objects({}, { eventName: { Equals: ['DeleteObject'] } })),
    ],
    [
      'yes',
      'DeleteObjects itself, with a selector of what starts with DeleteObject',
      deleteObjects,
      advanced(objects({}, { eventName: { StartsWith: ['DeleteObject'] } })),
    ],
  ]),
  ...cases(PAGE.filtering, 'eventSource is compared as it is: lifecycle rules and failed authentications of S3 have sources of their own', [
    ['yes', 'an object that a lifecycle rule expires, by all objects', expireObject, advanced(objects())],
    [
      'no',
      'an object that a lifecycle rule expires, by the source of S3',
      expireObject,
      advanced(objects({}, { eventSource: { Equals: ['s3.amazonaws.com'] } })),
      { field: 'eventSource' },
    ],
    [
      'yes',
      'an object that a lifecycle rule expires, by its own source',
      expireObject,
      advanced(objects({}, { eventSource: { Equals: ['s3lifecycle.amazonaws.com'] } })),
    ],
    ['yes', 'a failed authentication, by all objects', failedAuthentication, advanced(objects())],
    [
      'no',
      'a failed authentication, by the source of S3',
      failedAuthentication,
      advanced(objects({}, { eventSource: { Equals: ['s3.amazonaws.com'] } })),
    ],
    [
      'no',
      'a failed authentication, where its source is excluded',
      failedAuthentication,
      advanced(objects({}, { eventSource: { NotEquals: ['s3-authn-errors.amazonaws.com'] } })),
    ],
    ['yes', 'a failed authentication, by what starts like S3', failedAuthentication, advanced(objects({}, { eventSource: { StartsWith: ['s3'] } }))],
  ]),
];
