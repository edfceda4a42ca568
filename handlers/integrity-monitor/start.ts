import { INTEGRITY_START, type MonitoredLedger } from '../../lib/processing/integrity-monitor.contract';
import { pauseBefore } from '../shared/retry';
import type { ObjectStore } from '../shared/store';
import { type Ledger, nameOf } from './ledgers';

/** When the monitor ran first, and since when it knows each processor. */
interface Start {
  readonly schemaVersion: '1';
  readonly firstRun: string;
  readonly processors: Readonly<Record<string, string>>;
}

const ATTEMPTS = 8;

/** Remembers when this began. Files that were delivered before a processor was known are not asked of its ledger: it may not have been there. */
export async function startOf(
  store: ObjectStore,
  monitored: readonly MonitoredLedger[],
  now: Date,
): Promise<{ readonly firstRun: Date; readonly ledgers: readonly Ledger[] }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 1) await pauseBefore(attempt);
    // The first attempt creates without looking: to be told that an object is not there would need permission to list it.
    const current = attempt === 0 ? undefined : await store.get(INTEGRITY_START);
    const before = current && (JSON.parse(Buffer.from(current.body).toString('utf8')) as Start);
    const at = now.toISOString();
    const added = Object.fromEntries(monitored.filter((one) => before?.processors[nameOf(one)] === undefined).map((one) => [nameOf(one), at]));
    const start: Start = { schemaVersion: '1', firstRun: before?.firstRun ?? at, processors: { ...before?.processors, ...added } };
    const isStored = before !== undefined && Object.keys(added).length === 0;
    const text = JSON.stringify(start);
    if (isStored || (await (current ? store.replace(INTEGRITY_START, text, current.etag) : store.create(INTEGRITY_START, text)))) {
      const ledgers = monitored.map((one) => ({ ...one, since: Date.parse(start.processors[nameOf(one)] ?? at) }));
      return { firstRun: new Date(start.firstRun), ledgers };
    }
  }
  throw new Error(`'${INTEGRITY_START}' was changed by others in each of ${ATTEMPTS} attempts; run again`);
}
