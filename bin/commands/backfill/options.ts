import { LOG_FILE_KINDS, type LogFileKind } from '../../../lib/log-format/log-file-key';
import { type QueuePlace, queuePlace, type S3Place, s3Place } from '../shared/places';
import { CannotRun } from '../shared/terminal';

/** The options as they are given. */
export interface GivenOptions {
  readonly queueUrl?: string;
  readonly from: string;
  readonly to?: string;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly kinds?: readonly string[];
  readonly checkpoint?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly printPolicy?: boolean;
}

/** What is to be announced to which queue. */
export interface Request {
  readonly place: S3Place;
  /** `undefined` where nothing is sent. */
  readonly queue?: QueuePlace;
  /** Days of the delivery, both included: `2026-11-05`. */
  readonly from: string;
  readonly to: string;
  /** Empty: all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly kinds: readonly LogFileKind[];
}

/** Checks the options, one by one and together. */
export function requestOf(url: string, options: GivenOptions): Request {
  const { bucket, prefix } = s3Place(url, 'archive');
  if (/(^|\/)AWSLogs(\/|$)/.test(prefix)) {
    throw new CannotRun(`archive ${url} must end before AWSLogs/; --accounts, --regions, --kinds and the dates say what of it`);
  }
  if (options.queueUrl === undefined && !options.dryRun) throw new CannotRun('--queue-url is missing; give that of the processor, or --dry-run');
  const [from, to] = [dayOf('--from <day>', options.from), dayOf('--to <day>', options.to ?? new Date().toISOString().slice(0, 10))];
  if (from > to) throw new CannotRun(`--from ${from} is after --to ${to}; exchange them`);
  return {
    place: { bucket, prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` },
    ...(options.queueUrl !== undefined && { queue: queuePlace(options.queueUrl, '--queue-url') }),
    from,
    to,
    accounts: listed('--accounts', options.accounts, /^\d{12}$/, '12 digits each, such as 111122223333'),
    regions: listed('--regions', options.regions, /^[a-z]{2,}(-[a-z]+)+-\d+$/, 'such as eu-west-1'),
    kinds: kindsOf(options.kinds),
  };
}

function dayOf(option: string, text: string): string {
  const time = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)) return text;
  throw new CannotRun(`${option} must be a day of the calendar such as 2026-11-05, got ${JSON.stringify(text)}`);
}

function listed(option: string, given: readonly string[] = [], pattern: RegExp, form: string): string[] {
  const values = [...new Set(given.flatMap((text) => text.split(',')))].sort();
  const wrong = values.find((value) => !pattern.test(value));
  if (wrong !== undefined) throw new CannotRun(`${option} must be ${form}, got ${JSON.stringify(wrong)}`);
  return values;
}

function kindsOf(given: readonly string[] = ['CloudTrail']): LogFileKind[] {
  const wanted = listed('--kinds', given, new RegExp(`^(${LOG_FILE_KINDS.join('|')})$`), `any of ${LOG_FILE_KINDS.join(', ')}`);
  return LOG_FILE_KINDS.filter((kind) => wanted.includes(kind));
}
