import { CannotRun } from '../shared/terminal';

/** What is to be verified. Plain JSON: reports and checkpoints repeat it. */
export interface Request {
  /** `s3://bucket/prefix`, or a folder. */
  readonly place: string;
  readonly from: string;
  readonly to: string;
  /** The clock by which digests are due. */
  readonly now: string;
  readonly lagHours: number;
  readonly trailArn?: string;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly movedFrom?: string;
  readonly stopped?: readonly { readonly start: string; readonly end: string }[];
}

/** The options as they are given. */
export interface RequestOptions {
  readonly from?: string;
  readonly to?: string;
  readonly lag: string;
  readonly trailArn?: string;
  readonly accounts?: string;
  readonly regions?: string;
  readonly movedFrom?: string;
  readonly stopped?: readonly string[];
}

const TRAIL_ARN = /^arn:(aws[\w-]*):cloudtrail:([a-z0-9-]+):(\d{12}):trail\/([\w.-]+)$/;

/** Checks the options. */
export function requestOf(place: string | undefined, options: RequestOptions, now: Date): Request {
  if (place === undefined) throw new CannotRun('name the archive: s3://bucket/prefix, or a folder');
  if (options.from === undefined) throw new CannotRun('say from when: --from 2026-07-01, or --from 2026-07-01T12:00:00Z');
  const [from, to] = [timeOf('--from', options.from), options.to === undefined ? now : timeOf('--to', options.to)];
  if (from >= to) throw new CannotRun(`--from ${text(from)} is not before --to ${text(to)}`);
  const lagHours = Number(options.lag);
  if (!(lagHours >= 0 && lagHours <= 72)) throw new CannotRun(`--lag ${options.lag} is no number of hours from 0 to 72`);
  if (options.trailArn !== undefined) trailOf(options.trailArn);
  if (options.movedFrom !== undefined) s3Place('--moved-from', options.movedFrom);
  return {
    ...{ place, from: text(from), to: text(to), now: text(now), lagHours },
    ...(options.trailArn !== undefined && { trailArn: options.trailArn }),
    ...(options.accounts !== undefined && { accounts: listOf('--accounts', options.accounts, /^\d{12}$/, 'account ids of twelve digits') }),
    ...(options.regions !== undefined && { regions: listOf('--regions', options.regions, /^[a-z]{2,}(-[a-z]+)+-\d+$/, 'Regions such as eu-west-1') }),
    ...(options.movedFrom !== undefined && { movedFrom: options.movedFrom }),
    ...(options.stopped !== undefined && { stopped: options.stopped.map(stopOf) }),
  };
}

/** The name of a trail and the Region that it is in. */
export function trailOf(arn: string): { partition: string; account: string; trailName: string; homeRegion: string } {
  const [, partition, homeRegion, account, trailName] = TRAIL_ARN.exec(arn) ?? [];
  if (!partition || !homeRegion || !account || !trailName) {
    throw new CannotRun(`--trail-arn ${arn} is not the ARN of a trail; one looks like arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit`);
  }
  return { partition, account, trailName, homeRegion };
}

/** The bucket of an `s3://` place, and what comes before the keys in it. */
export function s3Place(option: string, url: string): { bucket: string; prefix: string } {
  const [, bucket, path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? [];
  if (bucket === undefined) throw new CannotRun(`${option} ${url} names no bucket; write it as s3://bucket/prefix`);
  return { bucket, prefix: path.replace(/\/+$/, '') };
}

const text = (time: Date) => time.toISOString().replace(/\.\d+Z$/, 'Z');

function timeOf(option: string, value: string): Date {
  const time = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/.test(value) || Number.isNaN(time.getTime())) {
    throw new CannotRun(`${option} ${value} is no time in UTC; write 2026-07-01, or 2026-07-01T12:00:00Z`);
  }
  return time;
}

function listOf(option: string, value: string, pattern: RegExp, expected: string): string[] {
  const items = [...new Set(value.split(',').map((item) => item.trim()))].sort();
  for (const item of items)
    if (!pattern.test(item)) throw new CannotRun(`${option} takes ${expected}, with commas between them, but has ${JSON.stringify(item)}`);
  return items;
}

function stopOf(value: string): { start: string; end: string } {
  const [start = '', end = '', more] = value.split('/');
  if (more !== undefined || end === '')
    throw new CannotRun(`--stopped ${value} is no stretch of time; write 2026-07-01T12:00:00Z/2026-07-02T12:00:00Z`);
  return { start: text(timeOf('--stopped', start)), end: text(timeOf('--stopped', end)) };
}
