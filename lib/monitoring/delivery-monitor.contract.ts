// What the construct and the handler of the delivery monitor share. All of it lasts: queries, dashboards and alarms depend on it.

/** Environment variables of the handler. */
export const DELIVERY_ENVIRONMENT = {
  /** Name of the bucket of the archive. */
  archiveBucket: 'ARCHIVE_BUCKET',
  /** What comes before `AWSLogs/`, without slashes at either end; may be empty. */
  archivePrefix: 'ARCHIVE_PREFIX',
  /** Value of the dimension that tells the metrics of two monitors apart. */
  name: 'MONITOR_NAME',
  /** ARN of the trail whose status is asked for; empty where none is. */
  trailArn: 'TRAIL_ARN',
  /** Name of the trail whose digests count; empty where those of any trail do. */
  trailName: 'TRAIL_NAME',
  /** Accounts that must deliver from each of the Regions, a JSON array. */
  accounts: 'ACCOUNTS',
  /** Regions that each of the accounts must deliver from, a JSON array. */
  regions: 'REGIONS',
  /** Those of the accounts in which something happens all the time, a JSON array; may be empty. */
  busyAccounts: 'BUSY_ACCOUNTS',
  /** Whether other accounts and Regions of the archive are watched as well: `true` or `false`. */
  otherPlaces: 'OTHER_PLACES',
  /** How old the newest log file may be, in seconds. */
  maxLogFileAge: 'MAX_LOG_FILE_AGE_SECONDS',
  /** How old the newest digest may be, in seconds. */
  maxDigestAge: 'MAX_DIGEST_AGE_SECONDS',
} as const;

/** The namespace of the metrics. */
export const DELIVERY_NAMESPACE = 'CdkCloudTrail/DeliveryMonitor';

/** Names of the dimensions. */
export const DELIVERY_DIMENSIONS = {
  /** The monitor, as Powertools for AWS Lambda names it: every metric has it. */
  name: 'service',
  account: 'account',
  region: 'region',
  destination: 'destination',
} as const;

/** Names of the metrics with the dimensions of an account and Region, for those that must deliver, in seconds. */
export const PLACE_METRICS = {
  /** How long ago the newest log file was delivered. */
  logFileAge: 'LogFileAge',
  /** How long ago the period of the newest digest ended. */
  digestAge: 'DigestAge',
} as const;

/** Names of the metrics of the monitor as a whole. They are counts, in every run. */
export const DELIVERY_METRICS = {
  /** Accounts and Regions about which this run could tell whether they deliver: zero, or nothing where the monitor is silent. */
  placesKnown: 'PlacesKnown',
  /** Accounts and Regions, and states of the trail in a Region, that this run could not tell about. */
  cannotTell: 'CannotTell',
  /** Accounts and Regions that must deliver log files and have no new one. */
  logFilesLate: 'LogFilesLate',
  /** Accounts and Regions that must deliver digests and have no new one. */
  digestsLate: 'DigestsLate',
  /** Other accounts and Regions that delivered digests yesterday or today and have no new one. */
  otherDigestsLate: 'OtherDigestsLate',
  /** Regions in which the trail does not log. */
  notLogging: 'NotLogging',
} as const;

/** The metric with the dimension of a destination: the Regions in which CloudTrail last failed to deliver there. */
export const DELIVERY_ERRORS = 'DeliveryErrors';

/** Where a trail delivers to: values of the dimension. */
export const DESTINATIONS = ['LogFiles', 'DigestFiles', 'CloudWatchLogs', 'Notifications'] as const;

/** Where a trail delivers to. */
export type Destination = (typeof DESTINATIONS)[number];
