import { DIGEST_FILE_KIND, type DigestFileKey, deliveryPath, type LogFileKind, parseDeliveredFileKey } from '../log-format/log-file-key';
import type { RegionScope } from './result';
import { CannotRead, type ObjectStore } from './store';

export const DAY = 86_400_000;

/** What a listing holds: a digest, an object with another name, or the error that took its place. */
export type Listed =
  | { readonly name: DigestFileKey; readonly key: string }
  | { readonly stray: string }
  | { readonly unlisted: string; readonly start: number; readonly end: number };

/** The first moments (UTC) of the days from one time to another. */
export function daysBetween(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = Math.floor(from / DAY) * DAY; day <= to; day += DAY) days.push(day);
  return days;
}

/** Where the files of a family lie that were delivered on a day. */
export function dayPrefix(
  { prefix, organizationId, account, region }: RegionScope,
  kind: LogFileKind | typeof DIGEST_FILE_KIND,
  day: number,
): string {
  const owner = organizationId === undefined ? account : `${organizationId}/${account}`;
  return `${deliveryPath(prefix, owner)}${kind}/${region}/${new Date(day).toISOString().slice(0, 10).replaceAll('-', '/')}/`;
}

/** The keys of a day, or why they cannot be listed. */
export async function keysBelow(store: ObjectStore, prefix: string): Promise<string[] | CannotRead> {
  const keys: string[] = [];
  try {
    for await (const key of store.list(prefix)) keys.push(key);
  } catch (error) {
    if (error instanceof CannotRead) return error;
    throw error;
  }
  return keys;
}

/** The digests of a day, in the order of their times. */
export async function digestsOf(store: ObjectStore, scope: RegionScope, day: number): Promise<Listed[]> {
  const keys = await keysBelow(store, dayPrefix(scope, DIGEST_FILE_KIND, day));
  if (keys instanceof CannotRead) return [{ unlisted: keys.message, start: day, end: day + DAY }];
  const digests: { name: DigestFileKey; key: string }[] = [];
  const strays: Listed[] = [];
  for (const key of keys) {
    const name = parseDeliveredFileKey(key);
    if (name?.kind === DIGEST_FILE_KIND) digests.push({ name, key });
    // A folder that a console made is an object with such a name.
    else if (!key.endsWith('/')) strays.push({ stray: key });
  }
  digests.sort((one, other) => one.name.time.getTime() - other.name.time.getTime() || (one.key < other.key ? -1 : 1));
  return [...strays, ...digests];
}
