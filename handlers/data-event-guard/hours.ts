import { GUARD_FOLDERS } from '../../lib/processing/data-event-guard.contract';
import { forEachOf } from '../shared/retry';
import type { ObjectStore } from '../shared/store';
import { Summary, summaryIn } from './summary';

const HOUR = 60 * 60_000;
/** So long after its end an hour is added up again: files wait and are tried again. */
const OPEN = 2 * HOUR;
/** No run of a function is longer: what it began in time is there before its hour is closed. */
const LONGEST_RUN = 15 * 60_000;
const AT_ONCE = 32;

/** The keys below a prefix, in their order. Keys are without the prefix of the processor. */
export type Keys = (prefix: string) => AsyncIterable<string>;

/** An hour as its folder is named: `2026-07-01T12`. */
export function hourOf(time: number): string {
  return new Date(time).toISOString().slice(0, 13);
}

/** Where the count of a file is kept that was delivered at a time. One that waited for so long that its hour is closed comes in beside it. */
export function folderOf(delivered: number, now: number): string {
  const isLate = now >= startOf(delivered) + HOUR + OPEN - LONGEST_RUN;
  return `${GUARD_FOLDERS.counts}${isLate ? 'late' : 'hour'}=${hourOf(delivered)}/`;
}

/** What was delivered in the last 24 hours, this one included. */
export async function lastDay(derived: ObjectStore, keys: Keys, now: number): Promise<Summary> {
  const starts = Array.from({ length: 24 }, (_, index) => startOf(now) - (23 - index) * HOUR);
  // Without the right to list the whole bucket S3 forbids what is not there: a list tells.
  const stored = new Set<string>();
  const late: string[] = [];
  const folders = new Set(starts.map((start) => `${GUARD_FOLDERS.counts}late=${hourOf(start)}/`));
  for (const day of new Set(starts.map((start) => hourOf(start).slice(0, 10)))) {
    for await (const key of keys(`${GUARD_FOLDERS.hours}${day}`)) stored.add(key);
    for await (const key of keys(`${GUARD_FOLDERS.counts}late=${day}`)) if (folders.has(key.slice(0, key.lastIndexOf('/') + 1))) late.push(key);
  }
  const whole = new Summary();
  for (const start of starts) {
    const kept = `${GUARD_FOLDERS.hours}${hourOf(start)}.json`;
    if (stored.has(kept)) await take(whole, derived, kept);
    else whole.merge((await addUp(derived, keys, start, now)).toJSON());
  }
  await forEachOf(late, AT_ONCE, (key) => take(whole, derived, key));
  return whole;
}

/** The files of an hour. One that is over is kept, and not added up again. */
async function addUp(derived: ObjectStore, keys: Keys, start: number, now: number): Promise<Summary> {
  const hour = new Summary();
  const names: string[] = [];
  for await (const key of keys(`${GUARD_FOLDERS.counts}hour=${hourOf(start)}/`)) names.push(key);
  await forEachOf(names, AT_ONCE, (key) => take(hour, derived, key));
  if (now >= start + HOUR + OPEN) await derived.create(`${GUARD_FOLDERS.hours}${hourOf(start)}.json`, JSON.stringify(hour));
  return hour;
}

function startOf(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

async function take(summary: Summary, derived: ObjectStore, key: string): Promise<void> {
  const object = await derived.get(key);
  // It was listed: who deletes counts makes them less, and is not to be passed over.
  if (!object)
    throw new Error(`'${key}' is gone; it is made again from its log file once its entry in the ledger is deleted and the file is announced again`);
  summary.merge(summaryIn(object.body, key));
}
