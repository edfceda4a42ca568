import type { Chain, ChainId, Link } from './chain';
import { timeText } from './digest';
import { type Hole, PATIENCE } from './holes';
import type { Checkpoint, IntervalResult, OpenHole } from './result';
import { cannotTell, type Judgement, type Reason, worse } from './verdict';
import type { VerifyOptions } from './verify';

/** What a stop of logging accounts for, where somebody states it: never a digest that a signed one names. */
const STOPPED: readonly (Reason | undefined)[] = ['restarted', 'starts-here', 'tail-missing', 'no-digests'];
/** Looked at again in any case, since the chain goes on from there. */
const AT_END: readonly (Reason | undefined)[] = ['tail-missing', 'no-digests'];

/** The time of an account and Region: what each hour came to, and which holes stay open. */
export class Ledger {
  private readonly gaps: { readonly start: number; readonly end: number; readonly why: string }[] = [];
  private readonly open: OpenHole[];

  constructor(
    private readonly options: VerifyOptions,
    open: readonly OpenHole[],
  ) {
    this.open = [...open];
  }

  /** Objects of this time could not be listed: whether digests are missing there is not known. */
  unlisted(start: number, end: number, why: string): void {
    this.gaps.push({ start, end, why });
  }

  /** The time of a digest: as bad as it, and as the worst of its log files. */
  hour({ chain, start, end, judgement }: Link, logFiles: number, ofLogs: Judgement | undefined): IntervalResult {
    return { ...this.interval(start, end, chain), digests: 1, logFiles, ...(ofLogs ? worse(judgement, ofLogs) : judgement) };
  }

  hole({ start, end, judgement }: Hole, chain: ChainId | undefined): IntervalResult {
    const gap = this.gaps.find((other) => other.start < end && other.end > start);
    const judged = gap && judgement.verdict !== 'not-due' ? cannotTell('listing-failed', gap.why) : judgement;
    const interval: IntervalResult = { ...this.interval(start, end, chain), digests: 0, logFiles: 0, ...judged };
    const young = this.options.now.getTime() - end < PATIENCE;
    if (chain && young && interval.verdict === 'missing' && !AT_END.includes(interval.reason)) {
      this.open.push({ chain, start: interval.start, end: interval.end });
    }
    return STOPPED.includes(interval.reason) && this.isStopped(start, end) ? { ...interval, stated: true } : interval;
  }

  checkpoint(until: number, swept: number, chains: Iterable<Chain>): Checkpoint {
    return {
      schemaVersion: '1',
      until: timeText(until),
      swept: timeText(swept),
      chains: [...chains].map(({ state }) => state),
      open: [...this.open],
    };
  }

  private interval(start: number, end: number, chain: ChainId | undefined) {
    const { account, region } = this.options.scope;
    const of = chain && { trailName: chain.trailName, homeRegion: chain.homeRegion, backfill: chain.backfill };
    return { type: 'interval' as const, account, region, ...(of && { chain: of }), start: timeText(start), end: timeText(end) };
  }

  private isStopped(start: number, end: number): boolean {
    return (this.options.stops ?? []).some((stop) => stop.start.getTime() <= start && end <= stop.end.getTime());
  }
}
