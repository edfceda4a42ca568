import type { PublicKeys } from '../../lib/integrity/public-key';
import type { RegionScope } from '../../lib/integrity/result';
import { INTEGRITY_FOLDERS, INTEGRITY_METRICS, type MonitoredLedger } from '../../lib/processing/integrity-monitor.contract';
import { forEachOf } from '../shared/retry';
import type { ObjectStore } from '../shared/store';
import type { Archive } from './archive';
import { type Count, Desk, stateIn } from './desk';
import type { List } from './ledgers';
import { firstDelivery, scopesOf, type Wanted } from './scopes';
import { startOf } from './start';
import { ageOf, backlogOf, newState, type State, stateKeyOf } from './state';
import { type VisitTools, visit } from './visit';

/** What a run of the monitor is done with. Times are in milliseconds. */
export interface Monitor {
  readonly bucket: string;
  readonly archive: Archive;
  readonly wanted: Wanted;
  readonly derivedBucket: string;
  readonly derived: ObjectStore;
  readonly list: List;
  readonly keys: PublicKeys;
  readonly ledgers: readonly MonitoredLedger[];
  readonly now: Date;
  readonly lag: number;
  readonly lookBack: number;
  readonly processingDelay: number;
  /** How much time is left for this run. */
  readonly remaining: () => number;
  readonly count: Count;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

const SCOPES_AT_ONCE = 4;
const STATES_AT_ONCE = 16;
/** An account and Region that others wait for has so much time at one go. */
const SLICE = 60_000;

/** An account and Region in the row. */
interface Place {
  readonly scope: RegionScope;
  readonly isStored: boolean;
  /** What is known of it; `undefined` before the first visit. */
  standing?: State;
}

/**
 * Verifies what is new of every account and Region, the one first that was not looked at for longest. What there is no time for is left to the
 * next run, which goes on from there.
 *
 * @throws at the end, where some could not be looked at
 */
export async function monitorIntegrity(monitor: Monitor): Promise<void> {
  const { derived, now, remaining, count, log, lag } = monitor;
  const total = remaining();
  const { firstRun, ledgers } = await startOf(derived, monitor.ledgers, now);
  const places = await placesOf(monitor);
  const row = [...places];
  const failures: string[] = [];
  const isOver = () => remaining() < total / 20;
  const isLate = () => remaining() < total / 6;
  const work = async (): Promise<void> => {
    for (let place = row.shift(); place && !isLate(); place = row.shift()) {
      const begun = remaining();
      const isSliceOver = () => isLate() || (row.length > 0 && begun - remaining() > SLICE);
      try {
        const ending = await visitPlace(place, monitor, { ...monitor, ledgers, isLate: isSliceOver, isOver });
        if (ending === 'more') row.push(place);
      } catch (error) {
        const { account, region } = place.scope;
        failures.push(`${account} ${region}: ${(error as Error).message}`);
        log({ level: 'ERROR', message: 'not verified', account, region, error: (error as Error).message });
      }
    }
  };
  await Promise.all(Array.from({ length: SCOPES_AT_ONCE }, work));
  const known = places.flatMap(({ standing }) => (standing ? [standing] : []));
  const ages = known.length === 0 ? [now.getTime() - firstRun.getTime()] : known.map((state) => ageOf(state, now));
  const backlog = known.reduce((sum, state) => sum + backlogOf(state, now.getTime() - lag), 0);
  count({ [INTEGRITY_METRICS.newestVerifiedHourAge]: Math.max(...ages) / 1000, [INTEGRITY_METRICS.backlog]: backlog });
  log({ level: 'INFO', message: 'verified', places: places.length, known: known.length, backlog, failed: failures.length });
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${places.length} accounts and Regions could not be verified; the first: ${failures[0]}`);
}

/** Every account and Region, in the order of their last visits. */
async function placesOf({ archive, wanted, derived, derivedBucket, list }: Monitor): Promise<Place[]> {
  const stored = new Set<string>();
  for await (const { key } of list(derivedBucket, INTEGRITY_FOLDERS.checkpoints)) stored.add(key);
  const places: Place[] = (await scopesOf(archive, wanted)).map((scope) => ({ scope, isStored: stored.has(stateKeyOf(scope)) }));
  await forEachOf(places, STATES_AT_ONCE, async (place) => {
    const key = stateKeyOf(place.scope);
    const object = place.isStored ? await derived.get(key) : undefined;
    try {
      if (object) place.standing = standingOf(stateIn(object.body, key));
    } catch {
      // Told when it is its turn, which is at once.
    }
  });
  const visitedAt = ({ standing }: Place) => standing?.visitedAt ?? '';
  return places.sort((one, other) => (visitedAt(one) < visitedAt(other) ? -1 : visitedAt(one) > visitedAt(other) ? 1 : 0));
}

/** Only what is needed of all of them at once. */
function standingOf(state: State): State {
  const { checkpoint } = state;
  return { ...state, outbox: undefined, suspicions: [], awaited: [], ...(checkpoint && { checkpoint: { ...checkpoint, chains: [], open: [] } }) };
}

async function visitPlace(place: Place, { archive, derived, count, now, lookBack, log }: Monitor, tools: VisitTools) {
  const { scope } = place;
  const key = stateKeyOf(scope);
  const stored = place.standing || place.isStored ? await derived.get(key) : undefined;
  // What was never delivered to cannot lack anything; a place that was once looked at can.
  const from = stored ? undefined : await firstDelivery(archive, scope, new Date(now.getTime() - lookBack));
  if (!stored && !from) return 'done';
  const state = stored ? stateIn(stored.body, key) : newState(scope, now, from as Date);
  const desk = new Desk(state, stored?.etag, derived, count);
  place.standing = standingOf(state);
  if (desk.isBusy(now)) return 'busy';
  // Of a run that ended in between.
  await desk.deliver();
  const ending = await visit(desk, tools);
  place.standing = standingOf(desk.state);
  const { account, region } = scope;
  log({ level: 'INFO', message: ending, account, region, until: desk.state.checkpoint?.until });
  return ending;
}
