import { GUARD_FOLDERS } from '../../lib/processing/data-event-guard.contract';
import { forEachOf } from '../shared/retry';
import type { ObjectStore } from '../shared/store';
import { Summary, summaryIn } from './summary';

const HOUR = 60 * 60_000;
/** So long after its end an hour is added up again: files wait and are tried again. */
const OPEN = 2 * HOUR;
const AT_ONCE = 32;

/** The keys below a prefix, in their order. Keys are without the prefix of the processor. */
export type Keys = (prefix: string) => AsyncIterable<string>;

/** An hour as its folder is named: `2026-07-01T12`. */
export function hourOf(time: number): string {
  return new Date(time).toISOString().slice(0, 13);
}

/** What was delivered in the last 24 hours, this one included. */
export async function lastDay(derived: ObjectStore, keys: Keys, now: number): Promise<Summary> {
  const starts = Array.from({ length: 24 }, (_, index) => Math.floor(now / HOUR) * HOUR - (23 - index) * HOUR);
  // Without the right to list the whole bucket S3 forbids what is not there: a list tells.
  const stored = new Set<string>();
  for (const day of new Set(starts.map((start) => hourOf(start).slice(0, 10)))) {
    for await (const key of keys(`${GUARD_FOLDERS.hours}${day}`)) stored.add(key);
  }
  const whole = new Summary();
  for (const start of starts) {
    const kept = `${GUARD_FOLDERS.hours}${hourOf(start)}.json`;
    if (stored.has(kept)) await take(whole, derived, kept);
    else whole.merge((await addUp(derived, keys, start, now)).toJSON());
  }
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

async function take(summary: Summary, derived: ObjectStore, key: string): Promise<void> {
  const object = await derived.get(key);
  // It was listed: who deletes counts makes them less, and is not to be passed over.
  if (!object)
    throw new Error(`'${key}' is gone; it is made again from its log file once its entry in the ledger is deleted and the file is announced again`);
  summary.merge(summaryIn(object.body, key));
}
