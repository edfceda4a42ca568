import { type Stats, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderSource } from '../shared/folder-source';
import { deliveredKind, type LogObject, type LogSource } from '../shared/source';
import { CannotRun } from '../shared/terminal';

/** A log file that can be read. */
export interface LogFile extends LogObject {
  read(): Promise<Buffer>;
}

/** Where log files are: files, folders and prefixes of buckets. */
export interface Logs {
  /** So many reads at once hide how long each of them takes. */
  readonly parallel: number;
  /** Lists the files one by one. Those that are passed over are counted, by the reason. */
  files(passedOver: Map<string, number>): AsyncGenerator<LogFile>;
  close(): void;
}

interface Place {
  readonly source: LogSource;
  readonly nameOf: (name: string) => string;
  /** Whether the file itself was named: then it is read, whatever it is called. */
  readonly named: boolean;
}

/** The log files at places. */
export async function openLogs(places: readonly string[]): Promise<Logs> {
  const opened = await Promise.all(places.map(open));
  return {
    parallel: Math.max(...opened.map(({ source }) => source.parallel)),
    files: async function* (passedOver) {
      for (const place of opened) yield* filesOf(place, passedOver);
    },
    close: () => {
      for (const { source } of opened) source.close();
    },
  };
}

/** How much there is to read, for the progress. */
export async function totalOf(logs: Logs): Promise<{ files: number; bytes: number }> {
  const total = { files: 0, bytes: 0 };
  for await (const { bytes } of logs.files(new Map())) {
    total.files++;
    total.bytes += bytes;
  }
  return total;
}

async function* filesOf({ source, nameOf, named }: Place, passedOver: Map<string, number>): AsyncGenerator<LogFile> {
  for await (const { name, bytes } of source.list()) {
    const reason = named ? undefined : reasonAgainst(name);
    if (reason === undefined) yield { name: nameOf(name), bytes, read: () => source.read(name) };
    else passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1);
  }
}

async function open(place: string): Promise<Place> {
  if (place.startsWith('s3://')) {
    // Only now: who reads a folder does not wait for the SDK.
    const { s3Source } = await import('../shared/s3-source.js');
    const [bucket] = /^s3:\/\/[^/]*/.exec(place) as RegExpExecArray;
    return { source: s3Source(place), nameOf: (key) => `${bucket}/${key}`, named: false };
  }
  const stats = statsOf(place);
  if (stats.isDirectory()) return { source: folderSource(place), nameOf: (name) => join(place, name), named: false };
  return { source: fileSource(place, stats.size), nameOf: (name) => name, named: true };
}

function fileSource(name: string, bytes: number): LogSource {
  return {
    parallel: 1,
    list: async function* () {
      yield { name, bytes };
    },
    read: readFile,
    close: () => {},
  };
}

function statsOf(place: string): Stats {
  try {
    return statSync(place);
  } catch (error) {
    throw new CannotRun(`logs in ${place} cannot be read (${(error as Error).message}); give files, folders, or s3://bucket/prefix`);
  }
}

/** Why a file of a folder is not read. Insights events are: a rule may be about them. */
function reasonAgainst(name: string): string | undefined {
  if (!/\.(?:json|jsonl|ndjson)(?:\.gz)?$/.test(name)) return 'its name ends neither with .json nor with .jsonl or .ndjson, with or without .gz';
  return deliveredKind(name) === 'CloudTrail-Digest' ? 'a digest file' : undefined;
}
