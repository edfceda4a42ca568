import { membersOf } from '../../lib/log-format/member-record';
import { readRecords } from '../../lib/log-format/read-records';
import { METRICS, PREFIX } from '../../lib/processing/access-report.contract';
import { claimAll } from '../shared/claims';
import type { DeliveredLogFile, FileOutcome, LogProcessorDefinition, Tools } from '../shared/definition';
import type { ObjectStore } from '../shared/store';
import { FileReporter, MEMBERS, ownerOf, rowsKeyOf, settle } from './core';

/** The access report, as a processor. */
export const accessReport: LogProcessorDefinition = { kinds: ['CloudTrail'], processFile };

/**
 * The order is what makes it exact. Claims first: from then on no other file reports these events, and a crash leaves them to the repetition of this one.
 * The rows after that, created only where there are none. So an event has its row once, whatever fails in between.
 */
async function processFile({ content, key, parts }: DeliveredLogFile, { derived }: Tools): Promise<FileOutcome> {
  const report = new FileReporter(parts, content.length);
  await readRecords(content, key, { members: membersOf(MEMBERS) }, (record) => report.add(record));
  const isOurs = await claimAll(withoutPrefix(derived), ownerOf(parts), report.candidates);
  const { lines, counts } = settle(report, isOurs);
  // Without rows too: an empty object tells a file that accessed no data from one that never came.
  await withoutPrefix(derived).create(rowsKeyOf(parts), lines);
  const rows = counts[METRICS.rows] ?? 0;
  const duplicates = counts[METRICS.recordsDuplicateEvent] ?? 0;
  return {
    records: report.recordsRead,
    handled: rows,
    dropped: { 'not data access': report.notDataAccess, 'event has its row already': duplicates },
    unreadable: report.unreadable,
    late: report.late,
    counts: {
      [METRICS.rows]: rows,
      [METRICS.recordsNotDataAccess]: report.notDataAccess,
      [METRICS.recordsDuplicateEvent]: duplicates,
    },
  };
}

/** The keys of the report say where they are in the bucket, the store of a processor only what is below its prefix. */
function withoutPrefix(store: ObjectStore): ObjectStore {
  const rest = (key: string) => key.slice(PREFIX.length);
  return {
    get: (key) => store.get(rest(key)),
    create: (key, body) => store.create(rest(key), body),
    replace: (key, body, etag) => store.replace(rest(key), body, etag),
  };
}
