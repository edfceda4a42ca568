import type { ChainId, ChainState } from './chain';
import type { Location } from './store';
import type { Judgement } from './verdict';

/** An account and Region in an archive: what has chains of its own. */
export interface RegionScope {
  /** What comes before `AWSLogs/`, without slashes at either end. */
  readonly prefix?: string;
  /** Of an organization trail. */
  readonly organizationId?: string;
  readonly account: string;
  readonly region: string;
}

/** What became of one file. */
export interface FileResult extends Judgement, Location {
  readonly type: 'file';
  readonly kind: 'digest' | 'log';
}

/** What became of the time of one digest, or of time that has none. */
export interface IntervalResult extends Judgement {
  readonly type: 'interval';
  readonly account: string;
  readonly region: string;
  /** `undefined` where there is no digest that names a trail. */
  readonly chain?: ChainId;
  /** `2026-07-10T12:01:31Z`, as all times in results. */
  readonly start: string;
  readonly end: string;
  /** How many digests are there. */
  readonly digests: number;
  /** How many log files they list. */
  readonly logFiles: number;
  /** Whether a stop that the caller stated accounts for it. */
  readonly stated?: true;
}

/** A hole to look at again: what CloudTrail delivered late closes it. */
export interface OpenHole {
  readonly chain: ChainId;
  readonly start: string;
  readonly end: string;
}

/** Where a run was left. Plain JSON, of a size that does not grow with the number of files. */
export interface Checkpoint {
  readonly schemaVersion: '1';
  /** Up to there everything was judged, but for the holes and for files that were not due. */
  readonly until: string;
  /** Up to there log files were looked for that no digest mentions. */
  readonly swept: string;
  readonly chains: readonly ChainState[];
  readonly open: readonly OpenHole[];
}

/** All results before it are final: who stores it can go on from there. */
export interface CheckpointResult {
  readonly type: 'checkpoint';
  readonly checkpoint: Checkpoint;
}

export type Result = FileResult | IntervalResult | CheckpointResult;
