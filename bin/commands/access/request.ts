import { resourceMatcher, textMatcher } from '../../../handlers/access-report/core';
import { isDay } from '../../../lib/report/day';
import { CannotRun } from '../shared/terminal';

/** How a report can be written. */
export const FORMATS = ['table', 'csv', 'json', 'jsonl', 'html'] as const;

/** How a report is written. */
export type Format = (typeof FORMATS)[number];

/** Options as they are given. */
export interface AccessOptions {
  readonly resource?: readonly string[];
  readonly principal?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly format: Format;
  readonly output?: string;
  readonly rollup?: boolean;
  readonly policy?: boolean;
  readonly principals?: boolean;
  readonly firstSeenDays: string;
  readonly unusedDays: string;
}

/** What is asked for. */
export interface Request {
  readonly places: readonly string[];
  readonly format: Format;
  readonly output?: string;
  /** Whether rows are days, and not events. */
  readonly rollup: boolean;
  readonly policy: boolean;
  readonly principals: boolean;
  /** Tells whether a resource is asked for; all are by default. */
  readonly isResource?: (arn: string) => boolean;
  /** Tells whether somebody with one of these names is asked for; all are by default. */
  readonly isPrincipal?: (names: readonly string[]) => boolean;
  /** Milliseconds; the second is the first that is not asked for. */
  readonly from?: number;
  readonly to?: number;
  readonly firstSeenDays: number;
  readonly unusedDays: number;
  /** What was asked for, in the words of the options. */
  readonly asked: Readonly<Record<string, string>>;
  /** Of this library. */
  readonly version: string;
}

/** Reads what is asked for. */
export function readRequest(places: readonly string[], options: AccessOptions): Omit<Request, 'version'> {
  if (places.length === 0) throw new CannotRun('there are no logs; give log files, folders or s3://bucket/prefix');
  const { resource = [], principal = [], format, output, rollup = false, policy = false, principals = false } = options;
  if (rollup && format === 'jsonl' && policy) throw new CannotRun('--policy has no place among lines of rows; use --format json');
  const matchers = resource.map(resourceMatcher);
  const names = principal.map(textMatcher);
  const [from, to] = [timeOf({ from: options.from }, 0), timeOf({ to: options.to }, 1)];
  if (from !== undefined && to !== undefined && from >= to)
    throw new CannotRun(`--from ${options.from} is not before --to ${options.to}; correct one`);
  return {
    ...{ places, format, output, rollup, policy, principals, from, to },
    isResource: matchers.length === 0 ? undefined : (arn) => matchers.some((matches) => matches(arn)),
    isPrincipal: names.length === 0 ? undefined : (texts) => texts.some((text) => names.some((matches) => matches(text))),
    firstSeenDays: daysOf('--first-seen-days', options.firstSeenDays),
    unusedDays: daysOf('--unused-days', options.unusedDays),
    asked: {
      ...(resource.length > 0 && { resource: resource.join(', ') }),
      ...(principal.length > 0 && { principal: principal.join(', ') }),
      ...(options.from !== undefined && { from: options.from }),
      ...(options.to !== undefined && { to: options.to }),
    },
  };
}

/** A day is meant as a whole: until its end where it is the last one. */
function timeOf(option: Readonly<Record<string, string | undefined>>, days: 0 | 1): number | undefined {
  const [[name, text] = []] = Object.entries(option);
  if (text === undefined) return undefined;
  if (isDay(text)) return Date.parse(text) + days * 24 * 60 * 60_000;
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new CannotRun(`--${name} ${text} is no time; write a day, as 2026-11-25, or a time in UTC, as 2026-11-25T14:30Z`);
  return time;
}

function daysOf(option: string, text: string): number {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (days < 1) throw new CannotRun(`${option} ${text} is no number of days; write one from 1 on`);
  return days;
}
