import { createHash } from 'node:crypto';
import type { LogFileRecord } from '../../lib/log-format/log-file';
import { composeDeliveredFileKey, type LogFileKey } from '../../lib/log-format/log-file-key';
import { type CloudTrailRecord, eventTimeOf } from '../../lib/log-format/record';
import type { Claim } from '../shared/claims';
import { isLate } from '../shared/core';
import { ClaimObjects, SHARED } from './derived-keys';
import { textOf } from './json';
import { Lines } from './lines';
import { accessLineOf } from './row';
import { timeText } from './time';

export { linesOf, ownerOf } from '../shared/core';
export type { Actor } from './actors';
export { BLIND_SPOTS, type BlindSpot } from './blind-spots';
export { AccessCollector, type Collected, type CollectedEntry, type RecordPlace } from './collector';
export { rowsKeyOf } from './derived-keys';
export { ACTIONS, type AccessAction, type AccessEntry } from './entry';
export { type PrincipalSummary, Principals } from './principals';
export { resourceGroupOf, resourceMatcher, textMatcher } from './resource';
export { Rollup, type RollupRow } from './rollup';
export type { AccessRow } from './row';
export { identityOf, type SettledReport, settle } from './settle';
export { relationsOf, type Standing, type StandingPeriod, standingsOf } from './standing';
export { PolicySuggestions, type SuggestedPolicy } from './suggest-policy';
export type { Principal } from './who';

/** What a log file says about access to data, before it is known which of it other files have said already. */
export interface FileReport {
  readonly recordsRead: number;
  readonly notDataAccess: number;
  /** Events whose rows are written if this log file is the one that reports them. */
  readonly candidates: readonly Claim[];
  /** The row of each candidate, as JSON. */
  readonly lines: Lines;
  /** Records that nobody can read, as delivered. */
  readonly unreadable: readonly string[];
  /** Records that were delivered long after their event. */
  readonly late: number;
}

/** A log file is a tenth of its JSON, and the rows are rarely more than half of that. */
const LINES_TO_GZIP = 6;

/** The members of records that a report is made of. */
export const MEMBERS = [
  ...['eventID', 'eventTime', 'eventSource', 'eventName', 'eventType', 'eventCategory', 'managementEvent', 'readOnly', 'sharedEventID'],
  ...['awsRegion', 'recipientAccountId', 'sourceIPAddress', 'userAgent', 'vpcEndpointId', 'errorCode', 'errorMessage'],
  ...['userIdentity', 'requestParameters', 'resources', 'additionalEventData'],
];

/** Makes the report of a log file, record by record: each is a candidate, unreadable, or not about data. */
export class FileReporter implements FileReport {
  readonly candidates: Claim[] = [];
  readonly lines: Lines;
  readonly unreadable: string[] = [];
  recordsRead = 0;
  notDataAccess = 0;
  late = 0;
  private readonly logFile: string;
  private readonly claims = new ClaimObjects();

  /** @param gzipBytes the size of the file, if it is known: how much there will be to write follows from it */
  constructor(
    private readonly file: LogFileKey,
    gzipBytes = 0,
  ) {
    this.logFile = composeDeliveredFileKey(file);
    this.lines = new Lines(LINES_TO_GZIP * gzipBytes);
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

  private candidateOf(record: CloudTrailRecord, time: number, raw: () => string): Claim | undefined {
    const account = nameOf(record.recipientAccountId) ?? this.file.account;
    const region = nameOf(record.awsRegion) ?? this.file.region;
    const eventID = textOf(record.eventID) ?? `sha256-${hashOf(raw())}`;
    const row = accessLineOf(record, { account, region, eventID, eventTime: timeText(time), logFile: this.logFile });
    if (!row) return undefined;
    this.lines.add(row.line);
    // The copies of an event for several accounts have an id in common, and each one of its own.
    const { sharedEventID } = row;
    return { object: this.claims.keyOf(sharedEventID ? SHARED : account, region, time), event: detached(sharedEventID ?? eventID) };
  }
}

/** What can be part of a key as it is; `undefined` for anything that no account or Region is called. */
function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

/** The time of an event that can be understood: when it was, whom it called and how. */
function timeOfReadable(record: CloudTrailRecord): number | undefined {
  return textOf(record.eventSource) && textOf(record.eventName) ? eventTimeOf(record) : undefined;
}

/** A text of its own: part of a text keeps all of it in memory. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
