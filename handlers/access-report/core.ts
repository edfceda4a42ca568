import { createHash } from 'node:crypto';
import type { LogFileRecord } from '../../lib/log-format/log-file';
import { composeDeliveredFileKey, type LogFileKey } from '../../lib/log-format/log-file-key';
import { type CloudTrailRecord, eventTimeOf } from '../../lib/log-format/record';
import { FOLDERS, METRICS, type MetricName, partitionPath } from '../../lib/processing/access-report.contract';
import type { Claim } from '../shared/claims';
import { derivedNameOf, isLate } from '../shared/core';
import { textOf } from './json';
import { type AccessRow, accessRowOf } from './row';
import { timeText } from './time';

export { linesOf, ownerOf } from '../shared/core';
export type { Actor } from './actors';
export { BLIND_SPOTS, type BlindSpot } from './blind-spots';
export { AccessCollector, type Collected, type CollectedEntry, type RecordPlace } from './collector';
export { ACTIONS, type AccessAction, type AccessEntry } from './entry';
export { type PrincipalSummary, Principals } from './principals';
export { resourceGroupOf, resourceMatcher, textMatcher } from './resource';
export { Rollup, type RollupRow } from './rollup';
export type { AccessRow, Principal } from './row';
export { relationsOf, type Standing, type StandingPeriod, standingsOf } from './standing';
export { PolicySuggestions, type SuggestedPolicy } from './suggest-policy';

/** A row that is written if this log file is the one that reports the event. */
export interface Candidate extends Claim {
  readonly row: AccessRow;
}

/** What a log file says about access to data, before it is known which of it other files have said already. */
export interface FileReport {
  readonly recordsRead: number;
  readonly notDataAccess: number;
  readonly candidates: readonly Candidate[];
  /** Records that nobody can read, as delivered. */
  readonly unreadable: readonly string[];
  /** Records that were delivered long after their event. */
  readonly late: number;
}

/** What is written for a log file, and what is counted. */
export interface SettledReport {
  readonly rows: readonly AccessRow[];
  readonly counts: Readonly<Partial<Record<MetricName, number>>>;
}

/** The members of records that a report is made of. */
export const MEMBERS = [
  ...['eventID', 'eventTime', 'eventSource', 'eventName', 'eventType', 'eventCategory', 'managementEvent', 'readOnly', 'sharedEventID'],
  ...['awsRegion', 'recipientAccountId', 'sourceIPAddress', 'userAgent', 'vpcEndpointId', 'errorCode', 'errorMessage'],
  ...['userIdentity', 'requestParameters', 'resources', 'additionalEventData'],
];

/** Makes the report of a log file, record by record: each is a candidate, unreadable, or not about data. */
export class FileReporter implements FileReport {
  readonly candidates: Candidate[] = [];
  readonly unreadable: string[] = [];
  recordsRead = 0;
  notDataAccess = 0;
  late = 0;
  private readonly logFile: string;
  private last = { window: Number.NaN, account: '', region: '', key: '' };

  constructor(private readonly file: LogFileKey) {
    this.logFile = composeDeliveredFileKey(file);
  }

  add({ record, raw }: LogFileRecord): void {
    this.recordsRead++;
    if (record && isLate(record, this.file)) this.late++;
    const time = record && timeOfReadable(record);
    if (record === undefined || time === undefined) {
      // Line breaks in JSON are only between its tokens: without them a record is a line.
      this.unreadable.push(raw().replace(/[\r\n]+/g, ' '));
    } else {
      const candidate = this.candidateOf(record, time, raw);
      if (candidate) this.candidates.push(candidate);
      else this.notDataAccess++;
    }
  }

  /** Events come by their time: most are in the same window as the one before. */
  private claimsKeyOf(account: string, region: string, time: number): string {
    const window = Math.floor(time / WINDOW);
    const { last } = this;
    if (last.window === window && last.account === account && last.region === region) return last.key;
    this.last = { window, account, region, key: claimsKeyOf(account, region, window) };
    return this.last.key;
  }

  private candidateOf(record: CloudTrailRecord, time: number, raw: () => string): Candidate | undefined {
    const account = nameOf(record.recipientAccountId) ?? this.file.account;
    const region = nameOf(record.awsRegion) ?? this.file.region;
    const eventID = textOf(record.eventID) ?? `sha256-${hashOf(raw())}`;
    const row = accessRowOf(record, { account, region, eventID, eventTime: timeText(time), logFile: this.logFile });
    // The copies of an event for several accounts have an id in common, and each one of its own.
    const shared = row?.sharedEventID;
    return row && { row, object: this.claimsKeyOf(shared ? SHARED : account, region, time), event: shared ?? eventID };
  }
}

/** Keeps the rows that this log file reports, each event once, and proves that every record is accounted for. */
export function settle({ recordsRead, notDataAccess, candidates, unreadable }: FileReport, isOurs: (claim: Claim) => boolean): SettledReport {
  const seen = new Set<string>();
  const rows: AccessRow[] = [];
  let duplicateEvent = 0;
  for (const candidate of candidates) {
    const identity = identityOf(candidate);
    if (seen.has(identity) || !isOurs(candidate)) duplicateEvent++;
    else rows.push(candidate.row);
    seen.add(identity);
  }
  const accounted = rows.length + notDataAccess + duplicateEvent + unreadable.length;
  if (accounted !== recordsRead) throw new Error(`records are lost: ${recordsRead} read, ${accounted} accounted for; this is a defect, report it`);
  return {
    rows,
    counts: {
      [METRICS.files]: 1,
      [METRICS.recordsRead]: recordsRead,
      [METRICS.rows]: rows.length,
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

/** Where the rows of a log file go. It follows from the key of the log file alone, so that a repetition finds them. */
export function rowsKeyOf(file: LogFileKey): string {
  return `${FOLDERS.rows}${partitionPath(file.account, file.region, file.day)}${derivedNameOf(file)}.ndjson`;
}

/** Where the unreadable records of a log file go. */
export function unreadableKeyOf(file: LogFileKey): string {
  return `${FOLDERS.unreadable}${partitionPath(file.account, file.region, file.day)}${derivedNameOf(file)}.ndjson`;
}

const WINDOW = 5 * 60_000;

/** In place of an account, for the claims on events that several accounts are told of. */
const SHARED = 'shared';

/** Files that repeat an event were delivered at other times, and the event's own time is the same in all: windows are of that. */
function claimsKeyOf(account: string, region: string, window: number): string {
  const start = new Date(window * WINDOW).toISOString();
  return `${FOLDERS.claims}${partitionPath(account, region, start.slice(0, 10))}${start.slice(11, 16).replace(':', '')}.json`;
}

/** What can be part of a key as it is; `undefined` for anything that no account or Region is called. */
function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

/** The time of an event that can be understood: when it was, whom it called and how. */
function timeOfReadable(record: CloudTrailRecord): number | undefined {
  return textOf(record.eventSource) && textOf(record.eventName) ? eventTimeOf(record) : undefined;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
