import { parseDeliveredFileKey } from '../log-format/log-file-key';
import type { ExaminedDigest } from './examine';
import { cannotTell, type Judgement, judgement, missing } from './verdict';

export const HOUR = 3_600_000;
/** A hole of this age will not be closed by a late delivery any more. */
export const PATIENCE = 48 * HOUR;

/** The time that is verified. A digest belongs to it if it ends after `from` and not after `to`. */
export interface Period {
  readonly from: number;
  readonly to: number;
  /** Until then digests must be there. */
  readonly due: number;
}

/** A stretch of time that no digest covers as it should. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly judgement: Judgement;
  /** The key of the last missing digest, where the next one names it. */
  readonly named?: { readonly bucket: string; readonly key: string };
}

/** How far a chain is accounted for. */
export interface Position {
  readonly period: Period;
  /** A chain of backfills has no hours of its own: of it, only what a digest names can be missing. */
  readonly backfill: boolean;
  /** The end of the last digest; `undefined` before the first one. */
  readonly covered?: number;
  /** The key of the last digest. */
  readonly lastKey?: string;
}

/** What is missing before a digest. What is not proven (`trusted`) does not testify to a predecessor. */
export function holeBefore(position: Position, { digest }: ExaminedDigest, trusted: boolean, start: number): Hole | undefined {
  const { period, backfill, covered, lastKey } = position;
  const previous = trusted ? digest?.previous : undefined;
  if (backfill) return namedHole(position, previous);
  const hole = { start: covered ?? period.from, end: Math.min(start, period.to) };
  if (hole.end <= hole.start) return previous && lastKey !== undefined ? namedHole(position, previous) : undefined;
  if (previous) {
    if (previous.key === lastKey) return { ...hole, judgement: missing('not-continuous') };
    const named = isIn(period, previous.key) ? { named: previous } : {};
    return { ...hole, ...named, judgement: missing(covered === undefined ? 'head-missing' : 'digest-missing', countOf(hole)) };
  }
  // A chain begins at any minute: less than an hour before it, no digest was due.
  if (covered === undefined && hole.end - hole.start < HOUR) return undefined;
  if (trusted) return { ...hole, judgement: cannotTell(covered === undefined ? 'starts-here' : 'restarted') };
  return { ...hole, judgement: missing('digest-missing', countOf(hole)) };
}

/** A digest that is named and gone although its time is covered, or in a chain of backfills. */
function namedHole({ period, lastKey }: Position, previous: Hole['named']): Hole | undefined {
  if (previous === undefined || previous.key === lastKey || !isIn(period, previous.key)) return undefined;
  const end = timeOf(previous.key) as number;
  return { start: end - HOUR, end, named: previous, judgement: missing('digest-missing') };
}

/**
 * What is missing after the last digest of a period.
 *
 * @param beyond the first digest after the period, where there is one: it knows its predecessor
 */
export function holeAtEnd(position: Position, beyond: ExaminedDigest | undefined): Hole | undefined {
  const { period, backfill, covered } = position;
  if (backfill) return undefined;
  if (beyond?.digest && beyond.signed) return holeBefore(position, beyond, true, beyond.digest.start);
  const start = covered ?? period.from;
  // Only whole hours: the digest of the hour in which the period ends comes after it.
  const hours = Math.floor((period.due - start) / HOUR);
  if (hours >= 1) {
    const hole = { start, end: start + hours * HOUR };
    return { ...hole, judgement: missing(covered === undefined ? 'no-digests' : 'tail-missing', countOf(hole)) };
  }
  return period.due < period.to && start < period.to ? { start, end: period.to, judgement: judgement('not-due', 'not-yet') } : undefined;
}

function isIn({ from, to }: Period, key: string): boolean {
  const time = timeOf(key);
  return time !== undefined && time > from && time <= to;
}

const timeOf = (key: string) => parseDeliveredFileKey(key)?.time.getTime();

function countOf({ start, end }: { start: number; end: number }): string {
  const count = Math.max(1, Math.round((end - start) / HOUR));
  return count === 1 ? '1 digest' : `${count} consecutive digests`;
}
