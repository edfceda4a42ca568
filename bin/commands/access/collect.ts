import { createHash } from 'node:crypto';
import type { SingleBar } from 'cli-progress';
import { AccessCollector, type Collected, type CollectedEntry, PolicySuggestions, Principals } from '../../../handlers/access-report/core';
import { type LogFile, type Logs, openLogs, totalOf } from '../detect/log-files';
import { ahead } from '../shared/ahead';
import { CannotRun, printable } from '../shared/terminal';
import { visitRecords } from './read-file';
import type { Request } from './request';
import { SortedRows } from './sorted-rows';

/** A log file that was read. */
export interface ReadFile {
  readonly name: string;
  readonly bytes: number;
  /** Of the file as it is, gzipped or not. */
  readonly sha256: string;
  readonly records: number;
}

/** What the logs say. */
export interface Collection {
  readonly rows: SortedRows<CollectedEntry>;
  readonly collector: AccessCollector;
  readonly policies: PolicySuggestions;
  readonly principals?: Principals;
  readonly files: readonly ReadFile[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  readonly passedOver: ReadonlyMap<string, number>;
  readonly records: Readonly<Record<Collected, number>>;
}

/** In work at once, gzipped: in memory it is ten times as much. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Reads all logs. Files that cannot be read are named, and counted. */
export async function collect(request: Request, bar: SingleBar | undefined): Promise<Collection> {
  const logs = await openLogs(request.places);
  try {
    const total = await totalOf(logs);
    if (total.files === 0) {
      throw new CannotRun(`there is no log file in ${request.places.join(', ')}; they end with .json, .jsonl or .ndjson, with or without .gz`);
    }
    bar?.start(total.bytes, 0, { files: 0, total_files: total.files });
    return await collectFiles(logs, request, bar);
  } finally {
    bar?.stop();
    logs.close();
  }
}

async function collectFiles(logs: Logs, request: Request, bar: SingleBar | undefined): Promise<Collection> {
  const rows = new SortedRows<CollectedEntry>(({ entry }) => `${entry.eventTime} ${entry.eventID}`);
  const policies = new PolicySuggestions();
  const collector = new AccessCollector({
    ...{ from: request.from, to: request.to, isWanted: request.isResource },
    keep: (collected) => rows.add(collected),
    // A role is known at once, a person only when all was read: policies are left out at the end.
    tell: request.policy ? (record, row, principal) => policies.add(principal, record, row) : undefined,
  });
  const records = { entries: 0, copy: 0, otherTime: 0, otherResource: 0, notDataAccess: 0, unreadable: 0 };
  const [files, failed]: [ReadFile[], { name: string; reason: string }[]] = [[], []];
  const passedOver = new Map<string, number>();
  const principals = request.principals ? new Principals() : undefined;
  for await (const { item, result } of ahead(logs.files(passedOver), (file: LogFile) => file.read(), { items: logs.parallel, bytes: MOST_BYTES })) {
    try {
      const content = await result;
      const read = await visitRecords(content, item.name, principals !== undefined, (record, place) => {
        records[record === undefined ? 'unreadable' : collector.add(record, place)]++;
        if (record !== undefined) principals?.add(record);
      });
      records.notDataAccess += read.sifted;
      files.push({ name: item.name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), records: read.records });
    } catch (error) {
      failed.push({ name: item.name, reason: (error as Error).message });
      console.error(printable(`left out: ${item.name}: ${(error as Error).message}`));
    }
    bar?.increment(item.bytes, { files: files.length + failed.length });
  }
  return { rows, collector, policies, principals, files, failed, passedOver, records };
}
