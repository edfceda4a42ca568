import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** So many rows are in memory at once: about 100 MB of them. */
const MOST_IN_MEMORY = 200_000;
const CHUNK = 256 * 1024;

/**
 * Rows in the order of a text of theirs, however many there are: those that are too many for memory wait in files, and are merged when they are read.
 */
export class SortedRows<T> {
  private rows: T[] = [];
  private readonly files: string[] = [];
  private folder: string | undefined;
  size = 0;

  constructor(
    private readonly orderOf: (row: T) => string,
    private readonly most = MOST_IN_MEMORY,
  ) {}

  add(row: T): void {
    this.size++;
    if (this.rows.push(row) < this.most) return;
    this.folder ??= mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-access-'));
    const file = join(this.folder, String(this.files.length));
    writeFileSync(
      file,
      this.sorted()
        .map((sorted) => `${JSON.stringify(sorted)}\n`)
        .join(''),
      { mode: 0o600 },
    );
    this.files.push(file);
    this.rows = [];
  }

  /** All rows, in order; can be repeated. */
  *all(): Generator<T> {
    const sources = [...this.files.map((file) => linesOf<T>(file)), this.sorted().values()];
    const heads = sources.flatMap((source) => this.headOf(source));
    while (heads.length > 0) {
      const head = heads.reduce((least, other) => (other.order < least.order ? other : least));
      yield head.row;
      const [next] = this.headOf(head.source);
      if (next) heads[heads.indexOf(head)] = next;
      else heads.splice(heads.indexOf(head), 1);
    }
  }

  /** Removes the files. */
  close(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  private sorted(): T[] {
    // The order of equals is that in which they came.
    return this.rows
      .map((row) => ({ row, order: this.orderOf(row) }))
      .sort((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0))
      .map(({ row }) => row);
  }

  private headOf(source: Iterator<T>): { row: T; order: string; source: Iterator<T> }[] {
    const { done, value } = source.next();
    return done ? [] : [{ row: value, order: this.orderOf(value), source }];
  }
}

/** The rows of a file, a piece of it in memory at a time. */
function* linesOf<T>(file: string): Generator<T> {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let rest: Buffer = Buffer.alloc(0);
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      const end = rest.lastIndexOf(10);
      if (end < 0) continue;
      for (const line of rest.subarray(0, end).toString('utf8').split('\n')) yield JSON.parse(line) as T;
      rest = rest.subarray(end + 1);
    }
  } finally {
    closeSync(descriptor);
  }
}
