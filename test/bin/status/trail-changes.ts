import type { RecordedAws } from './recorded-aws';

/** What somebody does, and how it has to be found: verdict and property. */
export type Change = readonly [what: string, make: () => void, found: string];

const minutesAgo = (minutes: number) => Date.now() / 1000 - minutes * 60;

/** What can be otherwise about a trail. */
export function changesToTrail(aws: RecordedAws) {
  const logging = { IsLogging: true, StartLoggingTime: minutesAgo(600), LatestDeliveryTime: minutesAgo(5), LatestDigestDeliveryTime: minutesAgo(30) };
  const status = (change: object) => () =>
    aws.json('cloudtrail:GetTrailStatus', (body) => ({ ...logging, ...('LatestDigestDeliveryTime' in body ? body : {}), ...change }));
  const trail = (change: object) => () => aws.json('cloudtrail:GetTrail', ({ Trail }) => ({ Trail: { ...Trail, ...change } }));
  /** Each by itself. */
  const states: Change[] = [
    ['logging is stopped', status({ IsLogging: false, StopLoggingTime: minutesAgo(10) }), 'drift: IsLogging'],
    ['digests stop to come', status({ LatestDigestDeliveryTime: minutesAgo(200) }), 'error: LatestDigestDeliveryTime'],
    ['digests never came', status({ LatestDigestDeliveryTime: undefined }), 'error: LatestDigestDeliveryTime'],
    ['nothing was delivered yet', status({ LatestDeliveryTime: undefined }), 'unknown: LatestDeliveryTime'],
  ];
  const settings: Change[] = [
    ['it delivers to another bucket', trail({ S3BucketName: 'elsewhere' }), 'drift: S3BucketName'],
    ['it delivers below another prefix', trail({ S3KeyPrefix: 'elsewhere' }), 'drift: S3KeyPrefix'],
    ['it encrypts with another key', trail({ KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/another' }), 'drift: KMSKeyId'],
    ['it notifies nobody', trail({ SnsTopicARN: undefined, SnsTopicName: undefined }), 'drift: SnsTopicName'],
    ['it is for one Region only', trail({ IsMultiRegionTrail: false }), 'drift: IsMultiRegionTrail'],
    ['it leaves out global services', trail({ IncludeGlobalServiceEvents: false }), 'drift: IncludeGlobalServiceEvents'],
    ['it validates no log files', trail({ LogFileValidationEnabled: false }), 'drift: EnableLogFileValidation'],
    ['it became one of an organization', trail({ IsOrganizationTrail: true }), 'drift: IsOrganizationTrail'],
    [
      'it sends to another log group',
      trail({ CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:other:*' }),
      'drift: CloudWatchLogsLogGroupArn',
    ],
    ['it takes another role', trail({ CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/other' }), 'drift: CloudWatchLogsRoleArn'],
    [
      'a selector is gone',
      () => aws.json('cloudtrail:GetEventSelectors', (body) => ({ ...body, AdvancedEventSelectors: body.AdvancedEventSelectors.slice(0, 1) })),
      'drift: AdvancedEventSelectors',
    ],
    ['its Insights are off', () => aws.refuse('cloudtrail:GetInsightSelectors', 'InsightNotEnabledException'), 'drift: InsightSelectors'],
  ];
  const errors: Change[] = [
    ['log files cannot be delivered', status({ LatestDeliveryError: 'AccessDenied' }), 'error: LatestDeliveryError'],
    ['digests cannot be delivered', status({ LatestDigestDeliveryError: 'NoSuchBucket' }), 'error: LatestDigestDeliveryError'],
    ['notifications cannot be delivered', status({ LatestNotificationError: 'AuthorizationError' }), 'error: LatestNotificationError'],
    [
      'events cannot be delivered to CloudWatch Logs',
      status({ LatestCloudWatchLogsDeliveryError: 'AccessDenied' }),
      'error: LatestCloudWatchLogsDeliveryError',
    ],
  ];
  return { states, settings, errors };
}
