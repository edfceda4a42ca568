import type { RollupRow } from '../../../../handlers/access-report/core';
import { ACTIONS, type AccessAction } from '../../../../handlers/access-report/core';
import type { AccessReport } from '../report';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** How long the bars of a timeline are, in milliseconds: the first with which there are few enough. */
const LENGTHS = [HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY];
const MOST_BARS = 62;

/** What happened in a part of the time. */
export interface Bucket {
  /** Milliseconds. */
  readonly from: number;
  readonly counts: Record<AccessAction, number>;
  denied: number;
}

/** The time in equal parts, none left out. */
export interface Buckets {
  readonly length: number;
  readonly buckets: readonly Bucket[];
}

/** The accesses of a report by time. */
export function bucketsOf({ rollup, all }: Pick<AccessReport, 'rollup' | 'all'>): Buckets {
  const span = spanOf(rollup);
  if (!span) return { length: DAY, buckets: [] };
  const length = LENGTHS.find((one) => (span.last - span.first) / one < MOST_BARS) ?? LENGTHS.at(-1) ?? DAY;
  const start = Math.floor(span.first / length) * length;
  const buckets = Array.from({ length: Math.floor((span.last - start) / length) + 1 }, (_, index) => emptyBucket(start + index * length));
  for (const { entry } of all()) {
    const bucket = buckets[Math.floor((Date.parse(entry.eventTime) - start) / length)] as Bucket;
    bucket.counts[entry.action]++;
    if (entry.denied) bucket.denied++;
  }
  return { length, buckets };
}

function spanOf(rollup: readonly RollupRow[]): { first: number; last: number } | undefined {
  if (rollup.length === 0) return undefined;
  const times = (name: 'first' | 'last') => rollup.map((row) => Date.parse(row[name]));
  return {
    first: times('first').reduce((one, other) => Math.min(one, other)),
    last: times('last').reduce((one, other) => Math.max(one, other)),
  };
}

function emptyBucket(from: number): Bucket {
  return { from, counts: Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<AccessAction, number>, denied: 0 };
}

/** What a bar is called. */
export function labelOf(from: number, length: number): string {
  const text = new Date(from).toISOString();
  return length < DAY ? text.slice(0, 16).replace('T', ' ') : text.slice(0, 10);
}

/** How long a bar is, in words. */
export function lengthInWords(length: number): string {
  if (length < DAY) return length === HOUR ? 'an hour' : `${length / HOUR} hours`;
  return length === DAY ? 'a day' : `${length / DAY} days`;
}
