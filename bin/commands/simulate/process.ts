import type { Simulation } from '../../../lib/selection/simulate';
import { ahead } from '../shared/ahead';
import { progressBar } from '../shared/progress-bar';
import type { LogObject, LogSource } from '../shared/source';
import { CannotRun, printable } from '../shared/terminal';
import { unpacked } from '../shared/unpacked';
import { reasonAgainst } from './reason-against';
import { recordsIn } from './records-in';

/** What became of the files. */
export interface FilesRead {
  files: number;
  bytes: number;
  records: number;
  failed: number;
  /** Not more than a reader can use: all of them were named when they failed. */
  readonly failures: { readonly file: string; readonly reason: string }[];
  /** Files that are no log files, by the reason. */
  readonly passedOver: Map<string, number>;
}

const MOST_FAILURES = 1000;
/** In work at once, gzipped: in memory it is ten times as much. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Reads every log file of a source into a simulation. A file that cannot be read is named and left out. */
export async function processLogs(source: LogSource, simulation: Simulation): Promise<FilesRead> {
  const read: FilesRead = { files: 0, bytes: 0, records: 0, failed: 0, failures: [], passedOver: new Map() };
  const total = await totalOf(source);
  if (total.files === 0) throw new CannotRun('there is no log file at --logs; log files end with .json.gz or .json');

  const bar = progressBar();
  bar.start(total.bytes, 0, { files: 0, total_files: total.files });
  const work = async ({ name }: LogObject) => unpacked(await source.read(name));
  try {
    for await (const { item, result } of ahead(logFiles(source, read.passedOver), work, { items: source.parallel, bytes: MOST_BYTES })) {
      try {
        const records = recordsIn(await result, item.name);
        for (const record of records) simulation.add(record);
        read.records += records.length;
        read.bytes += item.bytes;
        read.files++;
      } catch (error) {
        fail(read, item.name, error instanceof Error ? error.message : String(error));
      }
      bar.increment(item.bytes, { files: read.files + read.failed });
    }
  } finally {
    bar.stop();
  }
  return read;
}

function fail(read: FilesRead, file: string, reason: string): void {
  read.failed++;
  if (read.failures.length < MOST_FAILURES) read.failures.push({ file, reason });
  console.error(printable(`left out: ${file}: ${reason}`));
}

async function totalOf(source: LogSource): Promise<{ files: number; bytes: number }> {
  const total = { files: 0, bytes: 0 };
  for await (const { bytes } of logFiles(source, new Map())) {
    total.files++;
    total.bytes += bytes;
  }
  return total;
}

async function* logFiles(source: LogSource, passedOver: Map<string, number>): AsyncGenerator<LogObject> {
  for await (const object of source.list()) {
    const reason = reasonAgainst(object.name);
    if (reason === undefined) yield object;
    else passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1);
  }
}
