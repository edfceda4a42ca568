import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ROOT } from '../shared/compile';

const FIXTURES = join(ROOT, 'test/fixtures/logs');
const MILLIS_PER_FILE = 60_000;
/** As many of ten events are data events as in an account that logs them. */
const DATA_OF_TEN = 7;

type Json = Readonly<Record<string, unknown>>;

/** Log files made of delivered records, with ids, times and object keys of their own. The same seed gives the same files. */
export function generate(folder: string, megabytes: number): { files: number; bytes: number; records: number } {
  rmSync(folder, { recursive: true, force: true });
  const random = randomFrom(7);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const all = fixtures();
  const [data, others] = [all.filter(isData), all.filter((record) => !isData(record))];
  const made = { files: 0, bytes: 0, records: 0 };
  for (let time = Date.parse('2026-11-01T00:00:00Z'); made.bytes < megabytes * 1e6; time += MILLIS_PER_FILE) {
    const texts: string[] = [];
    const size = 500_000 + random() * 4_000_000;
    for (let bytes = 0; bytes < size; bytes += (texts.at(-1) ?? '').length) {
      texts.push(fresh(pick(random() * 10 < DATA_OF_TEN ? data : others), time + texts.length, random));
    }
    const json = `{"Records":[${texts.join(',')}]}`;
    write(folder, time, json, made.files);
    made.files++;
    made.bytes += Buffer.byteLength(json);
    made.records += texts.length;
  }
  return made;
}

function write(folder: string, time: number, json: string, index: number): void {
  const stamp = new Date(time).toISOString();
  const day = join(folder, 'AWSLogs/111122223333/CloudTrail/eu-west-1', stamp.slice(0, 10).replaceAll('-', '/'));
  mkdirSync(day, { recursive: true });
  const minute = `${stamp.slice(0, 16).replace(/[-:]/g, '')}Z`;
  writeFileSync(join(day, `111122223333_CloudTrail_eu-west-1_${minute}_${String(index).padStart(16, 'A')}.json.gz`), gzipSync(json, { level: 6 }));
}

function fixtures(): Json[] {
  const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gz'));
  const records = names
    .sort()
    .flatMap((name) => (JSON.parse(gunzipSync(readFileSync(join(FIXTURES, name))).toString()) as { Records: Json[] }).Records);
  return records.filter((record) => typeof record === 'object' && record !== null);
}

function isData({ eventCategory, managementEvent }: Json): boolean {
  return eventCategory === 'Data' || managementEvent === false;
}

function fresh(record: Json, time: number, random: () => number): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  const eventID = `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  const resources = Array.isArray(record.resources) ? { resources: record.resources.map((resource) => withKey(resource, hex)) } : {};
  return JSON.stringify({
    ...record,
    eventID,
    requestID: hex(16).toUpperCase(),
    eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
    ...resources,
  });
}

function withKey(resource: unknown, hex: (digits: number) => string): unknown {
  const { ARN } = (resource ?? {}) as { ARN?: unknown };
  return typeof ARN === 'string' && ARN.startsWith('arn:aws:s3:::') && ARN.includes('/')
    ? { ...(resource as Json), ARN: `${ARN}.${hex(8)}` }
    : resource;
}

/** mulberry32: small, quick and good enough to choose with. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
