import { DIGEST_FILE_KIND, type DigestFileKey, LOG_FILE_KINDS, type LogFileKey, parseDeliveredFileKey } from '../../lib/log-format/log-file-key';
import type { ListedObject } from '../../lib/log-format/object-list';
import type { Place } from './places';

/** The objects whose keys start with a prefix and come after another, in the order of their keys. */
export type List = (prefix: string, startAfter: string) => AsyncIterable<Pick<ListedObject, 'key'>>;

const DAY = 24 * 60 * 60_000;
/** Clocks differ by that much at the most. A file that is named for later is none of CloudTrail's. */
const AHEAD = 10 * 60_000;
const [LOG_FILE_KIND] = LOG_FILE_KINDS;

/**
 * When the newest log file of a place was delivered, in milliseconds since 1970; `undefined` where there is none since the beginning of yesterday.
 *
 * It looks back as far as a file is late first, and then four times as far each time: a place that delivers takes one request.
 */
export async function newestLogFile(list: List, { folders, account, region }: Place, now: number, maxAge: number): Promise<number | undefined> {
  const oldest = startOf(now);
  for (let reach = maxAge; ; reach *= 4) {
    const since = Math.max(now - reach, oldest);
    const stamp = new Date(since).toISOString().slice(0, 16).replace(/[-:]/g, '');
    const times = folders.map((folder) => {
      const below = `${folder}${LOG_FILE_KIND}/${region}/`;
      // A file of the same minute comes after its stamp.
      return newestOf(list(below, `${below}${dayOf(since)}/${account}_${LOG_FILE_KIND}_${region}_${stamp}`), now, () => true);
    });
    const newest = latest(await Promise.all(times));
    if (newest !== undefined || since === oldest) return newest;
  }
}

/**
 * When the period of the newest digest of a place ended, in milliseconds since 1970; `undefined` where there is none since the beginning of yesterday.
 *
 * @param trailName whose digests count; of any trail by default
 */
export async function newestDigest(list: List, { folders, region }: Place, now: number, trailName?: string): Promise<number | undefined> {
  const isWanted = (file: LogFileKey | DigestFileKey) =>
    file.kind === DIGEST_FILE_KIND && !file.backfill && (trailName === undefined || file.trailName === trailName);
  const times = folders.map((folder) => {
    const its = `${folder}${DIGEST_FILE_KIND}/${region}/`;
    return newestOf(list(its, `${its}${dayOf(startOf(now))}/`), now, isWanted);
  });
  return latest(await Promise.all(times));
}

/** The beginning of yesterday. */
export function startOf(now: number): number {
  return Math.floor(now / DAY) * DAY - DAY;
}

async function newestOf(
  objects: ReturnType<List>,
  now: number,
  isWanted: (file: LogFileKey | DigestFileKey) => boolean,
): Promise<number | undefined> {
  let newest: number | undefined;
  for await (const { key } of objects) {
    const file = parseDeliveredFileKey(key);
    const time = file && isWanted(file) ? file.time.getTime() : undefined;
    if (time !== undefined && time <= now + AHEAD) newest = Math.max(newest ?? 0, time);
  }
  return newest;
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
