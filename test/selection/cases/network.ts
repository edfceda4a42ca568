import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { management, network, objects } from '../selectors';
import { advanced, basic, type Case, cases, PAGE } from './case';
import { headBucket } from './data-records';
import { decrypt, getBucketAcl } from './management-records';

// Cut from delivered log files.
const denied: CloudTrailRecord = {
  eventVersion: '1.08',
  eventCategory: 'NetworkActivity',
  eventType: 'AwsVpceEvent',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  errorCode: 'VpceAccessDenied',
  vpcEndpointId: 'vpce-EXAMPLE08c1b6b9b7',
  userIdentity: { type: 'AWSAccount', accountId: '111111111111' },
};
const { errorCode, ...passed } = denied;
const { eventCategory, ...uncategorized } = denied;
const deniedOnly = { errorCode: { Equals: ['VpceAccessDenied'] } };
const by: CloudTrailRecord = { ...denied, userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ana' } };
const s3 = (rows: Parameters<typeof network>[1] = {}) => advanced(network('s3.amazonaws.com', rows));

export const NETWORK_ACTIVITY: Case[] = [
  ...cases(PAGE.network, 'eventCategory and eventSource are required, one source per selector', [
    ['yes', 'a denied call, by its source', denied, s3(), { selector: 0 }],
    ['yes', 'a call that was let through, by its source', passed, s3()],
    ['no', 'a call of S3, by the source KMS', denied, advanced(network('kms.amazonaws.com')), { field: 'eventSource' }],
    [
      'yes',
      'a call of S3, by selectors of KMS and of S3',
      denied,
      advanced(network('kms.amazonaws.com'), network('s3.amazonaws.com')),
      { selector: 1 },
    ],
    ['no', 'a call of S3, by its source in other letters', denied, advanced(network('S3.amazonaws.com'))],
    ['no', 'a call of S3, by objects and management events', denied, advanced(objects(), management())],
    [
      'no',
      'a call of S3, with a basic selector of all objects',
      denied,
      basic({ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }),
    ],
    ['no', 'a call of S3, without any selector', denied, {}],
  ]),
  ...cases(PAGE.network, 'errorCode Equals VpceAccessDenied selects the calls that the policy of an endpoint denied', [
    ['yes', 'a denied call, by denied ones', denied, s3(deniedOnly)],
    ['no', 'a call that was let through, by denied ones', passed, s3(deniedOnly), { field: 'errorCode' }],
    ['no', 'a call that IAM denied, by those that the endpoint denied', { ...denied, errorCode: 'AccessDenied' }, s3(deniedOnly)],
    ['no', 'a denied call of S3, by denied ones of KMS', denied, advanced(network('kms.amazonaws.com', deniedOnly))],
    [
      'yes',
      'a call that was let through, by denied ones and all others',
      passed,
      advanced(network('s3.amazonaws.com', deniedOnly), network('s3.amazonaws.com')),
      { selector: 1 },
    ],
  ]),
  ...cases(PAGE.network, 'eventName, vpcEndpointId and userIdentity.arn take all operators', [
    ['yes', 'a call by its endpoint', denied, s3({ vpcEndpointId: { Equals: ['vpce-EXAMPLE08c1b6b9b7'] } })],
    ['no', 'a call by another endpoint', denied, s3({ vpcEndpointId: { Equals: ['vpce-other'] } }), { field: 'vpcEndpointId' }],
    ['yes', 'a call by the end of its endpoint', denied, s3({ vpcEndpointId: { EndsWith: ['b9b7'] } })],
    ['no', 'a call whose endpoint is excluded', denied, s3({ vpcEndpointId: { NotEquals: ['vpce-EXAMPLE08c1b6b9b7'] } })],
    ['no', 'a call whose endpoint is excluded by its beginning', denied, s3({ vpcEndpointId: { NotStartsWith: ['vpce-EXAMPLE'] } })],
    ['yes', 'a call by its name', denied, s3({ eventName: { Equals: ['GetObject', 'PutObject'] } })],
    ['no', 'a call by another name', denied, s3({ eventName: { StartsWith: ['Put'] } }), { field: 'eventName' }],
    ['yes', 'a call by who calls', by, s3({ 'userIdentity.arn': { StartsWith: ['arn:aws:sts::111122223333:assumed-role/Admin/'] } })],
    ['no', 'a call of somebody who is excluded', by, s3({ 'userIdentity.arn': { NotEndsWith: ['/ana'] } })],
    ['no', 'a call of another account, which has no ARN, by who calls', denied, s3({ 'userIdentity.arn': { StartsWith: ['arn:'] } })],
  ]),
  ...cases(PAGE.record, 'The event type of network activity is AwsVpceEvents, and AwsVpceEvent in examples', [
    ['yes', 'an event without category, of the type AwsVpceEvent', uncategorized, s3()],
    ['yes', 'an event without category, of the type AwsVpceEvents', { ...uncategorized, eventType: 'AwsVpceEvents' }, s3()],
    ['no', 'an event without category, of the type AwsVpceEvent, by management events', uncategorized, advanced(management())],
    ['no', 'an event without category, of the type AwsVpceEvents, by objects', { ...uncategorized, eventType: 'AwsVpceEvents' }, advanced(objects())],
  ]),
  ...cases(PAGE.network, 'A management or data event through an endpoint stays what it is', [
    ['no', 'a management event through an endpoint, by network activity', getBucketAcl, s3(), { field: 'eventCategory' }],
    ['yes', 'a management event through an endpoint, by management events', { ...decrypt, vpcEndpointId: 'vpce-0d985940f92611b87' }, basic({})],
    ['no', 'a data event through an endpoint, by network activity', headBucket, s3()],
    ['yes', 'a data event through an endpoint, by objects', headBucket, advanced(objects())],
  ]),
];
