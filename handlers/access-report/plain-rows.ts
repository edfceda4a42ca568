import type { DataService } from '../../lib/log-format/data-plane';
import type { MemberRecord } from '../../lib/log-format/member-record';
import { type CloudTrailRecord, dataServiceOf } from '../../lib/log-format/record';
import type { Claim } from '../shared/claims';
import { type ClaimObjects, SHARED } from './derived-keys';
import { Fragment, type Lines } from './lines';
import { PlainArn } from './plain-arn';
import { plainItems, plainTables, writeItems } from './plain-items';
import { type Call, callers, calls, type Moment } from './repeated';
import { type Place, resourcesOf } from './resources';
import { keysOf } from './row';
import { endJson, SHARED_EVENT_ID, whichJson } from './row-line';

/** The least length of a text that says something, with its quotes. */
const LEAST = 3;
const QUOTE = 0x22;

const BEFORE_ARN = new Fragment(',"resources":["');
const BEHIND_ARN = new Fragment('"]');
const BEFORE_SHARED = new Fragment(SHARED_EVENT_ID);

/**
 * Makes the rows of records without escapes by their bytes: what many records have in common is made text once, and the rest never.
 *
 * The rows are the same that all other records get, or none: then the record is to be read as others are.
 */
export class PlainRows {
  private readonly arn = new PlainArn();
  private readonly end: Fragment;
  private members: readonly string[] = [];
  private eventID = -1;
  private sharedEventID = -1;
  private errorMessage = -1;
  private requestParameters = -1;
  private resources = -1;

  constructor(
    logFile: string,
    private readonly lines: Lines,
    private readonly claims: ClaimObjects,
  ) {
    this.end = new Fragment(`${endJson(logFile)}\n`);
  }

  /** The claim on the event of a record whose row is written; `'not data'` where it has none. `undefined`, and nothing is written, where it is not for here. */
  take(record: MemberRecord & CloudTrailRecord, moment: Moment): Claim | 'not data' | undefined {
    const call = calls.of(record);
    if (call === undefined || call === 'not data') return call;
    if (record.members !== this.members) this.setMembers(record.members);
    return record.isPlain ? this.rowOf(record, moment, call) : undefined;
  }

  private rowOf(record: MemberRecord & CloudTrailRecord, moment: Moment, call: Call): Claim | undefined {
    const { service } = call;
    const caller = callers.of(record);
    const [id, shared] = [record.valueOf(this.eventID), record.valueOf(this.sharedEventID)];
    const [idEnd, sharedEnd] = [record.endOf(this.eventID), record.endOf(this.sharedEventID)];
    const isShared = sharedEnd > record.start;
    if (!caller || !isText(record, id, idEnd) || (isShared && !isText(record, shared, sharedEnd))) return undefined;
    // Without a code the message tells how it ended.
    if (call.error === undefined && record.endOf(this.errorMessage) > record.start) return undefined;
    const table = service === 'dynamodb' ? plainTables.of(record) : undefined;
    const items = table && plainItems(this.parametersOf(record), table);
    const isPlain = service !== 'dynamodb' && this.arn.find(record, service, record.valueOf(this.resources), record.endOf(this.resources));
    if (!isPlain && !items && dataServiceOf(record) !== service) return undefined;

    const { lines } = this;
    const { view, json } = record.window;
    lines.put(moment.start);
    lines.copy(view, id, idEnd);
    lines.put(call.where);
    lines.put(caller.who);
    lines.put(call.what);
    if (isPlain) this.writeArn(view);
    else if (table && items) writeItems(lines, table, items);
    else lines.write(whichOf(record, service, call));
    if (call.error) lines.put(call.error);
    lines.put(caller.how);
    if (isShared) this.writeShared(view, shared, sharedEnd);
    lines.put(this.end);
    lines.end();
    return {
      object: this.claims.keyOf(isShared ? SHARED : call.account, call.region, moment.time),
      event: isShared ? json.toString('latin1', shared + 1, sharedEnd - 1) : json.toString('latin1', id + 1, idEnd - 1),
    };
  }

  private writeArn(view: DataView): void {
    this.lines.put(BEFORE_ARN);
    this.lines.copy(view, this.arn.start, this.arn.end);
    this.lines.put(BEHIND_ARN);
  }

  private writeShared(view: DataView, start: number, end: number): void {
    this.lines.put(BEFORE_SHARED);
    this.lines.copy(view, start, end);
  }

  private parametersOf(record: MemberRecord): string {
    const start = record.valueOf(this.requestParameters);
    return start === 0 ? '' : record.window.slice(start, record.endOf(this.requestParameters));
  }

  private setMembers(members: readonly string[]): void {
    this.members = members;
    this.eventID = members.indexOf('eventID');
    this.sharedEventID = members.indexOf('sharedEventID');
    this.errorMessage = members.indexOf('errorMessage');
    this.requestParameters = members.indexOf('requestParameters');
    this.resources = members.indexOf('resources');
  }
}

function isText({ window }: MemberRecord, start: number, end: number): boolean {
  return start > 0 && end - start >= LEAST && window.view.getUint8(start) === QUOTE;
}

function whichOf(record: CloudTrailRecord, service: DataService, place: Place): string {
  const resources = resourcesOf(record, service, place);
  return whichJson({ resources, itemKeys: keysOf(record, service, resources, place) });
}
