import { type Clause, passesOne } from '../../lib/log-format/clause';
import { recordsOfJson } from '../../lib/log-format/log-file';
import { membersOf } from '../../lib/log-format/member-record';
import { type ReadCounts, readJson, type Visit } from '../../lib/log-format/read-records';
import { PlainScanner } from '../../lib/log-format/scanner/plain-scanner';
import type { Scanner } from '../../lib/log-format/scanner/scanner';
import { WasmScanner } from '../../lib/log-format/scanner/wasm-scanner';

/** What a reader made of a file. */
export type Outcome = { readonly error: string } | { readonly counts: ReadCounts; readonly visited: readonly (readonly [number, unknown, string])[] };

/** Collects what is visited. */
export function collector(): { visited: [number, unknown, string][]; visit: Visit } {
  const visited: [number, unknown, string][] = [];
  return { visited, visit: ({ record, raw }, index) => visited.push([index, record, raw()]) };
}

/** The plain way: the whole file parsed, then sifted. */
export function plainOutcome(json: Buffer, sieve?: readonly Clause[]): Outcome {
  return outcomeOf(() => {
    const records = recordsOfJson(json, 'a');
    const passing = [...records.entries()].filter(([, { record }]) => !sieve || !record || passesOne(record, sieve));
    const visited = passing.map(([index, { record, raw }]): [number, unknown, string] => [index, record, raw()]);
    return { counts: { records: records.length, sifted: records.length - passing.length }, visited };
  });
}

/** With one of the scanners. */
export function scannedOutcome(json: Buffer, scanner: Scanner, sieve?: readonly Clause[]): Outcome {
  return outcomeOf(() => {
    const { visited, visit } = collector();
    return { counts: readJson(json, 'a', { sieve }, visit, scanner), visited };
  });
}

/** Names of members that are asked for in tests. */
export const MEMBERS: readonly string[] = ['eventName', 'userIdentity', 'eventTime', 'readOnly', 'resources', 'errorCode', 'additionalEventData'];

/** What both ways say of the members that are asked for. */
export function memberOutcomes(json: Buffer, scanner: Scanner, sieve?: readonly Clause[]): [members: Outcome, parsed: Outcome] {
  const members = outcomeOf(() => {
    const { visited, visit } = collector();
    const counts = readJson(json, 'a', { sieve, members: membersOf(MEMBERS) }, visit, scanner);
    return { counts, visited: visited.map(([index, record, raw]) => [index, wantedOf(record), raw] as const) };
  });
  const parsed = plainOutcome(json, sieve);
  if ('error' in parsed) return [members, parsed];
  return [members, { ...parsed, visited: parsed.visited.map(([index, record, raw]) => [index, wantedOf(record), raw] as const) }];
}

function wantedOf(record: unknown): unknown {
  return record && MEMBERS.map((name) => (record as Record<string, unknown>)[name] ?? null);
}

/** The two scanners, by their levels. */
export const scanners: readonly (readonly [name: string, scanner: Scanner])[] = [
  ['in TypeScript', new PlainScanner()],
  ['in WebAssembly', WasmScanner.create() as WasmScanner],
];

/** What a scanner says of a file that it gets piece by piece; `undefined` where it does not read it. */
export function placesInPieces(json: Buffer, scanner: Scanner, size: number, sieve?: readonly Clause[]) {
  scanner.begin({ sieve });
  let [rest, at] = [Buffer.alloc(0) as Buffer, 0];
  while (at < json.length) {
    const bytes = Buffer.concat([rest, json.subarray(at, at + size)]);
    at += size;
    const scanned = scanner.scan(bytes, at >= json.length);
    if (scanned < 0) return undefined;
    rest = bytes.subarray(scanned);
  }
  return rest.length === 0 ? scanner.end() : undefined;
}

function outcomeOf(read: () => Outcome): Outcome {
  try {
    return read();
  } catch (error) {
    return { error: String(error) };
  }
}
