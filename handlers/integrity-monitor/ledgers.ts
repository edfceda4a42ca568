import { parseLogFileKey } from '../../lib/log-format/log-file-key';
import type { ListedObject } from '../../lib/log-format/object-list';
import type { MonitoredLedger } from '../../lib/processing/integrity-monitor.contract';
import { ledgerKeyOf } from '../shared/core';
import type { Awaited } from './state';

/** A ledger, with the time from which on every log file must be in it. */
export interface Ledger extends MonitoredLedger {
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** The objects of a bucket in the order of their keys. */
export type List = (bucket: string, prefix: string, startAfter?: string) => AsyncIterable<ListedObject>;

/** What is in no ledger: overdue, or perhaps still under way. */
export interface Reconciled {
  readonly overdue: Awaited[];
  readonly awaited: Awaited[];
}

/** The name of a processor in what is written. */
export const nameOf = ({ bucket, prefix }: MonitoredLedger) => `${bucket}/${prefix}`;

/**
 * Looks for log files in the ledgers of the processors that ask for their family.
 *
 * @param keys log files that digests list
 * @param before those that were not there the last time
 * @param overdueBefore files that were delivered before this must be in the ledgers, in milliseconds since 1970
 */
export async function reconcile(
  keys: readonly string[],
  before: readonly Awaited[],
  { ledgers, list, overdueBefore }: { readonly ledgers: readonly Ledger[]; readonly list: List; readonly overdueBefore: number },
): Promise<Reconciled> {
  const overdue: Awaited[] = [];
  const awaited: Awaited[] = [];
  for (const ledger of ledgers) {
    const processor = nameOf(ledger);
    const wanted = new Map<string, { key: string; time: number }>();
    for (const key of [...keys, ...before.filter((one) => one.processor === processor).map((one) => one.key)]) {
      const file = parseLogFileKey(key);
      if (!file || !ledger.kinds.includes(file.kind) || file.time.getTime() < ledger.since) continue;
      wanted.set(`${ledger.prefix}${ledgerKeyOf(file)}`, { key, time: file.time.getTime() });
    }
    for (const found of await present([...wanted.keys()], ledger.bucket, list)) wanted.delete(found);
    for (const { key, time } of wanted.values()) (time < overdueBefore ? overdue : awaited).push({ key, processor });
  }
  return { overdue, awaited };
}

/** Which of the keys are there. A list of a stretch of a folder costs as much as the question for a dozen objects, and needs no right to read them. */
async function present(keys: readonly string[], bucket: string, list: List): Promise<string[]> {
  const found: string[] = [];
  const folders = new Map<string, string[]>();
  for (const key of [...keys].sort()) {
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), key]);
  }
  for (const [folder, inside] of folders) {
    const [wanted, first = '', last = ''] = [new Set(inside), inside[0], inside.at(-1)];
    for await (const { key } of list(bucket, folder, first.slice(0, -1))) {
      if (key > last) break;
      if (wanted.has(key)) found.push(key);
    }
  }
  return found;
}
