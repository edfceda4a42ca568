import type { SingleBar } from 'cli-progress';
import {
  ACTIONS,
  type AccessAction,
  type AccessEntry,
  type Actor,
  BLIND_SPOTS,
  type BlindSpot,
  type CollectedEntry,
  type PrincipalSummary,
  Rollup,
  type RollupRow,
  relationsOf,
  type Standing,
  type SuggestedPolicy,
  standingsOf,
} from '../../../handlers/access-report/core';
import { type Collection, collect } from './collect';
import { type Inputs, inputsOf } from './inputs';
import type { Request } from './request';

/** An entry with how its person was found. */
export interface EntryWithActor {
  readonly entry: AccessEntry;
  readonly actor: Actor;
}

/** A report on access, whatever it is written as. */
export interface AccessReport {
  readonly request: Request;
  /** When the first and the last event happened that was read; null where there is none. */
  readonly logs: { readonly first: string | null; readonly last: string | null };
  /** When the report was made. */
  readonly made: string;
  readonly inputs: Inputs;
  /** Events and entries that are reported. */
  readonly events: number;
  readonly entries: number;
  readonly denied: number;
  readonly counts: Readonly<Record<AccessAction, number>>;
  readonly rollup: readonly RollupRow[];
  /** Whether objects are put together by bucket in the rollup. */
  readonly isFolded: boolean;
  readonly standings: readonly Standing[];
  /** Everybody who is reported, and how their name was found. */
  readonly people: readonly Actor[];
  readonly policies?: readonly SuggestedPolicy[];
  readonly principals?: Readonly<Record<string, PrincipalSummary>>;
  readonly blindSpots: readonly BlindSpot[];
  /** All entries, in the order of time; can be repeated. */
  all(): Generator<EntryWithActor>;
  close(): void;
}

/** Reads the logs, and makes the report that is asked for. */
export async function reportOnAccess(request: Request, bar: SingleBar | undefined): Promise<AccessReport> {
  const collection = await collect(request, bar);
  const all = () => entriesOf(collection, request);
  const rollup = new Rollup();
  // Each session has one actor.
  const people = new Set<Actor>();
  const counts: Record<AccessAction, number> = { read: 0, list: 0, write: 0, delete: 0, invoke: 0 };
  const events = new Set<number>();
  let [entries, denied] = [0, 0];
  for (const { entry, actor, event } of all()) {
    rollup.add(entry);
    people.add(actor);
    counts[entry.action]++;
    entries++;
    if (entry.denied) denied++;
    events.add(event);
  }
  const rows = rollup.all();
  const principals = collection.principals?.all();
  return {
    ...{
      request,
      logs: logsOf(collection),
      made: textOf(Date.now()),
      inputs: inputsOf(collection, request),
      events: events.size,
      entries,
      denied,
      counts,
    },
    ...{ rollup: rows, isFolded: rollup.isFolded, standings: standings(rows, collection, request), people: unique(people) },
    ...(request.policy && { policies: policiesOf(collection, [...people]) }),
    ...(principals && { principals }),
    ...{ blindSpots: BLIND_SPOTS, all, close: () => collection.rows.close() },
  };
}

/** The total of all actions. */
export const totalOf = (counts: Readonly<Partial<Record<AccessAction, number>>>): number =>
  ACTIONS.reduce((sum, action) => sum + (counts[action] ?? 0), 0);

function* entriesOf({ rows, collector }: Collection, { isPrincipal }: Request): Generator<EntryWithActor & { event: number }> {
  for (const { event, entry } of rows.all() as Generator<CollectedEntry>) {
    const actor = collector.actorIn(event);
    if (isPrincipal && !isPrincipal(namesOf(actor))) continue;
    const { resource, resourceType, action, eventName, eventTime, eventID, account, region, sourceIp, denied } = entry;
    const { principal, person } = actor;
    const whole = {
      ...{ resource, resourceType, action, eventName, eventTime, eventID, principal, person: person?.name ?? null },
      ...{ account, region, sourceIp, denied, copies: collector.copiesOf(event) },
    };
    yield { entry: whole, actor, event };
  }
}

/** All that somebody may be called, whole and without what stands before the name. */
function namesOf({ principal, session, person }: Actor): string[] {
  const names = [principal, session, person?.name].filter((name) => name !== null && name !== undefined);
  return names.flatMap((name) => [name, name.slice(name.lastIndexOf('/') + 1)]);
}

function logsOf({ collector }: Collection): AccessReport['logs'] {
  const { first, last } = collector;
  return Number.isFinite(first) ? { first: textOf(first), last: textOf(last) } : { first: null, last: null };
}

/** To the second. */
function textOf(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function standings(rows: readonly RollupRow[], collection: Collection, { from, to, firstSeenDays, unusedDays }: Request): Standing[] {
  const { first, last } = collection.collector;
  if (!Number.isFinite(first)) return [];
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const period = { firstDay: day(Math.max(first, from ?? first)), lastDay: day(Math.min(last, (to ?? Infinity) - 1)), firstSeenDays, unusedDays };
  return standingsOf(relationsOf(rows), period);
}

/** Whose principal is asked for: the others did nothing that is reported. */
function policiesOf({ policies }: Collection, people: readonly Actor[]): SuggestedPolicy[] {
  const reported = new Set(people.map(({ principal }) => principal));
  return policies.all().filter(({ principal }) => reported.has(principal));
}

/** Sessions that differ by their keys alone are the same to a reader. */
function unique(people: Iterable<Actor>): Actor[] {
  return [...new Map([...people].map((actor) => [JSON.stringify(actor), actor])).values()];
}
