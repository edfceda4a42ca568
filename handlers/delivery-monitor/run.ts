import { forEachOf } from '../shared/retry';
import { standingOf } from './core';
import { type List, newestDigest, newestLogFile, startOf } from './newest';
import { type Folders, type Place, placesOf } from './places';
import type { Settings } from './settings';
import type { AskStatus, TrailStatus } from './status';
import { Tally } from './tally';

/** What a run of the monitor is done with. */
export interface Monitor {
  readonly settings: Settings;
  readonly folders: Folders;
  readonly list: List;
  /** `undefined` where no trail is asked for. */
  readonly status?: AskStatus;
  readonly now: Date;
  /** How much time is left for this run, in milliseconds. */
  readonly remaining: () => number;
  /** Digests that earlier runs of this process have seen: while one is young there is no newer. */
  readonly seen: Map<string, number>;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

const PLACES_AT_ONCE = 16;
const HOUR = 60 * 60_000;

/** What a run found, to be published. */
export type { Tally } from './tally';

/**
 * Looks at every place once.
 *
 * What cannot be looked at is counted as such, and is never taken for delivered: the run goes on with the others.
 */
export async function monitorDeliveries(monitor: Monitor): Promise<Tally> {
  const { settings, log, now } = monitor;
  const tally = new Tally(log);
  const statuses = await askAll(monitor, tally);
  const { expected, others, unknown } = await placesOf(monitor.folders, settings);
  for (const { folder, error } of unknown) tally.cannotTell({ folder }, error);
  const total = monitor.remaining();
  const look = async (place: Place, task: () => Promise<void>): Promise<void> => {
    const { account, region } = place;
    try {
      // What Lambda ends would publish nothing.
      if (monitor.remaining() < total / 4) throw new Error('no time was left for it');
      await task();
      tally.known();
    } catch (error) {
      tally.cannotTell({ account, region }, (error as Error).message);
    }
  };
  // In a folder that could not be listed there may be an organization, and in it the files.
  const isRootUnknown = unknown.some(({ folder }) => folder.endsWith('AWSLogs/'));
  await forEachOf(expected, PLACES_AT_ONCE, (place) =>
    look(place, () => lookAt(place, monitor, { tally, since: statuses.get(place.region)?.since, isRootUnknown })),
  );
  await forEachOf(others, PLACES_AT_ONCE, (place) => look(place, () => lookAtOther(place, monitor, tally)));
  tally.end();
  log({ level: 'INFO', message: 'looked at', expected: expected.length, others: others.length, ...tally.counts, at: now.toISOString() });
  return tally;
}

/** The state of the trail in each Region of which it can be told. */
async function askAll({ settings, status }: Monitor, tally: Tally): Promise<Map<string, TrailStatus>> {
  const statuses = new Map<string, TrailStatus>();
  if (!status) return statuses;
  await forEachOf(settings.regions, PLACES_AT_ONCE, async (region) => {
    try {
      const answer = await status(region);
      statuses.set(region, answer);
      tally.status(region, answer);
    } catch (error) {
      tally.cannotTell({ trail: settings.trailArn, region }, (error as Error).message);
    }
  });
  return statuses;
}

interface Context {
  readonly tally: Tally;
  readonly since: number | undefined;
  readonly isRootUnknown: boolean;
}

async function lookAt(place: Place, { settings, list, now, seen }: Monitor, { tally, since, isRootUnknown }: Context): Promise<void> {
  const { account, region } = place;
  const isBusy = settings.busyAccounts.includes(account);
  const time = now.getTime();
  const logFile = await newestLogFile(list, place, time, settings.maxLogFileAge);
  const digest = await digestOf(place, list, time, settings.trailName, seen);
  const from = startOf(time);
  const standing = standingOf({ logFile, digest, from, since, now: time }, isBusy, settings);
  if (isRootUnknown && (standing.digestLate || standing.logFileLate))
    throw new Error('it may deliver to an organization, and those could not be listed');
  tally.expected(account, region, standing);
}

/** Another place is late if it delivered since yesterday and does not any more. One that has not is gone: an account is closed, a trail was deleted. */
async function lookAtOther(place: Place, { settings, list, now, seen }: Monitor, tally: Tally): Promise<void> {
  const time = now.getTime();
  const digest = await digestOf(place, list, time, settings.trailName, seen);
  if (digest !== undefined && time - digest > settings.maxDigestAge) tally.otherLate(place.account, place.region, time - digest);
}

async function digestOf(
  place: Place,
  list: List,
  now: number,
  trailName: string | undefined,
  seen: Map<string, number>,
): Promise<number | undefined> {
  const name = place.folders.map((folder) => `${folder}${place.region}`).join();
  const before = seen.get(name);
  if (before !== undefined && before <= now && now - before < HOUR) return before;
  const digest = await newestDigest(list, place, now, trailName);
  if (digest === undefined) seen.delete(name);
  else seen.set(name, digest);
  return digest;
}
