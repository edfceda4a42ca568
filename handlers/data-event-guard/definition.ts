import { membersOf } from '../../lib/log-format/member-record';
import { readRecords } from '../../lib/log-format/read-records';
import { GUARD_METRICS } from '../../lib/processing/data-event-guard.contract';
import { derivedNameOf } from '../shared/core';
import type { LogProcessorDefinition } from '../shared/definition';
import { FileCount, MEMBERS } from './core';
import { folderOf } from './hours';

/** Counts the data events of each log file. The object is created where there is none: a file that comes again is counted once. */
export function dataEventGuard(counted: (byType: ReadonlyMap<string, number>) => void, now = Date.now): LogProcessorDefinition {
  return {
    kinds: ['CloudTrail'],
    async processFile({ content, key, parts }, { derived }) {
      const file = new FileCount(parts);
      const { records } = await readRecords(content, key, { members: membersOf(MEMBERS) }, (record) => file.add(record));
      const { summary, noDataEvents, unreadable, late } = file;
      const target = `${folderOf(parts.time.getTime(), now())}${derivedNameOf(parts)}.json`;
      if (summary.total > 0) await derived.create(target, JSON.stringify(summary));
      return {
        ...{ records, handled: summary.total, dropped: { 'no data event': noDataEvents }, unreadable, late },
        counts: { [GUARD_METRICS.dataEvents]: summary.total },
        counted: () => counted(summary.byType),
      };
    },
  };
}
