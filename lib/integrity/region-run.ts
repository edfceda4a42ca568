import { ahead } from './ahead';
import { Chain, type ChainId, type Link, nameOf } from './chain';
import { checkLogFile } from './check-log-file';
import { DAY } from './digest-keys';
import { digestStream } from './digest-stream';
import type { ExaminedDigest } from './examine';
import { HOUR, type Hole, type Period } from './holes';
import type { Job } from './job';
import { Ledger } from './ledger';
import type { CheckpointResult, FileResult, OpenHole, Result } from './result';
import { newChainsFrom, readFrom } from './resume';
import { type Location, type Relocation, UNMOVED } from './store';
import { Sweep } from './sweep';
import { type Judgement, judgement, missing, worse } from './verdict';
import type { VerifyOptions } from './verify';

/** A checkpoint comes after so many digests. */
const CHECKPOINT_DIGESTS = 24;

/** One pass over an account and Region. */
export class RegionRun {
  private readonly period: Period;
  /** Of chains that the checkpoint does not know. */
  private readonly periodOfNew: Period;
  private readonly lag: number;
  private readonly relocation: Relocation;
  private readonly chains = new Map<string, Chain>();
  private readonly ledger: Ledger;
  private readonly sweep: Sweep;

  /** @param open holes of earlier runs that are still there */
  constructor(
    private readonly options: VerifyOptions,
    open: readonly OpenHole[],
  ) {
    const { checkpoint, now, to, trail, lag = 2 * HOUR } = options;
    const from = Math.max(options.from.getTime(), checkpoint ? Date.parse(checkpoint.until) : 0);
    this.lag = lag;
    this.relocation = options.relocation ?? UNMOVED;
    this.period = { from, to: to.getTime(), due: Math.min(to.getTime(), now.getTime() - lag) };
    this.periodOfNew = { ...this.period, from: newChainsFrom(options) };
    this.ledger = new Ledger(options, open);
    this.sweep = new Sweep(options, lag, checkpoint ? Date.parse(checkpoint.swept) : from);
    for (const state of checkpoint?.chains ?? []) this.chains.set(nameOf(state), new Chain(state, this.period, state));
    if (trail) this.chainOf({ backfill: false, ...trail });
  }

  async *results(): AsyncGenerator<Result> {
    const { atOnce = 64 } = this.options;
    const work = async (job: Job) => (job.type === 'log' ? checkLogFile(job.log, job.at, this.options) : undefined);
    let ofLogs: Judgement | undefined;
    for await (const { item, result } of ahead(this.jobs(), atOnce, work)) {
      const judged = await result;
      if (judged && item.type === 'log') {
        ofLogs = ofLogs ? worse(ofLogs, judged) : judged;
        yield { type: 'file', kind: 'log', ...item.at, ...judged };
      } else if (item.type === 'hour') {
        yield this.ledger.hour(item.link, item.logFiles, ofLogs);
        ofLogs = undefined;
      } else if (item.type === 'found') yield* await item.files;
      else if (item.type !== 'log') yield item;
    }
  }

  private async *jobs(): AsyncGenerator<Job> {
    let judged = 0;
    const { options, relocation, sweep } = this;
    const from = readFrom(this.period.from, sweep.sweptUntil, this.chains.values(), options);
    const to = this.period.to + this.lag + HOUR;
    for (const chain of this.chains.values()) chain.readFrom(from);
    for await (const heard of digestStream({ options, relocation, from, to, otherTrail: () => sweep.noteOtherTrails() })) {
      if ('stray' in heard) yield this.file({ bucket: this.options.bucket, key: heard.stray }, judgement('unreferenced', 'unknown-name'));
      else if ('unlisted' in heard) this.ledger.unlisted(heard.start, heard.end, heard.unlisted);
      else {
        this.mention(heard.examined, heard.examined.signed);
        for (const link of this.chainOf(heard.examined.name).add(heard.examined)) {
          yield* this.jobsOf(link);
          if (!link.again && ++judged % CHECKPOINT_DIGESTS === 0) yield* this.pause(heard.examined.name.time.getTime());
        }
      }
    }
    yield* this.closing();
  }

  private *pause(time: number): Generator<Job> {
    const behind = Math.min(...[...this.chains.values()].filter(({ id }) => !id.backfill).map(({ judgedUntil }) => judgedUntil));
    if (this.options.sweep !== false) yield { type: 'found', files: this.sweep.until(Math.floor(time / DAY - 1) * DAY, behind) };
    yield this.checkpoint(Math.min(time, this.period.due));
  }

  private *closing(): Generator<Job> {
    const known = [...this.chains.values()];
    for (const chain of known) {
      const { links, hole, lost } = chain.end();
      for (const link of links) yield* this.jobsOf(link);
      if (lost) this.sweep.mentions.doubt(lost, 'digest-missing');
      if (hole) yield* this.jobsOfHole(hole, chain.id);
    }
    if (known.every(({ id }) => id.backfill)) {
      const { hole } = new Chain({ trailName: '', homeRegion: '', backfill: false }, this.periodOfNew).end();
      if (hole) yield* this.jobsOfHole(hole);
    }
    if (this.options.sweep !== false) yield { type: 'found', files: this.sweep.until(this.period.to) };
    yield this.checkpoint(this.period.due);
  }

  private *jobsOf(link: Link): Generator<Job> {
    const { examined, hole, lost, against, trusted } = link;
    if (lost) this.sweep.mentions.doubt(lost, 'digest-missing');
    if (hole) yield* this.jobsOfHole(hole, link.chain);
    if (!trusted) this.sweep.mentions.doubt(link, 'digest-invalid');
    else this.mention(examined, !examined.signed);
    if (link.again) return;
    const logFiles = trusted ? (examined.digest?.logFiles ?? []) : [];
    if (against) yield this.file(this.relocation.present(against.named), against.judgement);
    yield this.file(examined.location, link.judgement);
    for (const log of logFiles) yield { type: 'log', log, at: this.relocation.present({ bucket: log.bucket, key: log.key }) };
    yield { type: 'hour', link, logFiles: logFiles.length };
  }

  private *jobsOfHole(hole: Hole, chain?: ChainId): Generator<Job> {
    const interval = this.ledger.hole(hole, chain);
    this.sweep.mentions.doubt(hole, interval.reason ?? 'digest-missing');
    yield interval;
    const { bucket, key } = hole.named ?? {};
    if (bucket && key && interval.verdict === 'missing') yield this.file(this.relocation.present({ bucket, key }), missing('not-found'));
  }

  private mention({ digest }: ExaminedDigest, proven: boolean): void {
    if (proven && digest)
      this.sweep.mentions.add(
        digest.logFiles.map((log) => this.relocation.present(log).key),
        digest.end,
      );
  }

  private file({ bucket, key }: Location, judged: Judgement): FileResult {
    return { type: 'file', kind: 'digest', bucket, key, ...judged };
  }

  private checkpoint(until: number): CheckpointResult {
    return { type: 'checkpoint', checkpoint: this.ledger.checkpoint(until, this.sweep.sweptUntil, this.chains.values()) };
  }

  private chainOf(id: ChainId): Chain {
    const name = nameOf(id);
    const chain = this.chains.get(name) ?? new Chain(id, id.backfill ? this.period : this.periodOfNew);
    this.chains.set(name, chain);
    return chain;
  }
}
