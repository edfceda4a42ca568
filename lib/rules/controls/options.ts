import type { RuleParameters } from './rule-parameters';

/** An option of a construct that decides whether a rule passes. */
export interface DemandedOption {
  readonly of: 'AuditTrail' | 'LogArchive';
  readonly option: string;
  /** What it is set to where it is left out; nothing where the default passes, or nothing may be set without being asked for. */
  readonly sets?: (parameters: RuleParameters) => string;
  /** What has to be true of it; nothing where whatever is given passes, as far as its construct can see. */
  readonly demands?: (parameters: RuleParameters) => string;
  /** What to write where it is not. */
  readonly fix: (parameters: RuleParameters) => string;
}

const ALL_BUCKETS =
  'add EventSelector.s3Objects([S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)]): it is not set by itself, since each event is charged for';
const RETAINED = () => 'define it with new LogArchive()';

/** What profiles set and lock, rule by rule. Rules that are not here pass whatever the options are, or only the templates can tell. */
export const DEMANDED_OPTIONS: Readonly<Record<string, DemandedOption>> = {
  'TRAIL-02': trail('multiRegion', 'must be true', "leave 'multiRegion' out"),
  'TRAIL-04': trail('logFileValidation', 'must be true', "leave 'logFileValidation' out"),
  'TRAIL-05': trail('archive', 'must have a customer managed key', "pass an archive with an 'encryptionKey', or leave 'archive' out"),
  'TRAIL-06': { of: 'AuditTrail', option: 'cloudWatchLogs', sets: () => 'a log group of its own', fix: () => "leave 'cloudWatchLogs' out" },
  'TRAIL-07': trail('eventSelectors', 'must log all management events', 'add EventSelector.managementEvents(), without options'),
  'TRAIL-08': trail('eventSelectors', 'must log writes to the objects of all buckets', ALL_BUCKETS),
  'TRAIL-09': trail('eventSelectors', 'must log reads of the objects of all buckets', ALL_BUCKETS),
  'TRAIL-10': {
    ...trail('insights', 'must have both types, for management events', 'pass Insight.apiCallRate() and Insight.apiErrorRate(), or leave it out'),
    sets: () => 'both types',
  },
  'LOG-01': {
    of: 'AuditTrail',
    option: 'cloudWatchLogs',
    sets: ({ logGroupRetentionDays }) => `a log group that keeps events for ${logGroupRetentionDays} days, or the next longer time that there is`,
    demands: ({ logGroupRetentionDays }) => `must keep events for at least ${logGroupRetentionDays} days`,
    fix: ({ logGroupRetentionDays }) => `pass a 'retention' of ${logGroupRetentionDays} days or more`,
  },
  'LOG-02': {
    of: 'AuditTrail',
    option: 'cloudWatchLogs',
    sets: () => 'a log group under the key of the archive, if that is of the same stack; else under a key of its own',
    fix: () => "leave 'cloudWatchLogs' out",
  },
  'BKT-03': {
    ...archive('accessLogs', 'must not be none', "leave 'accessLogs' out, or pass AccessLogs.to(bucket)"),
    sets: () => 'a bucket of its own in an archive for development, as it is by default elsewhere',
  },
  'BKT-07': {
    of: 'LogArchive',
    option: 'objectLock',
    sets: ({ retentionDays }) => `governance for ${retentionDays} days, or until log files expire`,
    demands: () => 'must be there, which an archive for development cannot have',
    fix: RETAINED,
  },
  'BKT-08': {
    of: 'LogArchive',
    option: 'expireAfter',
    sets: ({ retentionDays }) => `${retentionDays} days in an archive for development`,
    demands: ({ retentionDays }) => `must be at least ${retentionDays} days`,
    fix: ({ retentionDays }) => `pass Duration.days(${retentionDays}) or more, or leave it out to keep log files`,
  },
  'BKT-09': archive('forDevelopment()', 'deletes log files with its stack, and they must stay', RETAINED()),
  'KEY-04': archive('forDevelopment()', 'deletes the key with its stack, and it must stay', RETAINED()),
};

function trail(option: string, demands: string, fix: string): DemandedOption {
  return { of: 'AuditTrail', option, demands: () => demands, fix: () => fix };
}

function archive(option: string, demands: string, fix: string): DemandedOption {
  return { ...trail(option, demands, fix), of: 'LogArchive' };
}
