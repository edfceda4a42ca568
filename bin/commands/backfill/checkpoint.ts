import { existsSync, readFileSync } from 'node:fs';
import { CannotRun } from '../shared/terminal';
import { write } from '../shared/write';
import type { Request } from './options';

const SAVE_EVERY = 1000;

/** How far each series is. Counts are of all runs. */
interface State {
  readonly schemaVersion: '1';
  /** What was asked for: another request needs another checkpoint. */
  readonly request: unknown;
  /** By folder: the last key whose files are all announced, or that everything is. */
  readonly series: Record<string, { after: string; done?: true }>;
  readonly totals: { announced: number; bytes: number; passedOver: Record<string, number> };
}

/** Remembers what is announced. It never says so of a file before SQS has it: after a crash some files are announced again, and none is left out. */
export class Checkpoint {
  private savedAt = 0;
  private readonly state: State;

  /** @param file where it is kept; none: in memory only */
  constructor(
    { place, queue, from, to, accounts, regions, kinds }: Request,
    private readonly file: string | undefined,
    private readonly readOnly: boolean,
  ) {
    const request = { archive: `s3://${place.bucket}/${place.prefix}`, queueUrl: queue?.url ?? null, from, to, accounts, regions, kinds };
    this.state =
      file !== undefined && existsSync(file)
        ? read(file, request)
        : { schemaVersion: '1', request, series: {}, totals: { announced: 0, bytes: 0, passedOver: {} } };
  }

  get totals(): Readonly<State['totals']> {
    return this.state.totals;
  }

  /** The key after which a series goes on; `undefined` at its start. */
  after(folder: string): string | undefined {
    return this.state.series[folder]?.after;
  }

  isDone(folder: string): boolean {
    return this.state.series[folder]?.done === true;
  }

  announced(files: number, bytes: number): void {
    this.state.totals.announced += files;
    this.state.totals.bytes += bytes;
  }

  passedOver(reason: string, files: number): void {
    if (files > 0) this.state.totals.passedOver[reason] = (this.state.totals.passedOver[reason] ?? 0) + files;
  }

  reached(folder: string, after: string, done: boolean): void {
    this.state.series[folder] = { after, ...(done && { done }) };
    if (Date.now() - this.savedAt >= SAVE_EVERY) this.save();
  }

  save(): void {
    if (this.file === undefined || this.readOnly) return;
    write(JSON.stringify(this.state), this.file);
    this.savedAt = Date.now();
  }
}

function read(file: string, request: Readonly<Record<string, unknown>>): State {
  let state: State;
  try {
    state = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotRun(`checkpoint ${file} cannot be read (${(error as Error).message}); remove it to begin again`);
  }
  if (state?.schemaVersion !== '1' || typeof state.series !== 'object' || typeof state.totals !== 'object') {
    throw new CannotRun(`checkpoint ${file} is not one of this command; give another file`);
  }
  const before = state.request as Readonly<Record<string, unknown>>;
  const other = Object.keys(request).find((name) => JSON.stringify(request[name]) !== JSON.stringify(before[name]));
  if (other === undefined) return state;
  throw new CannotRun(
    `checkpoint ${file} is of another request: ${other} was ${JSON.stringify(before[other])} and is ${JSON.stringify(request[other])}; give another file`,
  );
}
