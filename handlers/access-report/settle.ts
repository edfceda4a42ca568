import { METRICS, type MetricName } from '../../lib/processing/access-report.contract';
import type { Claim } from '../shared/claims';
import type { FileReport } from './core';
import type { LinesFile } from './lines-file';

/** What is written for a log file, and what is counted. */
export interface SettledReport {
  /** The rows, a line of JSON each. */
  readonly lines: LinesFile;
  readonly counts: Readonly<Partial<Record<MetricName, number>>>;
}

/** Keeps the rows that this log file reports, each event once, and proves that every record is accounted for. */
export function settle({ recordsRead, notDataAccess, candidates, lines, unreadable }: FileReport, isOurs: (claim: Claim) => boolean): SettledReport {
  const seen = new Claims();
  let rows = 0;
  const kept = lines.keep((index) => {
    const candidate = candidates[index] as Claim;
    const isKept = seen.add(candidate) && isOurs(candidate);
    if (isKept) rows++;
    return isKept;
  });
  const duplicateEvent = candidates.length - rows;
  const accounted = rows + notDataAccess + duplicateEvent + unreadable.length;
  if (accounted !== recordsRead) throw new Error(`records are lost: ${recordsRead} read, ${accounted} accounted for; this is a defect, report it`);
  return {
    lines: kept,
    counts: {
      [METRICS.files]: 1,
      [METRICS.recordsRead]: recordsRead,
      [METRICS.rows]: rows,
      [METRICS.recordsNotDataAccess]: notDataAccess,
      [METRICS.recordsDuplicateEvent]: duplicateEvent,
      [METRICS.unreadableRecords]: unreadable.length,
    },
  };
}

/** Claims, each once. */
class Claims {
  private readonly byObject = new Map<string, Set<string>>();
  private last: { readonly object: string; readonly events: Set<string> } = { object: '', events: new Set() };

  /** Whether it was not there before. */
  add({ object, event }: Claim): boolean {
    // One after the other they are mostly of the same object.
    if (object !== this.last.object) {
      const events = this.byObject.get(object) ?? new Set();
      this.byObject.set(object, events);
      this.last = { object, events };
    }
    const { events } = this.last;
    const { size } = events;
    return events.add(event).size > size;
  }
}
