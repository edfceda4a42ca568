// What the construct and the handler of the access report share. All of it lasts: queries, dashboards and stored objects depend on it.

/** Everything that the handler writes or reads in the derived bucket is below this. */
export const PREFIX = 'access-report/';

/** Where what lies. */
export const FOLDERS = {
  /** One object per log file, a JSON object a line; empty where the file accessed no data. It is there: the file is processed. */
  rows: `${PREFIX}rows/`,
  /** Which log file reports which event: see the handler. */
  claims: `${PREFIX}claims/`,
  /** Records that nobody could read, a line each as delivered. */
  unreadable: `${PREFIX}unreadable/`,
} as const;

/** The part of a key that partitions a table of rows. The day is that of the delivery. */
export function partitionPath(account: string, region: string, day: string): string {
  return `account=${account}/region=${region}/day=${day}/`;
}

/** The namespace of the metrics. */
export const METRIC_NAMESPACE = 'CdkCloudTrail/AccessReport';

/** Names of the metrics; all are counts. */
export const METRICS = {
  /** Log files whose rows were written. */
  files: 'Files',
  /** Log files that were announced again after their rows had been written: nothing changed. */
  duplicateFiles: 'DuplicateFiles',
  /** Announced objects that are no log files with management and data events. */
  filesPassedOver: 'FilesPassedOver',
  /** Records in the log files; the sum of the next four. */
  recordsRead: 'RecordsRead',
  rows: 'Rows',
  /** Records that are not about access to S3 objects, Lambda functions or DynamoDB items. */
  recordsNotDataAccess: 'RecordsNotDataAccess',
  /** Records whose event has its row from another log file, or from earlier in the same. */
  recordsDuplicateEvent: 'RecordsDuplicateEvent',
  /** Records that are kept below `unreadable/`. */
  unreadableRecords: 'UnreadableRecords',
} as const;

/** The name of a metric. */
export type MetricName = (typeof METRICS)[keyof typeof METRICS];
