import type { DigestFileKey } from '../log-format/log-file-key';
import { ahead } from './ahead';
import { orSay } from './check-log-file';
import { daysBetween, digestsOf, type Listed } from './digest-keys';
import { type ExaminedDigest, examineDigest } from './examine';
import type { Relocation } from './store';
import { missing } from './verdict';
import type { VerifyOptions } from './verify';

/** So many digests are read before the first of them is judged. */
const AHEAD = 32;

interface Stream {
  readonly options: VerifyOptions;
  readonly relocation: Relocation;
  /** Digests that end after `from` and not after `to`. */
  readonly from: number;
  readonly to: number;
  /** Is told that there are digests of a trail that was not asked for. */
  otherTrail(): void;
}

/** A digest that was listed and examined, or what else was found in its place. */
export type Heard = { readonly examined: ExaminedDigest } | Exclude<Listed, { readonly name: DigestFileKey }>;

/** The digests of all trails of an account and Region in the order of their times, examined. */
export async function* digestStream(stream: Stream): AsyncGenerator<Heard> {
  for await (const { result } of ahead(listed(stream), AHEAD, (item) => examine(stream, item))) yield await result;
}

async function* listed({ options, from, to, otherTrail }: Stream): AsyncGenerator<Listed> {
  const { store, scope, trail } = options;
  for await (const { result } of ahead(days(from, to), 2, (day) => digestsOf(store, scope, day))) {
    for (const item of await result) {
      const time = 'name' in item ? item.name.time.getTime() : undefined;
      if (!('name' in item)) yield item;
      else if (time === undefined || time <= from || time > to) continue;
      else if (!trail || (trail.trailName === item.name.trailName && trail.homeRegion === item.name.homeRegion)) yield item;
      else otherTrail();
    }
  }
}

async function* days(from: number, to: number): AsyncGenerator<number> {
  yield* daysBetween(from, to);
}

async function examine({ options, relocation }: Stream, item: Listed): Promise<Heard> {
  if (!('name' in item)) return item;
  const { bucket, store, keys } = options;
  const { name, key } = item;
  const location = { bucket, key };
  const object = await orSay(store.read(location));
  if (object !== undefined && !('verdict' in object)) return { examined: await examineDigest({ location, name, object, keys, relocation }) };
  const own = object ?? missing('not-found', 'it was listed a moment before');
  return { examined: { location, name, originalKey: relocation.original(location).key, signed: false, own } };
}
