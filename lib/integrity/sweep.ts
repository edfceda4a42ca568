import { LOG_FILE_KINDS, type LogFileKind, parseLogFileKey } from '../log-format/log-file-key';
import { dayPrefix, daysBetween, keysBelow } from './digest-keys';
import { HOUR } from './holes';
import { Mentions } from './mentions';
import type { FileResult } from './result';
import { CannotRead } from './store';
import { cannotTell, type Judgement, judgement } from './verdict';
import type { VerifyOptions } from './verify';

/** Looks through the archive for log files that no digest mentions. */
export class Sweep {
  readonly mentions = new Mentions();
  private otherTrails = false;
  private readonly first: number;
  private before: Promise<unknown> = Promise.resolve();

  /**
   * @param swept up to there it was done in an earlier run
   * @param lag how late a digest may come
   */
  constructor(
    private readonly options: VerifyOptions,
    private readonly lag: number,
    private swept: number,
  ) {
    this.first = swept;
  }

  /** Digests of other trails, which may mention the files as well, were passed over. */
  noteOtherTrails(): void {
    this.otherTrails = true;
  }

  /** Up to there nothing has to be looked for again. */
  get sweptUntil(): number {
    return this.swept;
  }

  /** The files up to a time that no digest mentions. Digests must have been read for a day more, except at the end. */
  async until(time: number, behind = Number.POSITIVE_INFINITY): Promise<FileResult[]> {
    const from = this.swept;
    if (time <= from) return [];
    this.swept = Math.max(from, Math.min(time, this.dueBefore));
    const done = this.before.then(() => this.sweep(from, time, behind));
    this.before = done.catch(() => {});
    return done;
  }

  /** A file that was delivered before must be in a digest by now. */
  private get dueBefore(): number {
    return this.options.now.getTime() - this.lag - HOUR;
  }

  private async sweep(from: number, to: number, behind: number): Promise<FileResult[]> {
    const found: FileResult[] = [];
    const kinds = this.options.kinds ?? LOG_FILE_KINDS.filter((kind) => this.mentions.kinds.has(kind));
    for (const day of daysBetween(from, to - 1)) {
      for (const kind of kinds) found.push(...(await this.unmentioned(kind, day, { from, to, behind })));
    }
    // Not up to where it is swept by now: the next sweep may be waiting already.
    this.mentions.forget(Math.min(to, this.dueBefore));
    return found;
  }

  private async unmentioned(
    kind: LogFileKind,
    day: number,
    { from, to, behind }: { from: number; to: number; behind: number },
  ): Promise<FileResult[]> {
    const { store, scope, bucket } = this.options;
    const prefix = dayPrefix(scope, kind, day);
    const keys = await keysBelow(store, prefix);
    const file = (key: string, judged: Judgement): FileResult => ({ type: 'file', kind: 'log', bucket, key, ...judged });
    if (keys instanceof CannotRead) return [file(prefix, cannotTell('listing-failed', keys.message))];
    return keys.flatMap((key) => {
      if (key.endsWith('/') || this.mentions.has(key)) return [];
      const name = parseLogFileKey(key);
      // What has no time in its name belongs to its folder as a whole.
      const time = name?.time.getTime() ?? Math.max(day, this.first);
      return time < from || time >= to ? [] : [file(key, name ? this.judge(time, behind) : judgement('unreferenced', 'unknown-name'))];
    });
  }

  private judge(time: number, behind: number): Judgement {
    if (time >= this.dueBefore) return judgement('not-due', 'not-yet');
    if (this.otherTrails) return cannotTell('other-trail');
    return this.mentions.judgeUnmentioned(time, behind);
  }
}
