import { parseLogFileKey } from '../log-format/log-file-key';
import { HOUR } from './holes';
import { cannotTell, type Judgement, judgement, type Reason } from './verdict';

/** A stretch of time in which log files may be mentioned by a digest that is not proven. */
interface Doubt {
  readonly start: number;
  end: number;
  readonly reason: Reason;
}

/** A file is mentioned in the digest of its hour, or in one of the next ones where it came late. */
const LATEST_MENTION = 2 * HOUR;

/** Which log files the proven digests mention, over the last stretch of time only: memory does not grow with the length of the period. */
export class Mentions {
  private readonly times = new Map<string, number>();
  private readonly doubts: Doubt[] = [];
  private provenUntil = 0;
  /** The families of log files that any digest has mentioned. */
  readonly kinds = new Set<string>(['CloudTrail']);

  /** @param keys where the files that a proven digest lists are now */
  add(keys: Iterable<string>, end: number): void {
    this.provenUntil = Math.max(this.provenUntil, end);
    for (const key of keys) {
      const file = parseLogFileKey(key);
      // What has another name is not listed with the others, and is looked up by nobody.
      if (!file) continue;
      this.times.set(key, file.time.getTime());
      this.kinds.add(file.kind);
    }
  }

  doubt({ start, end }: Omit<Doubt, 'reason'>, reason: Reason): void {
    const last = this.doubts.at(-1);
    if (last?.reason === reason && last.start <= start && last.end >= start) last.end = Math.max(last.end, end);
    else this.doubts.push({ start, end, reason });
  }

  has(key: string): boolean {
    return this.times.has(key);
  }

  /**
   * What to say of a file that no digest mentions.
   *
   * @param time of its delivery, to the minute
   * @param behind up to there the digests of all trails have been judged
   */
  judgeUnmentioned(time: number, behind: number): Judgement {
    if (time + LATEST_MENTION > behind) return cannotTell('digest-not-proven', 'digest-missing');
    const doubt = this.doubts.find(({ start, end }) => start < time + LATEST_MENTION && end > time);
    if (doubt) return cannotTell('digest-not-proven', doubt.reason);
    return time < this.provenUntil ? judgement('unreferenced', 'not-mentioned') : cannotTell('digest-not-proven', 'not-yet');
  }

  forget(before: number): void {
    for (const [key, time] of this.times) if (time < before) this.times.delete(key);
    while (this.doubts.length > 0 && (this.doubts[0] as Doubt).end < before) this.doubts.shift();
  }
}
