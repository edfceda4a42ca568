import { entriesOf } from '../access-report/entry';
import { resourceGroupOf } from '../access-report/resource';
import type { Rollup, RollupRow } from '../access-report/rollup';
import type { AccessRow } from '../access-report/row';
import { dayBefore, type Relation, relationsOf } from '../access-report/standing';

/** A partition of the rows: the part of their keys that partitions them, without a slash at its end. */
export interface Partition {
  readonly account: string;
  readonly region: string;
}

/** A row of a rollup as it is written. */
export interface MarkedRow extends RollupRow {
  /** Whether the principal had no access to the bucket, function or table on any day before. */
  readonly firstSeen: boolean;
}

/** When a principal had access to a bucket, function or table. */
export type KnownRelation = readonly [principal: string, group: string, firstDay: string, lastDay: string];

/** So many relations of an account are remembered. */
export const MOST_KNOWN = 200_000;
/** For so long, in days, an access is remembered after it was last used. */
const REMEMBERED = 400;

/** The account and Region in the key of rows; `undefined` for any other key. */
export function partitionOfKey(key: string): Partition | undefined {
  const [, account, region] = /\/account=([\w-]+)\/region=([\w-]+)\/day=\d{4}-\d{2}-\d{2}\//.exec(key) ?? [];
  return account === undefined || region === undefined ? undefined : { account, region };
}

/** The days that are computed: the last so many before today, the earliest first. */
export function daysBefore(now: Date, days: number): string[] {
  const today = now.toISOString().slice(0, 10);
  return Array.from({ length: days }, (_, index) => dayBefore(today, days - index));
}

/** Adds the rows of an object of the report to a rollup. Fails on a line that the report did not write: a rollup that lacks rows is worse than none. */
export function addRows(rollup: Rollup, body: Uint8Array, key: string): void {
  for (const line of Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8').split('\n')) {
    if (line === '') continue;
    let row: AccessRow;
    try {
      row = JSON.parse(line);
    } catch {
      throw new Error(`'${key}' has a line that is not JSON; restore its version before`);
    }
    const { sessionIssuer, arn, name, id, invokedBy, account, type } = row.principal;
    const principal = sessionIssuer ?? arn ?? name ?? id ?? invokedBy ?? account ?? type;
    for (const entry of entriesOf(row)) rollup.add({ ...entry, principal, person: row.person?.name ?? null });
  }
}

/** The relations that are known of an account once those of a day are added: the same however often a day is added. */
export function knownAfter(known: readonly KnownRelation[], relations: readonly Relation[]): KnownRelation[] {
  const all = new Map<string, KnownRelation>();
  const add = ([principal, group, firstDay, lastDay]: KnownRelation) => {
    const key = JSON.stringify([principal, group]);
    const [, , ...before] = all.get(key) ?? [principal, group, firstDay, lastDay];
    const days = [...before, firstDay, lastDay].sort();
    all.set(key, [principal, group, days[0] as string, days.at(-1) as string]);
  };
  for (const relation of known) add(relation);
  for (const { principal, group, firstDay, lastDay } of relations) add([principal, group, firstDay, lastDay]);
  const latest = [...all.values()].reduce((last, [, , , day]) => (day > last ? day : last), '');
  const left = [...all.values()].filter(([, , , lastDay]) => lastDay >= dayBefore(latest, REMEMBERED));
  // Those that were used last are worth remembering.
  return left.sort((one, other) => (one[3] === other[3] ? (String(one) < String(other) ? -1 : 1) : one[3] > other[3] ? -1 : 1)).slice(0, MOST_KNOWN);
}

/** The relations of a day of deliveries. */
export function relationsOfDay(rows: readonly RollupRow[], day: string): Relation[] {
  return relationsOf(rows.map((row) => ({ ...row, day })));
}

/** The rows of a day, and which of them tell of an access that there was not before. What was only denied is no access. */
export function marked(rows: readonly RollupRow[], day: string, known: readonly KnownRelation[]): MarkedRow[] {
  const since = new Map(known.map(([principal, group, firstDay]) => [JSON.stringify([principal, group]), firstDay]));
  return rows.map((row) => {
    const group = row.resource === null ? null : resourceGroupOf(row.resource);
    return { ...row, firstSeen: since.get(JSON.stringify([row.principal, group])) === day };
  });
}

/** The relations that were not used for so many days. */
export function unusedOn(day: string, known: readonly KnownRelation[], unusedDays: number): KnownRelation[] {
  const since = dayBefore(day, unusedDays);
  return known.filter(([, , , lastDay]) => lastDay <= since).sort();
}
