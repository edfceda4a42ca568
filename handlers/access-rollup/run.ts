import type { ListedObject } from '../../lib/log-format/object-list';
import { ROLLUP_FOLDERS } from '../../lib/processing/access-rollup.contract';
import { Rollup } from '../access-report/rollup';
import { forEachOf, pauseBefore } from '../shared/retry';
import type { ObjectStore } from '../shared/store';
import { addRows, daysBefore, type KnownRelation, knownAfter, marked, type Partition, partitionOfKey, relationsOfDay, unusedOn } from './core';

/** What rollups are computed with. */
export interface RollupSurroundings {
  readonly store: ObjectStore;
  readonly list: (prefix: string, startAfter?: string) => AsyncIterable<ListedObject>;
  readonly now: Date;
  readonly days: number;
  readonly unusedDays: number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

const OBJECTS_AT_ONCE = 8;
const ATTEMPTS = 12;

/**
 * Computes the rollups of the last days from the rows of the report, for every account and Region that has any.
 *
 * It may be run as often as one likes: what is computed follows from the rows, and replaces what was there. Memory is for one partition at a time.
 */
export async function computeRollups(surroundings: RollupSurroundings): Promise<void> {
  const { now, days } = surroundings;
  const partitions: Partition[] = [];
  for await (const partition of partitionsOf(surroundings)) partitions.push(partition);
  for (const day of daysBefore(now, days)) {
    for (const partition of partitions) await computeRollup(partition, day, surroundings);
  }
  for (const account of new Set(partitions.map((partition) => partition.account))) await writeUnused(account, surroundings);
}

/** Jumps from partition to partition: there are far more rows than partitions. */
async function* partitionsOf({ list }: RollupSurroundings): AsyncGenerator<Partition> {
  for (let after: string | undefined, more = true; more; ) {
    more = false;
    for await (const { key } of list(ROLLUP_FOLDERS.rows, after)) {
      const partition = partitionOfKey(key);
      if (partition) yield partition;
      // A tilde is behind everything that a day or an object is called.
      after = partition ? `${ROLLUP_FOLDERS.rows}${pathOf(partition)}~` : key;
      more = true;
      break;
    }
  }
}

async function computeRollup(partition: Partition, day: string, { list, store, log }: RollupSurroundings): Promise<void> {
  const path = `${pathOf(partition)}day=${day}/`;
  const keys: string[] = [];
  for await (const { key, size } of list(`${ROLLUP_FOLDERS.rows}${path}`)) if (size > 0) keys.push(key);
  if (keys.length === 0) return;
  const rollup = new Rollup();
  await forEachOf(keys, OBJECTS_AT_ONCE, async (key) => {
    const object = await store.get(key);
    if (!object) throw new Error(`'${key}' is not in the bucket any more; run again`);
    addRows(rollup, object.body, key);
  });
  const rows = rollup.all();
  const known = await remember(partition.account, (before) => knownAfter(before, relationsOfDay(rows, day)), store);
  await put(store, `${ROLLUP_FOLDERS.rollups}${path}rollup.ndjson`, linesOf(marked(rows, day, known)));
  log({ level: 'INFO', message: 'rolled up', ...partition, day, objects: keys.length, rows: rows.length, folded: rollup.isFolded });
}

async function writeUnused(account: string, { store, now, unusedDays }: RollupSurroundings): Promise<void> {
  const [day = ''] = daysBefore(now, 1);
  const known = await remember(account, (before) => [...before], store);
  const unused = unusedOn(day, known, unusedDays).map(([principal, group, firstDay, lastDay]) => ({ principal, group, firstDay, lastDay }));
  await put(store, `${ROLLUP_FOLDERS.unused}account=${account}/day=${day}/unused.ndjson`, linesOf(unused));
}

/** Changes what is known of an account by compare-and-swap: nobody else's change is lost. */
async function remember(account: string, change: (known: readonly KnownRelation[]) => KnownRelation[], store: ObjectStore): Promise<KnownRelation[]> {
  const key = `${ROLLUP_FOLDERS.known}account=${account}.json`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 1) await pauseBefore(attempt);
    // The first attempt creates without looking: to be told that an object is not there would need permission to list it.
    const current = attempt === 0 ? undefined : await store.get(key);
    const known = change(current ? knownIn(current.body, key) : []);
    const text = JSON.stringify({ schemaVersion: '1', relations: known });
    if (current && Buffer.from(text).equals(current.body)) return known;
    if (await (current ? store.replace(key, text, current.etag) : store.create(key, text))) return known;
  }
  throw new Error(`'${key}' was changed by others in each of ${ATTEMPTS} attempts; run again`);
}

function knownIn(body: Uint8Array, key: string): KnownRelation[] {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')).relations;
  } catch {
    throw new Error(`'${key}' is not the JSON that this handler wrote; restore its version before`);
  }
}

/** Writes an object, whatever is there. What is the same already stays, so that no version of it is made. */
async function put(store: ObjectStore, key: string, text: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 1) await pauseBefore(attempt);
    const current = attempt === 0 ? undefined : await store.get(key);
    if (current && Buffer.from(text).equals(current.body)) return;
    if (await (current ? store.replace(key, text, current.etag) : store.create(key, text))) return;
  }
  throw new Error(`'${key}' was changed by others in each of ${ATTEMPTS} attempts; run again`);
}

function pathOf({ account, region }: Partition): string {
  return `account=${account}/region=${region}/`;
}

function linesOf(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
