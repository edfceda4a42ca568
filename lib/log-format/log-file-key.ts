/** The families of log files; each has a folder of its own. */
export const LOG_FILE_KINDS = ['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail-Aggregated'] as const;

/** A family of log files: `CloudTrail` holds management and data events. */
export type LogFileKind = (typeof LOG_FILE_KINDS)[number];

/** Where CloudTrail puts the digest files. */
export const DIGEST_FILE_KIND = 'CloudTrail-Digest';

interface DeliveredFileKey {
  /** What comes before `AWSLogs/`, without slashes at either end. */
  readonly prefix?: string;
  /** Between `AWSLogs/` and the account where an organization trail delivered. */
  readonly organizationId?: string;
  readonly account: string;
  readonly region: string;
  /** Of the folder, `YYYY-MM-DD`: the day of the delivery, not that of the events. */
  readonly day: string;
  /** Of the file name: when the file was delivered (log file) or the end of its period (digest file), in UTC. */
  readonly time: Date;
}

/** The key of a log file, in its parts. */
export interface LogFileKey extends DeliveredFileKey {
  readonly kind: LogFileKind;
  /** Keeps files of the same minute apart and has no other meaning. */
  readonly uniqueString: string;
}

/** The key of a digest file, in its parts. */
export interface DigestFileKey extends DeliveredFileKey {
  readonly kind: typeof DIGEST_FILE_KIND;
  readonly trailName: string;
  readonly homeRegion: string;
  /** Whether it lists log files that the digest of their hour had missed. */
  readonly backfill: boolean;
}

const REGION = '[a-z]{2,}(?:-[a-z]+)+-\\d+';
const FOLDER = new RegExp(
  `^(?:(?<prefix>.+)/)?AWSLogs/(?:(?<organizationId>o-[a-z0-9]+)/)?(?<account>\\d{12})/(?<kind>CloudTrail(?:-[A-Za-z]+)?)/(?<region>${REGION})/(?<year>\\d{4})/(?<month>\\d{2})/(?<date>\\d{2})/(?<name>[^/]+)$`,
  's',
);
const LOG_FILE_NAME = /^(\d{12})_(CloudTrail(?:-[A-Za-z]+)?)_([a-z0-9-]+)_(\d{8}T\d{4}Z)_([A-Za-z0-9]+)\.json\.gz$/;
// The name of a trail may contain underscores; a Region cannot.
const DIGEST_FILE_NAME = new RegExp(`^(\\d{12})_CloudTrail-Digest_(${REGION})_(.+)_(${REGION})_(\\d{8}T\\d{6}Z)(_backfill)?\\.json\\.gz$`);

/** The parts of the key of a file that CloudTrail delivered; `undefined` for any other object. */
export function parseDeliveredFileKey(key: string): LogFileKey | DigestFileKey | undefined {
  const folder = FOLDER.exec(key)?.groups;
  if (!folder) return undefined;

  const { prefix, organizationId, account = '', kind = '', region = '', year, month, date, name = '' } = folder;
  const common = { ...(prefix && { prefix }), ...(organizationId && { organizationId }), account, region, day: `${year}-${month}-${date}` };
  if (kind === DIGEST_FILE_KIND) return parseDigestFileName(name, common);
  const logFileKind = LOG_FILE_KINDS.find((known) => known === kind);
  return logFileKind && parseLogFileName(name, logFileKind, common);
}

/** The parts of the key of a log file; `undefined` for a digest file and for any object that CloudTrail did not deliver. */
export function parseLogFileKey(key: string): LogFileKey | undefined {
  const file = parseDeliveredFileKey(key);
  return file?.kind === DIGEST_FILE_KIND ? undefined : file;
}

/** The key of a file with these parts: the inverse of parsing. */
export function composeDeliveredFileKey(file: LogFileKey | DigestFileKey): string {
  const owner = file.organizationId ? `${file.organizationId}/${file.account}` : file.account;
  return `${deliveryPath(file.prefix, owner)}${file.kind}/${file.region}/${file.day.replaceAll('-', '/')}/${fileNameOf(file)}`;
}

/** The name of a file with these parts, without its folder. */
export function fileNameOf(file: LogFileKey | DigestFileKey): string {
  const start = `${file.account}_${file.kind}_${file.region}`;
  if (file.kind !== DIGEST_FILE_KIND) return `${start}_${compact(file.time, 'minute')}_${file.uniqueString}.json.gz`;
  return `${start}_${file.trailName}_${file.homeRegion}_${compact(file.time, 'second')}${file.backfill ? '_backfill' : ''}.json.gz`;
}

/** The folder below which a trail delivers everything of an owner: an account, an organization, or `organization/account`. */
export function deliveryPath(prefix: string | undefined, owner: string): string {
  return `${prefix ? `${prefix}/` : ''}AWSLogs/${owner}/`;
}

/** The wildcard, as in an EventBridge pattern, for the keys of all log files of a family: by default, of those with management and data events. */
export function logFileKeyWildcard(prefix?: string, kind: LogFileKind = 'CloudTrail'): string {
  return `${deliveryPath(prefix?.replace(/[\\*]/g, '\\$&'), '*')}${kind}/*.json.gz`;
}

type Common = Omit<DeliveredFileKey, 'time'>;

function parseLogFileName(name: string, kind: LogFileKind, common: Common): LogFileKey | undefined {
  const [, account, family, region, stamp = '', uniqueString = ''] = LOG_FILE_NAME.exec(name) ?? [];
  const time = expand(stamp);
  if (!time || account !== common.account || region !== common.region || family !== kind) return undefined;
  return { ...common, kind, time, uniqueString };
}

function parseDigestFileName(name: string, common: Common): DigestFileKey | undefined {
  const [, account, region, trailName = '', homeRegion = '', stamp = '', backfill] = DIGEST_FILE_NAME.exec(name) ?? [];
  const time = expand(stamp);
  if (!time || account !== common.account || region !== common.region) return undefined;
  return { ...common, kind: DIGEST_FILE_KIND, time, trailName, homeRegion, backfill: backfill !== undefined };
}

type Precision = 'minute' | 'second';

/** `20230710T1145Z` */
function compact(time: Date, precision: Precision): string {
  const digits = time.toISOString().replace(/[-:]/g, '');
  return `${digits.slice(0, precision === 'minute' ? 13 : 15)}Z`;
}

/** The time of a stamp, digits with a `T` after the day; `undefined` for one that is on no calendar, such as the 31st of February. */
function expand(stamp: string): Date | undefined {
  const part = (from: number, to: number) => Number(stamp.slice(from, to));
  const [year, month, day, hour, minute, second] = [
    part(0, 4),
    part(4, 6),
    part(6, 8),
    part(9, 11),
    part(11, 13),
    stamp.length < 16 ? 0 : part(13, 15),
  ];
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same = time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === day && time.getUTCHours() === hour;
  return same && time.getUTCMinutes() === minute && time.getUTCSeconds() === second ? time : undefined;
}
