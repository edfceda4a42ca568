import type { CheckpointResult, RegionScope } from '../../../lib/integrity/result';
import { moved, type Relocation, UNMOVED } from '../../../lib/integrity/store';
import { verifyRegion } from '../../../lib/integrity/verify';
import type { FileThreads } from './file-threads';
import type { RememberedKeys } from './keys';
import { Progress } from './progress';
import { type Request, s3Place, trailOf } from './request';
import type { Archive } from './store';
import type { ScopeResults, WorkFolder } from './work-folder';

const HOUR = 3_600_000;
/** So many accounts and Regions are under way at once: each has some digests in memory. */
const SCOPES_AT_ONCE = 8;

/** Results come in order: so many log files may wait for one that takes long, while threads go on with others. How many are read at once is for these to say. */
const FILES_AHEAD = 256;

export interface Run {
  readonly request: Request;
  readonly archive: Archive;
  /** As results name it. */
  readonly bucket: string;
  readonly prefix: string;
  readonly scopes: readonly RegionScope[];
  readonly keys: RememberedKeys;
  readonly folder: WorkFolder;
  readonly threads: FileThreads;
}

/** Verifies all accounts and Regions, and gives their results in the order of the scopes. */
export async function verifyAll(run: Run): Promise<ScopeResults[]> {
  const { request, scopes, folder } = run;
  const hours = Math.ceil((Date.parse(request.to) - Date.parse(request.from)) / HOUR);
  const progress = new Progress(hours * scopes.length);
  const results = scopes.map((scope) => folder.results(scope));
  const rest = [...results];
  const worker = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) if (!next.done) await verifyOne(run, next, progress);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(SCOPES_AT_ONCE, scopes.length) }, worker));
  } finally {
    progress.stop();
  }
  return results;
}

async function verifyOne({ request, archive, bucket, prefix, keys, threads }: Run, results: ScopeResults, progress: Progress): Promise<void> {
  const { trailArn, stopped = [] } = request;
  const before = results.checkpoint;
  let last: CheckpointResult['checkpoint'] | undefined;
  const run = verifyRegion({
    scope: results.scope,
    bucket,
    from: new Date(request.from),
    to: new Date(request.to),
    now: new Date(request.now),
    lag: request.lagHours * HOUR,
    store: archive,
    keys,
    hash: (at) => threads.hash(at),
    atOnce: FILES_AHEAD,
    relocation: relocationOf(request, bucket, prefix),
    stops: stopped.map(({ start, end }) => ({ start: new Date(start), end: new Date(end) })),
    ...(trailArn !== undefined && { trail: trailOf(trailArn) }),
    // Holes that this run found are among its results already.
    ...(before && { checkpoint: { ...before, open: [] } }),
  });
  for await (const result of run) {
    progress.add(result);
    if (result.type !== 'checkpoint') results.add(result);
    else {
      last = result.checkpoint;
      results.save(last);
    }
  }
  if (last) results.save(last, true);
}

function relocationOf({ movedFrom }: Request, bucket: string, prefix: string): Relocation {
  return movedFrom === undefined ? UNMOVED : moved(s3Place('--moved-from', movedFrom), { bucket, prefix });
}
