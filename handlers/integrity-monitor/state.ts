import type { Checkpoint, RegionScope } from '../../lib/integrity/result';
import { INTEGRITY_FOLDERS } from '../../lib/processing/integrity-monitor.contract';
import type { Suspicion } from './suspicions';

/** A log file that a ledger did not have yet. */
export interface Awaited {
  readonly key: string;
  /** The processor, by its bucket and prefix. */
  readonly processor: string;
}

/** What is to be written and counted for a part that is done. It is in the checkpoint first: so it happens whatever ends the process, and for one run only. */
export interface Outbox {
  /** When it was put there. While it is young, the run that did so is at work on the account and Region. */
  readonly at: string;
  readonly objects: readonly { readonly key: string; readonly body: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

/** How far an account and Region is verified. Plain JSON. */
export interface State {
  readonly schemaVersion: '1';
  readonly scope: RegionScope;
  /** When it was first looked at. */
  readonly firstSeen: string;
  /** Where verification begins. */
  readonly from: string;
  readonly visitedAt: string;
  /** How many parts were written: the names of what is written derive from it. */
  readonly sequence: number;
  /** How many hours are verified at one go. It shrinks where so many do not fit into an invocation. */
  readonly window: number;
  /** Whether the backlog from before the first visit is done. */
  readonly caughtUp: boolean;
  /** When verification last came further. */
  readonly advancedAt: string;
  /** The end of the newest hour that was verified. */
  readonly newestValid?: string;
  readonly checkpoint?: Checkpoint;
  readonly suspicions: readonly Suspicion[];
  readonly awaited: readonly Awaited[];
  readonly outbox?: Outbox;
}

/** In hours: a checkpoint comes each day within it. */
export const WIDEST_WINDOW = 14 * 24;

/** The state of what was never looked at. */
export function newState(scope: RegionScope, now: Date, from: Date): State {
  const at = now.toISOString();
  return {
    ...{ schemaVersion: '1' as const, scope, firstSeen: at, from: from.toISOString(), visitedAt: at, sequence: 0 },
    ...{ window: WIDEST_WINDOW, caughtUp: false, advancedAt: at, suspicions: [], awaited: [] },
  };
}

/** Where the state of an account and Region is. */
export function stateKeyOf({ organizationId, account, region }: RegionScope): string {
  return `${INTEGRITY_FOLDERS.checkpoints}${organizationId ? `organization=${organizationId}/` : ''}account=${account}/region=${region}.json`;
}

/** Up to there everything was looked at. */
export function untilOf({ checkpoint, from }: State): number {
  return Date.parse(checkpoint?.until ?? from);
}

/**
 * How old the newest verified hour is, in milliseconds. While a backlog from before the first visit is walked that says nothing:
 * then, since when the walk does not come further.
 */
export function ageOf({ caughtUp, newestValid, firstSeen, advancedAt }: State, now: Date): number {
  return now.getTime() - Date.parse(caughtUp ? (newestValid ?? firstSeen) : advancedAt);
}

/** Hours that are due and not looked at. */
export function backlogOf(state: State, due: number): number {
  return Math.max(0, Math.floor((due - untilOf(state)) / 3_600_000));
}
