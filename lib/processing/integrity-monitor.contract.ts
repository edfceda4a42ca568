// What the construct and the handler of the integrity monitor share. All of it lasts: queries, dashboards and stored objects depend on it.

/** Environment variables of the handler. */
export const INTEGRITY_ENVIRONMENT = {
  /** Name of the bucket of the archive. */
  archiveBucket: 'ARCHIVE_BUCKET',
  /** What comes before `AWSLogs/`, without slashes at either end; may be empty. */
  archivePrefix: 'ARCHIVE_PREFIX',
  /** Name of the bucket for checkpoints and verdicts. */
  derivedBucket: 'DERIVED_BUCKET',
  /** Value of the dimension that tells the metrics of two monitors apart. */
  name: 'MONITOR_NAME',
  /** How late a digest may come, in seconds. */
  lag: 'LAG_SECONDS',
  /** How far back it begins where it has never been, in seconds. */
  lookBack: 'LOOK_BACK_SECONDS',
  /** How long processing of a log file may take, in seconds. */
  processingDelay: 'PROCESSING_DELAY_SECONDS',
  /** The ledgers, a JSON array of `MonitoredLedger`. */
  ledgers: 'LEDGERS',
  /** Accounts to verify, a JSON array; all of them where it is empty. */
  accounts: 'ACCOUNTS',
  /** Regions to verify, a JSON array; all of them where it is empty. */
  regions: 'REGIONS',
} as const;

/** A processor's ledger, as the handler is told of it. */
export interface MonitoredLedger {
  readonly bucket: string;
  /** Of the processor, with a slash at its end. */
  readonly prefix: string;
  /** Families of log files that it asks for. */
  readonly kinds: readonly string[];
}

/** Everything that the monitor writes or reads in the derived bucket is below this. */
export const INTEGRITY_PREFIX = 'integrity/';

/** Where what lies. */
export const INTEGRITY_FOLDERS = {
  /** `[organization=…/]account=…/region=….json`: how far an account and Region is verified. */
  checkpoints: `${INTEGRITY_PREFIX}checkpoints/`,
  /** `account=…/region=…/day=…/….ndjson`: every interval, and every file that is not valid, once. The day is that of the interval or file. */
  verdicts: `${INTEGRITY_PREFIX}verdicts/`,
  /** `account=…/region=…/day=…/….ndjson`: log files that a processor's ledger does not have, once for each processor. */
  unprocessed: `${INTEGRITY_PREFIX}unprocessed/`,
} as const;

/** When the monitor ran first, and since when it knows each processor. */
export const INTEGRITY_START = `${INTEGRITY_FOLDERS.checkpoints}start.json`;

/** The namespace of the metrics. */
export const INTEGRITY_NAMESPACE = 'CdkCloudTrail/IntegrityMonitor';

/** Names of the metrics. What is bad is counted once, when it is found, and not in every run. */
export const INTEGRITY_METRICS = {
  /** Hours whose digest and log files are valid. */
  hoursVerified: 'HoursVerified',
  /** Hours whose digest is not valid, or has a log file that is not. */
  hoursInvalid: 'HoursInvalid',
  /** Hours without a digest that should be there, reported a second time or old. */
  hoursMissing: 'HoursMissing',
  /** Digest and log files that are not what CloudTrail delivered. */
  filesInvalid: 'FilesInvalid',
  /** Digest and log files that a signed digest names and that are gone. */
  filesMissing: 'FilesMissing',
  /** Log files that no digest mentions. */
  filesUnreferenced: 'FilesUnreferenced',
  /** Intervals and files that could not be judged. */
  undecided: 'Undecided',
  /** Log files that a processor's ledger does not have; once for each processor. */
  filesNotProcessed: 'FilesNotProcessed',
  /** How old the newest verified hour is, of the account and Region where it is oldest, in seconds. */
  newestVerifiedHourAge: 'NewestVerifiedHourAge',
  /** Hours that are due and not looked at yet, of all accounts and Regions. */
  backlog: 'Backlog',
} as const;
