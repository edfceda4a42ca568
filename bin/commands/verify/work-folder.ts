import {
  appendFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoint, FileResult, IntervalResult, RegionScope } from '../../../lib/integrity/result';
import { CannotRun } from '../shared/terminal';
import type { Request } from './request';
import { count, noTally, type Tally } from './tally';

type Line = FileResult | IntervalResult;

interface State {
  readonly checkpoint: Checkpoint;
  readonly done: boolean;
  readonly tally: Tally;
  /** How much of the results belongs to the checkpoint. */
  readonly bytes: number;
}

/** Where results are kept until they are reported: on disk, so that memory does not grow with their number, and to go on from there. */
export class WorkFolder {
  private constructor(
    private readonly folder: string,
    private readonly kept: boolean,
    /** As it was when the run began. */
    readonly request: Request,
    /** Whether valid files are kept one by one. */
    private readonly everyFile: boolean,
  ) {}

  /**
   * Opens a folder, and goes on with what is in it.
   *
   * @param folder default: one that is removed at the end
   */
  static open(folder: string | undefined, request: Request, everyFile: boolean): WorkFolder {
    if (folder === undefined) return new WorkFolder(mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-verify-')), false, request, everyFile);
    const file = join(folder, 'request.json');
    try {
      mkdirSync(folder, { recursive: true });
      if (!existsSync(file)) writeWhole(file, JSON.stringify({ everyFile, ...request }, null, 2));
      const { everyFile: keptEvery, ...kept } = JSON.parse(readFileSync(file, 'utf8')) as Request & { everyFile: boolean };
      // The clock goes on, and so does the end of a period that has none.
      const same = (other: Request) => JSON.stringify({ ...other, now: '', to: other.to === other.now ? '' : other.to });
      if (same(kept) !== same(request) || keptEvery !== everyFile) {
        throw new CannotRun(`--checkpoint ${folder} is of another request: ${JSON.stringify(kept)}; give the same options, or another folder`);
      }
      return new WorkFolder(folder, true, kept, everyFile);
    } catch (error) {
      if (error instanceof CannotRun) throw error;
      throw new CannotRun(`--checkpoint ${folder} cannot be used: ${(error as Error).message}`);
    }
  }

  results(scope: RegionScope): ScopeResults {
    const name = [scope.organizationId, scope.account, scope.region].filter((part) => part !== undefined).join('_');
    return new ScopeResults(scope, join(this.folder, name), this.kept, this.everyFile);
  }

  close(): void {
    if (!this.kept) rmSync(this.folder, { recursive: true, force: true });
  }
}

const MOST_CHARACTERS = 1 << 16;

/** The results of one account and Region. */
export class ScopeResults {
  readonly checkpoint: Checkpoint | undefined;
  readonly done: boolean;
  readonly tally: Tally;
  private bytes: number;
  private unwritten = '';

  constructor(
    readonly scope: RegionScope,
    private readonly path: string,
    private readonly kept: boolean,
    private readonly everyFile: boolean,
  ) {
    const state = existsSync(`${path}.json`) ? (JSON.parse(readFileSync(`${path}.json`, 'utf8')) as State) : undefined;
    this.checkpoint = state?.checkpoint;
    this.done = state?.done ?? false;
    this.tally = state?.tally ?? noTally();
    this.bytes = state?.bytes ?? 0;
    // What came after the checkpoint comes again.
    if (existsSync(this.lines)) truncateSync(this.lines, this.bytes);
    else writeFileSync(this.lines, '');
  }

  add(result: Line): void {
    count(this.tally, result);
    if (result.type === 'file' && result.verdict === 'valid' && !this.everyFile) return;
    // The type is what a line begins with.
    const { type, ...rest } = result;
    this.unwritten += `${JSON.stringify({ type, ...rest })}\n`;
    if (this.unwritten.length > MOST_CHARACTERS) this.flush();
  }

  save(checkpoint: Checkpoint, done = false): void {
    if (this.kept || done) this.flush();
    if (this.kept) writeWhole(`${this.path}.json`, JSON.stringify({ checkpoint, done, tally: this.tally, bytes: this.bytes } satisfies State));
  }

  /** The results of a type that were kept, in their order. */
  async *all<T extends Line['type']>(type: T): AsyncGenerator<Extract<Line, { readonly type: T }>> {
    // The others, of which there may be many more, are not parsed.
    const start = `{"type":"${type}"`;
    let rest = '';
    for await (const text of createReadStream(this.lines, { encoding: 'utf8' })) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) if (line.startsWith(start)) yield JSON.parse(line);
    }
  }

  private flush(): void {
    appendFileSync(this.lines, this.unwritten);
    this.bytes += Buffer.byteLength(this.unwritten);
    this.unwritten = '';
  }

  private get lines(): string {
    return `${this.path}.jsonl`;
  }
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
