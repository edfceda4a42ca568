/**
 * Verifies what CloudTrail delivered for one account and Region, against the digests that it signed.
 *
 * ```ts
 * let checkpoint: Checkpoint | undefined = JSON.parse(stored);          // undefined in the first run
 * for await (const result of verifyRegion({ scope, bucket, from, to: now, now, store, keys, checkpoint })) {
 *   if (result.type === 'file') …          // every digest and log file, once: bucket, key, verdict, reason
 *   else if (result.type === 'interval') … // every hour with a digest, and every stretch of time without one
 *   else if (timeIsShort()) { save(result.checkpoint); break; }          // all results before it are final
 * }
 * ```
 *
 * - Results come in the order of time. A checkpoint comes after every day of digests and at the end; stopping anywhere else
 *   repeats what came after the last checkpoint. A run that goes on from a checkpoint checks no log file twice.
 * - Digests that end after `now` minus the lag are used where they are there, and are not missed where they are not.
 * - Holes stay in the checkpoint for two days and are looked at first in the next run: what came late closes them, and gives a valid
 *   interval for the same time. A hole at the end of a chain, or before the first digest of all, is reported again, longer, until a digest
 *   comes. So a monitor that alarms should take a hole seriously when it is reported the second time, or is older than its patience.
 * - The chain of backfill digests has no hours of its own: it is only checked that no link of it is gone. A backfill that is written for
 *   a time before the checkpoint is seen by a run over that time.
 * - A store must tell what is absent (`undefined`) from what it may not read (`CannotRead`): S3 answers both with 403 to who may not list
 *   the whole bucket. Then the list of the key tells; see `bin/commands/verify/s3-store.ts`.
 * - Memory: the digests of some hours, what they mention over two days, and as many objects as are read at once.
 */
import type { LogFileKind } from '../log-format/log-file-key';
import type { HashAt } from './check-log-file';
import { PATIENCE } from './holes';
import type { PublicKeys } from './public-key';
import { RegionRun } from './region-run';
import type { Checkpoint, FileResult, IntervalResult, OpenHole, RegionScope, Result } from './result';
import { isAtEnd } from './resume';
import type { ObjectStore, Relocation } from './store';

/** A trail, where only its digests matter. */
export interface TrailName {
  readonly trailName: string;
  readonly homeRegion: string;
}

export interface VerifyOptions {
  readonly scope: RegionScope;
  /** Where the archive is now. */
  readonly bucket: string;
  /** Digests that end after `from` and not after `to` are verified, and the log files that they list. */
  readonly from: Date;
  readonly to: Date;
  /** The clock. */
  readonly now: Date;
  /** How late a digest may come after the end of its hour, in milliseconds. Default: two hours. */
  readonly lag?: number;
  readonly store: ObjectStore;
  readonly keys: PublicKeys;
  /** Reads, unpacks and hashes a log file. Default: `hashIn(store)`, in this thread. */
  readonly hash?: HashAt;
  /** Default: everything is where it was delivered. */
  readonly relocation?: Relocation;
  /** Default: all trails that deliver here. */
  readonly trail?: TrailName;
  /** Times at which logging was off, as somebody says who knows: what is missing then is reported as `stated`. */
  readonly stops?: readonly { readonly start: Date; readonly end: Date }[];
  /** Where an earlier run was left. `from` stays that of the first run: it then serves where the checkpoint knows no chain that has hours. */
  readonly checkpoint?: Checkpoint;
  /** So many log files are checked at once. Default: 64. */
  readonly atOnce?: number;
  /** Families of log files to look through for files that no digest mentions. Default: those that any digest mentions. */
  readonly kinds?: readonly LogFileKind[];
  /** Whether to look for files that no digest mentions. Default: true. */
  readonly sweep?: boolean;
}

/** All results for one account and Region. See the top of this file. */
export async function* verifyRegion(options: VerifyOptions): AsyncGenerator<Result> {
  const { checkpoint, now } = options;
  const open: OpenHole[] = [];
  for (const hole of checkpoint?.open ?? []) {
    if (isAtEnd(hole, checkpoint as Checkpoint)) continue;
    for await (const result of verifyHole(options, hole)) {
      if (result.type !== 'interval' || result.digests > 0 || result.verdict !== 'missing') {
        yield result;
        continue;
      }
      if (now.getTime() - Date.parse(hole.end) < PATIENCE) open.push({ chain: hole.chain, start: result.start, end: result.end });
      // Only within the hole is it at the head or the tail.
      yield { ...result, reason: 'digest-missing' };
    }
  }
  yield* new RegionRun(options, open).results();
}

/** What there is by now in a hole of an earlier run. */
async function* verifyHole(options: VerifyOptions, { chain, start, end }: OpenHole): AsyncGenerator<FileResult | IntervalResult> {
  const { checkpoint: _, ...others } = options;
  const run = new RegionRun({ ...others, from: new Date(start), to: new Date(end), trail: chain, sweep: false }, []);
  for await (const result of run.results()) if (result.type !== 'checkpoint') yield result;
}
