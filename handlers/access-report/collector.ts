import { type CloudTrailRecord, eventTimeOf } from '../../lib/log-format/record';
import { type Actor, Actors } from './actors';
import { type EntryOfRecord, entriesOf } from './entry';
import { asObject, textOf } from './json';
import { type AccessRow, accessRowOf } from './row';
import { timeText } from './time';

/** An entry, and the number of its event. */
export interface CollectedEntry {
  readonly event: number;
  readonly entry: EntryOfRecord;
}

/** What became of a record. */
export type Collected = 'entries' | 'copy' | 'otherTime' | 'otherResource' | 'notDataAccess' | 'unreadable';

/** What is collected. */
export interface CollectorOptions {
  /** The first millisecond. */
  readonly from?: number;
  /** The first millisecond that is not reported any more. */
  readonly to?: number;
  readonly isWanted?: (arn: string) => boolean;
  /** Gets what is not a copy, as it comes. */
  readonly keep: (collected: CollectedEntry) => void;
  /** Is told of every wanted event with what it was made from: once, and once more if a copy names the caller and the first did not. */
  readonly tell?: (record: CloudTrailRecord, row: AccessRow, principal: string | null) => void;
}

/** Where a record comes from, for what it does not say itself. */
export interface RecordPlace {
  readonly account?: string;
  readonly region?: string;
  readonly logFile: string;
}

/**
 * Makes entries of records, each event once, whatever account it was delivered to and how often. Who acted can be asked when all records were added.
 *
 * Its memory is about 150 bytes for each event, and grows with the number of sessions; the entries themselves are for the caller to keep.
 */
export class AccessCollector {
  private readonly actors = new Actors();
  private readonly eventOf = new Map<string, number>();
  private readonly copies: number[] = [];
  private readonly actorOf: number[] = [];
  /** When the first and the last event happened of all that were added, in milliseconds. */
  first = Infinity;
  last = -Infinity;

  constructor(private readonly options: CollectorOptions) {}

  /** Takes a record of any service: sessions are learned from all. */
  add(record: CloudTrailRecord, place: RecordPlace): Collected {
    const time = eventTimeOf(record);
    if (time === undefined || !textOf(record.eventSource) || !textOf(record.eventName)) return 'unreadable';
    this.first = Math.min(this.first, time);
    this.last = Math.max(this.last, time);
    this.actors.learn(record);
    const row = accessRowOf(record, {
      account: textOf(record.recipientAccountId) ?? place.account ?? textOf(asObject(record.userIdentity)?.accountId) ?? '',
      region: textOf(record.awsRegion) ?? place.region ?? '',
      eventTime: timeText(time),
      eventID: textOf(record.eventID) ?? '',
      logFile: place.logFile,
    });
    if (!row) return 'notDataAccess';
    const { from = -Infinity, to = Infinity, isWanted } = this.options;
    if (time < from || time >= to) return 'otherTime';
    return isWanted === undefined || row.resources.some(isWanted) ? this.addWanted(record, row) : 'otherResource';
  }

  /** How many different events there are. */
  get events(): number {
    return this.copies.length;
  }

  /** How many records told of an event. */
  copiesOf(event: number): number {
    return this.copies[event] ?? 1;
  }

  /** Who acted in an event. */
  actorIn(event: number): Actor {
    return this.actors.actor(this.actorOf[event] ?? 0);
  }

  private addWanted(record: CloudTrailRecord, row: AccessRow): Collected {
    const actor = this.actors.numberOf(record);
    // The copies of an event for several accounts share this id, and have each one of their own.
    const id = row.sharedEventID ?? row.eventID;
    const known = id === '' ? undefined : this.eventOf.get(id);
    if (known !== undefined) {
      this.addCopy(known, actor, record, row);
      return 'copy';
    }
    const event = this.copies.push(1) - 1;
    this.actorOf.push(actor);
    if (id !== '') this.eventOf.set(id, event);
    const { isWanted = () => true, keep } = this.options;
    for (const entry of entriesOf(row)) if (entry.resource === null || isWanted(entry.resource)) keep({ event, entry });
    this.tell(actor, record, row);
    return 'entries';
  }

  /** The account of the resource is not told the name of a caller of another account; that one's own trail has it. */
  private addCopy(event: number, actor: number, record: CloudTrailRecord, row: AccessRow): void {
    this.copies[event] = this.copiesOf(event) + 1;
    const isNamed = (number: number) => this.actors.principalOf(number)?.startsWith('arn:') ?? false;
    if (!isNamed(actor) || isNamed(this.actorOf[event] as number)) return;
    this.actorOf[event] = actor;
    this.tell(actor, record, row);
  }

  private tell(actor: number, record: CloudTrailRecord, row: AccessRow): void {
    this.options.tell?.(record, row, this.actors.principalOf(actor));
  }
}
