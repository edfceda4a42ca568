// What the construct and the handler of the rollups share. All of it lasts: queries, dashboards and stored objects depend on it.

/** Environment variables of the handler; each is required. */
export const ROLLUP_ENVIRONMENT = {
  /** Name of the bucket with the rows of the report. */
  derivedBucket: 'DERIVED_BUCKET',
  /** How many days before today are computed. */
  days: 'ROLLUP_DAYS',
  /** After how many days without access one is unused. */
  unusedDays: 'UNUSED_DAYS',
} as const;

/** Where what lies in the derived bucket. */
export const ROLLUP_FOLDERS = {
  /** What is read: the rows of the report. */
  rows: 'access-report/rows/',
  /** `account=…/region=…/day=…/rollup.ndjson`: a row for each resource and principal of a day. The day is that of the delivery. */
  rollups: 'access-report/rollups/',
  /** `account=….json`: who had access to which bucket, function or table, and when first and last. */
  known: 'access-report/known/',
  /** `account=…/day=…/unused.ndjson`: whose access was not used any more on a day. */
  unused: 'access-report/unused/',
} as const;
