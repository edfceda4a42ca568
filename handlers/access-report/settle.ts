import { METRICS, type MetricName } from '../../lib/processing/access-report.contract';
import type { Claim } from '../shared/claims';
import type { FileReport } from './core';

/** What is written for a log file, and what is counted. */
export interface SettledReport {
  /** The rows, a line of JSON each. */
  readonly lines: Buffer;
  readonly counts: Readonly<Partial<Record<MetricName, number>>>;
}

/** Keeps the rows that this log file reports, each event once, and proves that every record is accounted for. */
export function settle({ recordsRead, notDataAccess, candidates, lines, unreadable }: FileReport, isOurs: (claim: Claim) => boolean): SettledReport {
  const seen = new Set<string>();
  const isKept = candidates.map((candidate) => {
    const identity = identityOf(candidate);
    const isFirst = !seen.has(identity);
    seen.add(identity);
    return isFirst && isOurs(candidate);
  });
  const rows = isKept.filter(Boolean).length;
  const duplicateEvent = candidates.length - rows;
  const accounted = rows + notDataAccess + duplicateEvent + unreadable.length;
  if (accounted !== recordsRead) throw new Error(`records are lost: ${recordsRead} read, ${accounted} accounted for; this is a defect, report it`);
  return {
    lines: lines.keep((index) => isKept[index] === true),
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

/** A claim as one text. */
export function identityOf({ object, event }: Claim): string {
  return `${object} ${event}`;
}
