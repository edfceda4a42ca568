import { readRecords } from '../../lib/log-format/read-records';
import { ALERT_METRICS } from '../../lib/processing/detection-alerts.contract';
import { claimAll } from '../shared/claims';
import { ownerOf } from '../shared/core';
import type { LogProcessorDefinition } from '../shared/definition';
import { FileSearch, type Rules, settle } from './core';
import { AlertDesk, type DeskOptions } from './desk';

/** What detection is done with. */
export interface DetectionOptions extends DeskOptions {
  readonly rules: Rules;
  /** Called with the findings of each rule, once for each log file. */
  readonly found: (byRule: ReadonlyMap<string, number>) => void;
}

/** Looks at every record with every rule, and sends alerts. */
export function detectionAlerts(options: DetectionOptions): LogProcessorDefinition {
  const { rules, window, found } = options;
  const { sieve } = rules.detector;
  return {
    kinds: ['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity'],
    async processFile(file, { derived }) {
      const search = new FileSearch(file, rules.detector);
      const { records } = await readRecords(file.content, file.key, { sieve }, (record, index) => search.add(record, index));
      const { candidates, unreadable, late } = search;
      const owner = ownerOf(file.parts);
      // Claims first: from then on no other file reports these events, and a crash leaves them to the repetition of this one.
      const { groups, counts, byRule } = settle(candidates, await claimAll(derived, owner, candidates), rules, window);
      const merged = await new AlertDesk(derived, options).take(owner, groups);
      // A record that no rule can match was looked at, too.
      const handled = records - unreadable.length;
      return {
        records,
        handled,
        dropped: {},
        unreadable,
        late,
        counts: { ...counts, [ALERT_METRICS.findingsMerged]: merged },
        counted: () => found(byRule),
      };
    },
  };
}
