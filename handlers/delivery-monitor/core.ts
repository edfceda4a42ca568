import type { Settings } from './settings';

/** What is known of a place that must deliver. Times are in milliseconds since 1970. */
export interface Seen {
  /** The newest log file; `undefined` where there is none since `from`. */
  readonly logFile: number | undefined;
  /** The newest digest; the same. */
  readonly digest: number | undefined;
  /** How far back it was looked for them. */
  readonly from: number;
  /** Since when the trail logs there, if that is known: before it nothing could come. */
  readonly since: number | undefined;
  readonly now: number;
}

/** How a place stands. Ages are in milliseconds. */
export interface Standing {
  /** Of one that had nothing to deliver yet, since the trail logs. */
  readonly logFileAge: number;
  readonly digestAge: number;
  readonly logFileLate: boolean;
  readonly digestLate: boolean;
}

/** How a place stands that must deliver. Only a busy one must deliver log files: where nothing happens CloudTrail writes none, but a digest every hour. */
export function standingOf(
  { logFile, digest, from, since = 0, now }: Seen,
  isBusy: boolean,
  { maxLogFileAge, maxDigestAge }: Pick<Settings, 'maxLogFileAge' | 'maxDigestAge'>,
): Standing {
  const age = (time: number | undefined) => Math.max(0, now - Math.max(time ?? from, since));
  const [logFileAge, digestAge] = [age(logFile), age(digest)];
  return { logFileAge, digestAge, logFileLate: isBusy && logFileAge > maxLogFileAge, digestLate: digestAge > maxDigestAge };
}
