import type { Chain } from './chain';
import { PATIENCE } from './holes';
import type { Checkpoint, OpenHole } from './result';
import type { VerifyOptions } from './verify';

/** Whether a hole is where its chain was left: the chain goes on from there, and comes upon the hole again. */
export function isAtEnd({ chain, start }: OpenHole, { chains }: Checkpoint): boolean {
  const state = chains.find(({ trailName, homeRegion, backfill }) => {
    return trailName === chain.trailName && homeRegion === chain.homeRegion && backfill === chain.backfill;
  });
  return state !== undefined && (state.covered === undefined || start >= state.covered);
}

/**
 * Where a chain begins that the checkpoint does not know, in milliseconds since 1970. Where it knows none that has hours, the first digest of all is
 * late or there is none: then all of the time is still to be accounted for.
 */
export function newChainsFrom({ from, checkpoint }: VerifyOptions): number {
  const knowsHours = checkpoint?.chains.some(({ backfill }) => !backfill);
  return Math.max(from.getTime(), checkpoint && knowsHours ? Date.parse(checkpoint.until) : 0);
}

/**
 * From where on digests are read. Those that were judged are read again for what they mention, as far as that was not looked for; what comes so late that
 * nobody waits for it any more is not read.
 */
export function readFrom(from: number, swept: number, chains: Iterable<Chain>, options: VerifyOptions): number {
  const { checkpoint } = options;
  const oldest = from - PATIENCE;
  const open = [...chains].map(({ judgedUntil }) => judgedUntil).filter((until) => until >= oldest);
  const holes = checkpoint?.open.filter((hole) => isAtEnd(hole, checkpoint)) ?? [];
  const late = [newChainsFrom(options), ...holes.map(({ start }) => Date.parse(start))];
  return Math.min(from, swept, ...open, ...late.map((time) => Math.max(time, oldest)));
}
