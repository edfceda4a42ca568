import { type CloudTrailRecord, eventTimeOf } from '../log-format/record';
import type { Charge } from './prices';
import type { Decision } from './simulate-compile';
import { bucketPutByService, type EventFacts, factsOf } from './simulate-event';
import { LoopCounts } from './simulate-loops';
import { RecentEvents } from './simulate-seen';
import { Tally } from './simulate-tally';
import { type SimulatedTrail, TrailCounts } from './simulate-trail';

/** What a simulation knows besides the trails. */
export interface SimulationOptions {
  /** The ARNs of the buckets that receive what trails deliver, and what follows from it. */
  readonly logBuckets?: readonly string[];
  readonly recent?: RecentEvents;
}

const CHARGE_OF_CATEGORY: Readonly<Record<string, Charge>> = { Data: 'data', NetworkActivity: 'networkActivity' };
const MILLIS_PER_HOUR = 3_600_000;
/** Hours with events are counted one by one up to twenty years: more of them are clocks gone wrong. */
const MOST_HOURS = 175_320;

/** Past events, as the declared trails would log them. Its memory does not grow with the events. */
export class Simulation {
  readonly trails: readonly TrailCounts[];
  /** The accounts that the declaration names: an event of another one is taken as if it were of the account of each trail. */
  readonly trailAccounts: ReadonlySet<string>;
  readonly loops: LoopCounts;
  /** Distinct events, logged or not. */
  events = 0;
  duplicates = 0;
  /** Elements of log files that are no record, or that have members of the wrong kind. */
  unreadable = 0;
  /** Insights and aggregated events, which no selector is for. */
  notSelectable = 0;
  /** Events that no trail logs, by what was called and by who called. */
  readonly dropped = { events: 0, reads: 0, calls: new Tally(), principals: new Tally() };
  /** Events that no trail logs for sure, but one may. */
  undecided = 0;
  /** What is paid for, by charge: the call, the resource and the caller. */
  readonly paid = new Map<Charge, Tally>();
  /** The accounts that the events were delivered to. */
  readonly accounts = new Tally();
  from?: number;
  to?: number;
  private readonly hours = new Set<number>();
  private readonly recent: RecentEvents;

  constructor(trails: readonly SimulatedTrail[], { logBuckets = [], recent = new RecentEvents() }: SimulationOptions = {}) {
    this.trailAccounts = new Set(trails.flatMap(({ account }) => account ?? []));
    this.trails = trails.map((trail) => new TrailCounts(trail, this.trailAccounts));
    this.loops = new LoopCounts(logBuckets);
    this.recent = recent;
  }

  /** In how many hours something happened: far fewer than lie between the first and the last event are a gap in the logs. */
  get hoursWithEvents(): number {
    return this.hours.size;
  }

  /** Adds an element of a log file. */
  add(record: CloudTrailRecord | undefined): void {
    if (record === undefined) {
      this.unreadable++;
      return;
    }
    const { eventID, recipientAccountId } = record;
    if (typeof eventID === 'string' && this.recent.add(eventID, String(recipientAccountId ?? ''))) {
      this.duplicates++;
      return;
    }
    try {
      this.count(record, factsOf(record));
    } catch {
      // Types in a record are a promise. An ARN that is a number is no reason to stop, and no event that could be decided about.
      this.unreadable++;
    }
  }

  private count(record: CloudTrailRecord, facts: EventFacts): void {
    if (facts.category === 'Insight' || facts.category === 'Aggregated') {
      this.notSelectable++;
      return;
    }
    const decisions = this.trails.map((trail) => trail.decideOn(record, facts));
    this.events++;
    this.accounts.add(String(record.recipientAccountId ?? 'unknown'), facts.isRead);
    this.countTime(record);
    if (decisions.some(({ logged }) => logged === 'yes')) this.countLogged(record, facts, decisions);
    else if (decisions.some(({ logged }) => logged === 'unknown')) this.undecided++;
    else this.countDropped(facts);
  }

  private countLogged(record: CloudTrailRecord, facts: EventFacts, decisions: readonly Decision[]): void {
    const put = facts.category === 'Data' ? bucketPutByService(record) : undefined;
    let copies = 0;
    for (const [index, { logged }] of decisions.entries()) {
      if (logged !== 'yes') continue;
      const counts = this.trails[index] as TrailCounts;
      // Of management events the first copy in each Region is free.
      const charge = CHARGE_OF_CATEGORY[facts.category] ?? (copies === 0 ? 'managementFirstCopy' : 'managementFurtherCopies');
      counts.charge(charge, facts);
      if (charge !== 'managementFirstCopy') this.paidFor(charge).add(`${facts.call}\n${facts.resource}\n${facts.principal}`, facts.isRead);
      if (put) this.loops.add(counts.trail, put);
      copies++;
    }
  }

  private countDropped({ call, resource, principal, isRead }: EventFacts): void {
    this.dropped.events++;
    if (isRead) this.dropped.reads++;
    this.dropped.calls.add(`${call}\n${resource}`, isRead);
    this.dropped.principals.add(principal, isRead);
  }

  private countTime(record: CloudTrailRecord): void {
    const time = eventTimeOf(record);
    if (time === undefined) return;
    if (this.from === undefined || time < this.from) this.from = time;
    if (this.to === undefined || time > this.to) this.to = time;
    if (this.hours.size < MOST_HOURS) this.hours.add(Math.floor(time / MILLIS_PER_HOUR));
  }

  private paidFor(charge: Charge): Tally {
    const tally = this.paid.get(charge) ?? new Tally();
    this.paid.set(charge, tally);
    return tally;
  }
}
