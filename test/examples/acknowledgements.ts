/** A finding that is right about the resource and wrong about the need, and why. */
export interface Acknowledgement {
  /** The rule, without the name of the pack in front of it. */
  readonly rule: RegExp;
  /** The construct. */
  readonly path: RegExp;
  /** Why it is accepted. */
  readonly reason: string;
}

/** Everything that cdk-nag's packs and Control Tower's rules say of the examples, and why it is accepted; also in `docs/compliance.md`. */
export const ACKNOWLEDGEMENTS: readonly Acknowledgement[] = [
  {
    rule: /^(S3BucketReplicationEnabled)$/,
    path: /\/(Bucket|AccessLogs|Derived)\/Resource$/,
    reason:
      'A second copy in another Region or account is a decision with a price; digest files and Object Lock protect this one. Add replication to the bucket where a control demands it: trails leave the replica out.',
  },
  {
    rule: /^(S3DefaultEncryptionKMS|s3_bucket_default_encryption_kms_check)$/,
    path: /\/AccessLogs\/Resource$/,
    reason: 'S3 delivers server access logs only into buckets that are encrypted with keys of S3.',
  },
  {
    rule: /^(S1|S3BucketLoggingEnabled|s3_bucket_logging_enabled_check)$/,
    path: /\/AccessLogs\/Resource$/,
    reason: 'A bucket for access logs that logged its own accesses would never stop.',
  },
  {
    rule: /^(S3BucketDefaultLockEnabled|s3_bucket_object_lock_enabled_check)$/,
    path: /\/AccessLogs\/Resource$/,
    reason: 'S3 does not deliver access logs into a bucket with a default Object Lock retention.',
  },
  {
    rule: /^s3_event_notifications_enabled_check$/,
    path: /\/(AccessLogs|Derived)\/Resource$/,
    reason: 'Nothing processes these objects, so nothing needs to be told of them.',
  },
  {
    rule: /^(S3BucketDefaultLockEnabled|s3_bucket_object_lock_enabled_check)$/,
    path: /^Audit\/(Trail\/)?Archive\/Bucket\/Resource$/,
    reason:
      "These examples show the defaults: log files are versioned and kept, and not locked. Object Lock cannot be taken back, so it is asked for with 'objectLock', as the example reports-bucket does.",
  },
  {
    rule: /^(S3BucketDefaultLockEnabled|s3_bucket_object_lock_enabled_check)$/,
    path: /\/Derived\/Resource$/,
    reason: 'The report can be made again from the log files. Claims are rewritten, which a lock would forbid.',
  },
  {
    rule: /^(S1|S3BucketLoggingEnabled|s3_bucket_logging_enabled_check)$/,
    path: /\/Derived\/Resource$/,
    reason: 'The report can be made again from the log files, whose accesses are logged.',
  },
  {
    rule: /^(S1|S3BucketLoggingEnabled|s3_bucket_logging_enabled_check)$/,
    path: /^Audit\/Archive\/Bucket\/Resource$/,
    reason:
      'An archive for an account that is torn down has no access logs: S3 delivers them hours later, into a bucket that should be gone by then.',
  },
  {
    rule: /^(CloudTrailCloudWatchLogsEnabled|cloud_trail_cloud_watch_logs_enabled_check)$/,
    path: /^Audit\/Trail\/Resource$/,
    reason:
      "These examples show a trail that delivers to its archive only. CloudWatch Logs costs by volume, so it is asked for with 'cloudWatchLogs', as the examples reports-bucket and notified-trail do.",
  },
  {
    rule: /^kms_create_grant_aws_service_check$/,
    path: /^(|.*\/(AlarmsKey|DeliveriesKey)\/Resource)$/,
    reason:
      "The key of an example's own topic leaves the right to create grants to the IAM policies of the account, as the CDK does for every key; keys of the library do not.",
  },
  {
    rule: /^IAM5\[Resource::.*:log-stream:<AWS::AccountId>_CloudTrail_<AWS::Region>\*\]$/,
    path: /\/CloudWatchLogs\/RolePolicy\/Resource$/,
    reason: 'CloudTrail numbers the streams of a log group: only the end of their names is open.',
  },
  {
    rule: /^IAM5\[Resource::<[A-Za-z0-9]+\.Arn>\/(AWSLogs\/\*\/CloudTrail(-[A-Za-z]+)?\/\*|(access-report|data-event-guard|deletions|detection-alerts|integrity)\/([a-z]+\/)?\*)\]$/,
    path: /\/(Access|Alerts|DataEvents|Deletions|Integrity|Rollups)\/HandlerPolicy\/Resource$/,
    reason: 'Log files and report files have names that are not known before they exist: they are granted by folder, for single actions.',
  },
  {
    rule: /^(LambdaInsideVPC|lambda_inside_vpc_check)$/,
    path: /(\/(Access|Alerts|DataEvents|Deletions|Rollups)\/Handler\/Resource|S3AutoDeleteObjectsCustomResourceProvider\/Handler)$/,
    reason: 'The function talks to S3, SQS and CloudWatch Logs only, and to nothing in a VPC.',
  },
  {
    rule: /^LambdaDLQ$/,
    path: /\/(Access|Alerts|Deletions)\/Handler\/Resource$/,
    reason: 'The function is called from a queue, which has a dead-letter queue with an alarm; one of the function would never be used.',
  },
  {
    rule: /^(LambdaDLQ|EventBusDLQ)$/,
    path: /\/Rollups\/(Handler|Nightly)\/Resource$/,
    reason:
      'A night that was missed is made up by the next ones, which look back three days, and an alarm tells of failures: there is no message to keep.',
  },
  {
    rule: /^LambdaConcurrency$/,
    path: /\/Rollups\/Handler\/Resource$/,
    reason: 'The function runs once a night, and its schedule starts it once.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /\/Integrity\/HandlerPolicy\/Resource$/,
    reason: "CloudTrail's public keys belong to nobody: the action ListPublicKeys knows no resource, so it is granted on all or not at all.",
  },
  {
    rule: /^(LambdaInsideVPC|lambda_inside_vpc_check)$/,
    path: /\/(Delivery|Integrity)\/Handler\/Resource$/,
    reason: 'The function talks to S3, CloudWatch Logs and the CloudTrail of each Region, and to nothing in a VPC.',
  },
  {
    rule: /^(LambdaDLQ|EventBusDLQ)$/,
    path: /\/Integrity\/(Handler|Schedule)\/Resource$/,
    reason:
      'A run that was missed is made up by the next one, which goes on from the last checkpoint, and alarms tell of failures and of silence: there is no message to keep.',
  },
  {
    rule: /^LambdaConcurrency$/,
    path: /\/Integrity\/Handler\/Resource$/,
    reason:
      'The schedule starts the function once, and of two runs at once one gets further with an account and Region, and the other leaves it alone.',
  },
  {
    rule: /^(LambdaDLQ|EventBusDLQ)$/,
    path: /\/(DataEvents|Delivery)\/(Handler|Schedule|Tell)\/Resource$/,
    reason: 'The next run is some minutes later and looks at everything anew, and an alarm tells of silence: there is no message to keep.',
  },
  {
    rule: /^LambdaConcurrency$/,
    path: /\/Delivery\/Handler\/Resource$/,
    reason: 'The schedule starts the function once, and it only looks: two runs at once say the same.',
  },
  {
    rule: /^EventBusDLQ$/,
    path: /\/Alerts\/Flush\/Resource$/,
    reason: 'The schedule comes again five minutes later and finds all that was due before: an event that was not delivered leaves nothing to do.',
  },
  {
    rule: /^LambdaEventSourceMappingDestination$/,
    path: /\/(Access|Alerts|DataEvents|Deletions)\/Handler\/SqsEventSource:/,
    reason: 'A failure destination is for streams; messages that fail go to the dead-letter queue of their queue.',
  },
  {
    rule: /^LambdaConcurrency$/,
    path: /\/(Access|Alerts|DataEvents|Deletions)\/Handler\/Resource$/,
    reason: "The queue calls at most ten at once; 'reservedConcurrency' sets aside a share of the account's concurrency where that is wanted.",
  },
  {
    rule: /^LambdaTracing$/,
    path: /\/(Access|Alerts|DataEvents|Deletions|Delivery|Integrity|Rollups)\/Handler\/Resource$/,
    reason:
      'Each log file is counted in metrics, and each failure is in the log by its key: a trace would add the right to write to all of X-Ray and no answer.',
  },
  {
    rule: /^(SQSRedrivePolicy|sqs_dlq_check)$/,
    path: /\/(LogFiles|Controls|Tamper)\/DeadLetters\/Resource$/,
    reason: 'It is the dead-letter queue.',
  },
  {
    rule: /^(LambdaInsideVPC|lambda_inside_vpc_check)$/,
    path: /\/Controls\/Handler\/Resource$/,
    reason: 'The function talks to SNS and CloudWatch Logs only, and to nothing in a VPC.',
  },
  {
    rule: /^LambdaConcurrency$/,
    path: /\/Controls\/Handler\/Resource$/,
    reason: 'CloudWatch Logs calls the function once for each delivery of a trail, and Lambda tries again for six hours what is throttled.',
  },
  {
    rule: /^LambdaTracing$/,
    path: /\/Controls\/Handler\/Resource$/,
    reason: 'The events of each delivery are counted in the log: a trace would add the right to write to all of X-Ray and no answer.',
  },
  {
    rule: /^LambdaAsyncFailureDestination$/,
    path: /\/(Controls|Tamper)\/Handler\/EventInvokeConfig\/Resource$/,
    reason: 'What fails for good goes to a dead-letter queue as it came; a failure destination would wrap it, and a large delivery would not fit.',
  },
  {
    rule: /^(LambdaInsideVPC|lambda_inside_vpc_check)$/,
    path: /\/Tamper\/Handler\/Resource$/,
    reason: 'The function talks to SNS, CloudTrail, CloudFormation and CloudWatch Logs only, and to nothing in a VPC.',
  },
  {
    rule: /^LambdaConcurrency$/,
    path: /\/Tamper\/Handler\/Resource$/,
    reason: 'Alerts must not wait for each other; tries of repairs are counted in the log group.',
  },
  {
    rule: /^LambdaTracing$/,
    path: /\/Tamper\/Handler\/Resource$/,
    reason: 'Each event is in the log with what was done: a trace would add the right to write to all of X-Ray and no answer.',
  },
  {
    rule: /^SNSRedrivePolicy$/,
    path: /^Audit\/Alarms\/security@example\.com\/Resource$/,
    reason: 'The address stands for the subscribers that you have; subscribe a queue as well where each message has to be kept.',
  },
  {
    rule: /./,
    path: /^(ReportsAudit\/(Reports|Orders|CloseBooks)(\/ServiceRole)?|(Claims|Payments)\/Data\/(Documents|Customers))\/Resource$/,
    reason: 'They stand for the data and the function that you have, which are not of this library.',
  },
];
