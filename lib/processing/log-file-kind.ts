/** A family of log files: CloudTrail delivers each into a folder of its own. */
export enum LogFileKind {
  /** Management and data events. */
  CLOUD_TRAIL = 'CloudTrail',

  /** Insights events: unusual call and error rates. */
  INSIGHT = 'CloudTrail-Insight',

  /** Network activity events of VPC endpoints. */
  NETWORK_ACTIVITY = 'CloudTrail-NetworkActivity',

  /** Summaries of data events over five minutes. */
  AGGREGATED = 'CloudTrail-Aggregated',
}
