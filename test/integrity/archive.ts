import type { FileResult, IntervalResult, Result } from '../../lib/integrity/result';
import type { Location } from '../../lib/integrity/store';
import { CannotRead, type ObjectStore, type StoredObject } from '../../lib/integrity/store';
import { noVerdicts, outcomeOf } from '../../lib/integrity/verdict';

/** An archive in memory. */
export class Archive implements ObjectStore {
  readonly objects = new Map<string, StoredObject>();
  private readonly folders = new Map<string, Set<string>>();
  /** How often each object was read. */
  readonly reads = new Map<string, number>();
  /** Keys and prefixes that the store refuses. */
  readonly refused = new Set<string>();

  constructor(readonly bucket: string) {}

  put({ key, content, metadata = {} }: { key: string; content: Uint8Array; metadata?: Readonly<Record<string, string>> }): void {
    this.objects.set(key, { content, metadata });
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const keys = this.folders.get(folder) ?? new Set();
    this.folders.set(folder, keys.add(key));
  }

  /** Prefixes are those of folders here. */
  async *list(prefix: string): AsyncGenerator<string> {
    this.refuse(prefix);
    // As late as a store answers: everything else has gone on by then.
    await new Promise(setImmediate);
    for (const key of [...(this.folders.get(prefix) ?? [])].sort()) if (this.objects.has(key)) yield key;
  }

  async read({ bucket, key }: Location): Promise<StoredObject | undefined> {
    this.refuse(key);
    this.reads.set(key, (this.reads.get(key) ?? 0) + 1);
    return bucket === this.bucket ? this.objects.get(key) : undefined;
  }

  copy(): Archive {
    const copy = new Archive(this.bucket);
    for (const [key, object] of this.objects) copy.put({ key, ...object });
    return copy;
  }

  private refuse(key: string): void {
    for (const start of this.refused) if (key.startsWith(start)) throw new CannotRead('AccessDenied (HTTP 403)');
  }
}

/** All results of a run, sorted out. */
export async function collect(results: AsyncIterable<Result>) {
  const files: FileResult[] = [];
  const intervals: IntervalResult[] = [];
  const checkpoints: Extract<Result, { type: 'checkpoint' }>['checkpoint'][] = [];
  const counts = noVerdicts();
  for await (const result of results) {
    if (result.type === 'checkpoint') checkpoints.push(result.checkpoint);
    else if (result.type === 'file') files.push(result);
    else intervals.push(result);
    if (result.type !== 'checkpoint' && !('stated' in result)) counts[result.verdict]++;
  }
  return { files, intervals, checkpoints, outcome: outcomeOf(counts), ...exceptionsIn(files, intervals) };
}

function exceptionsIn(files: readonly FileResult[], intervals: readonly IntervalResult[]) {
  const name = (key: string) => key.split('/').at(-1) ?? '';
  return {
    badFiles: files.filter(({ verdict }) => verdict !== 'valid').map(({ key, verdict, reason }) => `${name(key)}: ${verdict} (${reason})`),
    badTimes: intervals
      .filter(({ verdict }) => verdict !== 'valid')
      .map(({ start, end, verdict, reason, digests }) => `${start} to ${end}: ${verdict} (${reason})${digests ? ' of a digest' : ''}`),
  };
}
