import { createHash } from 'node:crypto';
import type { LogFileRecord } from '../../lib/log-format/log-file';
import { composeDeliveredFileKey, type LogFileKey } from '../../lib/log-format/log-file-key';
import { MemberRecord } from '../../lib/log-format/member-record';
import { type CloudTrailRecord, eventTimeOf } from '../../lib/log-format/record';
import type { Claim } from '../shared/claims';
import { wasLate } from '../shared/core';
import { ClaimObjects, nameOf, SHARED } from './derived-keys';
import { textOf } from './json';
import { Lines } from './lines';
import { PlainRows } from './plain-rows';
import { moments } from './repeated';
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
export { type SettledReport, settle } from './settle';
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
  private readonly plainRows: PlainRows;

  /** @param gzipBytes the size of the file, if it is known: how much there will be to write follows from it */
  constructor(
    private readonly file: LogFileKey,
    gzipBytes = 0,
  ) {
    this.logFile = composeDeliveredFileKey(file);
    this.lines = new Lines(LINES_TO_GZIP * gzipBytes);
    this.plainRows = new PlainRows(this.logFile, this.lines, this.claims);
  }

  add(element: LogFileRecord): void {
    this.recordsRead++;
    const { record, raw } = element;
    const plain = record instanceof MemberRecord && record.window.isAscii ? record : undefined;
    const moment = plain && moments.of(plain);
    const time = plain ? moment?.time : record && eventTimeOf(record);
    if (wasLate(time, this.file)) this.late++;
    const taken = (moment && this.plainRows.take(plain as MemberRecord, moment)) ?? this.takeAny(element, time);
    if (taken === 'not data') this.notDataAccess++;
    // Line breaks in JSON are only between its tokens: without them a record is a line.
    else if (taken === 'unreadable') this.unreadable.push(raw().replace(/[\r\n]+/g, ' '));
    else this.candidates.push(taken);
  }

  private takeAny({ record, raw }: LogFileRecord, time: number | undefined): Claim | 'not data' | 'unreadable' {
    // Whom it called, how and when: what does not say that is for nobody.
    const isReadable = record && time !== undefined && textOf(record.eventSource) && textOf(record.eventName);
    return isReadable ? (this.candidateOf(record, time, raw) ?? 'not data') : 'unreadable';
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

/** A text of its own: part of a text keeps all of it in memory. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
