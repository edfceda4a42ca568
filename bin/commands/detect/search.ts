import { once } from 'node:events';
import type { SingleBar } from 'cli-progress';
import type { Detector } from '../../../lib/detection/detector';
import { type Hit, hitOf } from '../../../lib/detection/hit';
import { type Clause, DamagedFile, readRecords } from '../../../lib/log-format/read-records';
import { ahead } from '../shared/ahead';
import { CannotRun, printable } from '../shared/terminal';
import { type Unpacked, unpacked } from '../shared/unpacked';
import { type LogFile, type Logs, openLogs, totalOf } from './log-files';
import { recordsIn } from './read-records';

/** A rule that matched a record, and where the record is. */
export interface Found extends Hit {
  readonly file: string;
  /** Of the record in its file, from 0 on. */
  readonly index: number;
}

/** What became of the files. */
export interface Searched {
  files: number;
  records: number;
  findings: number;
  /** Files that cannot be read: each was named. */
  failed: number;
  /** Records, or lines, that cannot be read. */
  unreadable: number;
  readonly passedOver: Map<string, number>;
}

/** In work at once, gzipped: in memory it is ten times as much. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Looks through all records of the logs, in the order of the names of files, and tells each finding. */
export async function search(
  places: readonly string[],
  detector: Detector,
  tell: (found: Found) => void,
  bar: SingleBar | undefined,
): Promise<Searched> {
  const logs = await openLogs(places);
  try {
    const total = await totalOf(logs);
    if (total.files === 0)
      throw new CannotRun(`there is no log file in ${places.join(', ')}; they end with .json, .jsonl or .ndjson, with or without .gz`);
    bar?.start(total.bytes, 0, { files: 0, total_files: total.files });
    return await searchFiles(logs, detector, tell, bar);
  } finally {
    bar?.stop();
    logs.close();
  }
}

async function searchFiles(logs: Logs, detector: Detector, tell: (found: Found) => void, bar: SingleBar | undefined): Promise<Searched> {
  const searched: Searched = { files: 0, records: 0, findings: 0, failed: 0, unreadable: 0, passedOver: new Map() };
  const { sieve } = detector;
  const work = async (file: LogFile) => unpacked(await file.read());
  for await (const { item, result } of ahead(logs.files(searched.passedOver), work, { items: logs.parallel, bytes: MOST_BYTES })) {
    try {
      await visitRecords(await result, item.name, sieve, searched, (record, index) =>
        look(record, { file: item.name, index }, detector, searched, tell),
      );
      searched.files++;
    } catch (error) {
      searched.failed++;
      console.error(printable(`left out: ${item.name}: ${(error as Error).message}`));
    }
    bar?.increment(item.bytes, { files: searched.files + searched.failed });
    // Whoever reads the findings may be slower than the search.
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
  return searched;
}

/** Visits the records that a rule may match, and counts all of them. Log files as delivered, the most by far, are sifted before they are parsed. */
async function visitRecords(
  file: Unpacked,
  name: string,
  sieve: readonly Clause[] | undefined,
  searched: Searched,
  visit: (record: unknown, index: number) => void,
): Promise<void> {
  if (isLogFile(file)) {
    try {
      const { records } = await readRecords(file.json ?? file.content, name, { sieve }, ({ record }, index) => visit(record, index));
      searched.records += records;
      return;
    } catch (error) {
      // Nothing was visited. It may be another shape, or be readable line by line.
      if (!(error instanceof DamagedFile)) throw error;
    }
  }
  const records = recordsIn(file, name);
  for (const [index, record] of records.entries()) visit(record, index);
  searched.records += records.length;
}

/** Whether a file begins as CloudTrail's do. What begins otherwise may be one, too, and is read in the plain way. */
function isLogFile({ json, content }: Unpacked): boolean {
  return /^\s*\{\s*"Records"\s*:/.test((json ?? content).toString('latin1', 0, 64));
}

function look(record: unknown, place: { file: string; index: number }, detector: Detector, searched: Searched, tell: (found: Found) => void): void {
  if (record === undefined) searched.unreadable++;
  for (const rule of detector.match(record)) {
    searched.findings++;
    tell({ ...hitOf(rule, record), ...place });
  }
}
