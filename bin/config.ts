/** What `bin/app.ts` deploys: change this file. */
export interface AppConfig {
  /** The name of the trail. A new name replaces the trail. */
  readonly trailName: string;

  /** How long log files are kept, in days. */
  readonly keepLogFilesForDays: number;

  /** How long nobody without `s3:BypassGovernanceRetention` can delete a log file, in days; 0 for not at all. */
  readonly lockLogFilesForDays: number;

  /** Buckets of this account whose objects are audited, by name; with a folder or not: `reports` or `reports/finance/`. */
  readonly auditedBuckets: readonly string[];

  /** Lambda functions of this account and Region whose invocations are audited, by name. */
  readonly auditedFunctions: readonly string[];

  /** DynamoDB tables of this account and Region whose items are audited, by name. */
  readonly auditedTables: readonly string[];

  /** Who is told when the processing of log files fails. The address must confirm the subscription. */
  readonly alarmEmail?: string;
}

export const config: AppConfig = {
  trailName: 'audit',
  keepLogFilesForDays: 2557,
  lockLogFilesForDays: 0,
  auditedBuckets: [],
  auditedFunctions: [],
  auditedTables: [],
};
