import { forEachOf, pauseBefore } from './retry';
import type { ObjectStore } from './store';

/** Which event a file wants to report: the object that says who reports it, and its name there. */
export interface Claim {
  readonly object: string;
  readonly event: string;
}

const ATTEMPTS = 12;
const WINDOWS_AT_ONCE = 8;

/**
 * Decides which log file reports an event that several files contain, as those of two trails do: the first that says so.
 *
 * An object per account, Region and five minutes maps event ids to the log file that owns them. It is written by compare-and-swap,
 * entries are only ever added, and an owner stays the owner: a file that is processed again finds its own events again.
 *
 * @returns whether a claim is held by the owner, for these claims
 */
export async function claimAll(store: ObjectStore, owner: string, claims: readonly Claim[]): Promise<(claim: Claim) => boolean> {
  const windows = new Map<string, Set<string>>();
  for (const { object, event } of claims) windows.set(object, (windows.get(object) ?? new Set()).add(event));

  const owners = new Map<string, Map<string, string>>();
  await forEachOf([...windows], WINDOWS_AT_ONCE, async ([object, events]) => {
    owners.set(object, await claimWindow(store, owner, object, events));
  });
  return ({ object, event }) => owners.get(object)?.get(event) === owner;
}

async function claimWindow(store: ObjectStore, owner: string, object: string, events: ReadonlySet<string>): Promise<Map<string, string>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 1) await pauseBefore(attempt);
    // The first attempt creates without looking: to be told that an object is not there would need permission to list the bucket.
    const current = attempt === 0 ? undefined : await store.get(object);
    const owners = current ? ownersIn(current.body, object) : new Map<string, string>();
    const free = [...events].filter((event) => !owners.has(event));
    for (const event of free) owners.set(event, owner);
    if (free.length === 0) return owners;

    const text = JSON.stringify(Object.fromEntries(owners));
    if (await (current ? store.replace(object, text, current.etag) : store.create(object, text))) return owners;
  }
  throw new Error(`'${object}' was changed by others in each of ${ATTEMPTS} attempts; the message comes again`);
}

function ownersIn(body: Uint8Array, object: string): Map<string, string> {
  try {
    return new Map(Object.entries(JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, string>));
  } catch {
    throw new Error(`'${object}' is not the JSON that this handler wrote; restore its version before`);
  }
}
