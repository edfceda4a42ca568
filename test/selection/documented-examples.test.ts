import type { TrailSelectors } from '../../lib/selection/basic-selector';
import { checkSelectors } from '../../lib/selection/check';
import { data, management, network, objects } from './selectors';

const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket/';
const denied = { errorCode: { Equals: ['VpceAccessDenied'] } };
const prefixes = (...Values: string[]) => [{ Type: 'AWS::S3::Object', Values }];
const advanced = (...AdvancedEventSelectors: TrailSelectors['AdvancedEventSelectors'] & object): TrailSelectors => ({ AdvancedEventSelectors });

/**
 * What the CloudTrail user guide shows for trails.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
 */
test.each<[example: string, selectors: TrailSelectors]>([
  ['the default of a trail', advanced({ Name: 'Management events selector', ...management() })],
  ['all management events except KMS events', advanced(management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } }))],
  ['all management events except those of the RDS Data API', advanced(management({ eventSource: { NotEquals: ['rdsdata.amazonaws.com'] } }))],
  ['Cognito identity pools', advanced(data('AWS::Cognito::IdentityPool'))],
  ['some events for all but one bucket', advanced(objects({ NotStartsWith: [bucket] }, { eventName: { Equals: ['PutObject', 'DeleteObject'] } }))],
  [
    'several conditions for an ARN',
    advanced(
      objects({
        Equals: [`${bucket}object1`],
        StartsWith: [bucket],
        EndsWith: ['object3'],
        NotStartsWith: [`${bucket}deselect`],
        NotEndsWith: ['object5'],
        NotEquals: [`${bucket}object6`],
      }),
    ),
  ],
  ['three calls', advanced(objects({}, { eventName: { Equals: ['GetObject', 'PutObject', 'DeleteObject'] } }))],
  ['snapshots without one call', advanced(data('AWS::EC2::Snapshot', { eventName: { NotEquals: ['ListChangedBlocks'] } }))],
  [
    'a bucket without a role',
    advanced(
      objects(
        { StartsWith: ['arn:partition:s3:::amzn-s3-demo-bucket/'] },
        { 'userIdentity.arn': { NotStartsWith: ['arn:aws:sts::123456789012:assumed-role/bucket-scanner-role'] } },
      ),
    ),
  ],
  [
    'objects without the single deletions of DeleteObjects',
    advanced(
      objects({}, { eventName: { NotEquals: ['DeleteObject'] } }),
      objects({}, { eventName: { Equals: ['DeleteObject'] }, eventType: { NotEquals: ['AwsServiceEvent'] } }),
    ),
  ],
  [
    'management events, objects and a function',
    advanced(
      management(),
      objects({ NotStartsWith: [bucket] }, { eventName: { Equals: ['PutObject', 'DeleteObject'] } }),
      data('AWS::Lambda::Function', { 'resources.ARN': { Equals: ['arn:aws:lambda:us-east-2:111122223333:function/MyLambdaFunction'] } }),
    ),
  ],
  ['objects on Outposts', advanced(data('AWS::S3Outposts::Object'))],
  ['calls of CloudTrail through VPC endpoints', advanced(network('cloudtrail.amazonaws.com'))],
  ['denied calls of KMS and S3', advanced(network('kms.amazonaws.com', denied), network('s3.amazonaws.com', denied))],
  ['denied calls over one VPC endpoint', advanced(network('ec2.amazonaws.com', { ...denied, vpcEndpointId: { Equals: ['vpce-example8c1b6b9b7'] } }))],
  [
    'management events and network activity of several sources',
    advanced(management(), ...['cloudtrail', 'ec2', 'kms', 's3', 'secretsmanager'].map((service) => network(`${service}.amazonaws.com`))),
  ],
  ['the default in basic event selectors', { EventSelectors: [{ IncludeManagementEvents: true, DataResources: [], ReadWriteType: 'All' }] }],
  [
    'two prefixes in a basic event selector',
    {
      EventSelectors: [
        {
          ReadWriteType: 'All',
          IncludeManagementEvents: true,
          DataResources: prefixes('arn:aws:s3:::amzn-s3-demo-bucket1/prefix', 'arn:aws:s3:::amzn-s3-demo-bucket2/prefix2'),
        },
      ],
    },
  ],
  ...['kms.amazonaws.com', 'rdsdata.amazonaws.com'].map((source): [string, TrailSelectors] => [
    `the exclusion of ${source} in a basic event selector`,
    { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [source] }] },
  ]),
  ['writes of KMS', { EventSelectors: [{ ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: [], IncludeManagementEvents: true }] }],
  ['no selectors', {}],
])('has nothing against the documented example of %s', (_, selectors) => {
  expect(checkSelectors(selectors)).toEqual([]);
});
