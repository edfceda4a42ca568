import type { DigestFileKey } from '../log-format/log-file-key';
import { type PreviousDigest, timeText } from './digest';
import type { ExaminedDigest } from './examine';
import { HOUR, type Hole, holeAtEnd, holeBefore, type Period, type Position } from './holes';
import { type Lost, Reread } from './reread';
import { type Proven, prove } from './testimony';
import { invalid, type Judgement } from './verdict';

/** So many later digests are heard before one is judged. */
export const WITNESSES = 3;

/** Which chain a digest belongs to, within one account and Region. Backfill digests are a chain of their own. */
export type ChainId = Pick<DigestFileKey, 'trailName' | 'homeRegion' | 'backfill'>;

export const nameOf = ({ trailName, homeRegion, backfill }: ChainId) => `${trailName} ${homeRegion} ${backfill}`;

/** A digest, judged, with the hole before it. */
export interface Link extends Proven {
  readonly chain: ChainId;
  readonly examined: ExaminedDigest;
  readonly start: number;
  readonly end: number;
  readonly hole?: Hole;
  /** Time of an earlier run before it that no digest covers now. */
  readonly lost?: Lost;
  /** Whether it was judged before, and was read again for the log files that it mentions. */
  readonly again: boolean;
  /** What it says against the last digest of an earlier run. */
  readonly against?: { readonly named: NonNullable<Hole['named']>; readonly judgement: Judgement };
}

/** Where a chain was left: enough to go on from there. Plain JSON. */
export interface ChainState extends ChainId {
  /** The time of the last digest that was judged. */
  readonly until: string;
  /** The end of the last digest. */
  readonly covered?: string;
  readonly key?: string;
  readonly hash?: string;
  readonly signature?: string;
}

type Last = Pick<ChainState, 'key' | 'hash' | 'signature'>;

/** The digests of one trail in one account and Region, one after the other: what each is worth, and where there should be more. */
export class Chain {
  private readonly window: ExaminedDigest[] = [];
  private covered: number | undefined;
  private last: Last;
  private until: number;
  private resumed: boolean;
  private readonly period: Period;
  private reread: Reread | undefined;

  constructor(
    readonly id: ChainId,
    period: Period,
    state?: ChainState,
  ) {
    this.until = state ? Date.parse(state.until) : period.from;
    // Before the first digest of a chain, all of its time is still to be accounted for.
    this.period = state && state.covered === undefined ? { ...period, from: this.until } : period;
    this.covered = state?.covered === undefined ? undefined : Date.parse(state.covered);
    const { key, hash, signature } = state ?? {};
    this.last = { ...(key && { key }), ...(hash && { hash }), ...(signature && { signature }) };
    this.resumed = state?.hash !== undefined;
  }

  get state(): ChainState {
    const { trailName, homeRegion, backfill } = this.id;
    const covered = this.covered === undefined ? {} : { covered: timeText(this.covered) };
    return { trailName, homeRegion, backfill, until: timeText(this.until), ...covered, ...this.last };
  }

  /** How far its digests are judged, in milliseconds since 1970. */
  get judgedUntil(): number {
    return this.until;
  }

  /** Digests that an earlier run judged are read again from a time on. */
  readFrom(from: number): void {
    if (this.covered !== undefined) this.reread = new Reread({ period: { ...this.period, from, to: this.covered }, backfill: this.id.backfill });
  }

  /** Takes the next digest in the order of time. Those after the period only testify. */
  add(digest: ExaminedDigest): Link[] {
    this.window.push(digest);
    return this.window.length > WITNESSES ? this.judge() : [];
  }

  /** There are no more digests. */
  end(): { readonly links: Link[]; readonly hole?: Hole; readonly lost?: Lost } {
    const beyond = this.window.find(({ name }) => name.time.getTime() > this.period.to);
    const links: Link[] = [];
    while (this.window.length > 0) links.push(...this.judge());
    const hole = holeAtEnd(this.position, beyond);
    return { links, ...(hole && { hole }), lost: this.lostAtEnd() };
  }

  private get position(): Position {
    const covered = this.covered === undefined ? {} : { covered: this.covered };
    return { period: this.period, backfill: this.id.backfill, ...covered, ...(this.last.key && { lastKey: this.last.key }) };
  }

  private judge(): Link[] {
    const [examined, ...later] = this.window as [ExaminedDigest, ...ExaminedDigest[]];
    this.window.shift();
    const time = examined.name.time.getTime();
    if (time > this.period.to) return [];
    const proven = prove(examined, later);
    const link = { chain: this.id, examined, ...proven, ...this.timesOf(examined, proven.trusted), again: time <= this.until };
    if (link.again) return [{ ...link, lost: this.reread?.before(link) }];
    const hole = holeBefore(this.position, examined, proven.trusted, link.start);
    const against = this.againstLast(proven.trusted ? examined.digest?.previous : undefined);
    this.advance(examined, link.end, time);
    return [{ ...link, ...(hole && { hole }), ...(against && { against }), lost: this.lostAtEnd() }];
  }

  private lostAtEnd(): Lost | undefined {
    const lost = this.reread?.atEnd();
    this.reread = undefined;
    return lost;
  }

  private advance({ originalKey: key, hash, signature }: ExaminedDigest, end: number, time: number): void {
    this.covered = Math.max(this.covered ?? end, end);
    this.until = time;
    this.last = { key, ...(hash && { hash }), ...(signature && { signature }) };
    this.resumed = false;
  }

  /** Within a run the successor was heard already; the last digest of an earlier run had none. */
  private againstLast(previous: PreviousDigest | undefined): Link['against'] {
    if (!this.resumed || !previous || previous.key !== this.last.key || previous.hash === this.last.hash) return undefined;
    return { named: previous, judgement: invalid('contradicted') };
  }

  /** What is not proven says nothing about its time: then it is the hour that its name ends with. */
  private timesOf({ digest, name }: ExaminedDigest, trusted: boolean): { start: number; end: number } {
    if (trusted && digest) return { start: digest.start, end: digest.end };
    const end = name.time.getTime();
    return { start: end - HOUR, end };
  }
}
