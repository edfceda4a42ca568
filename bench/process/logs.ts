import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Random } from './random';
import { RecordMaker } from './records';

/** Files of how many bytes of JSON, and of how many megabytes in all. */
export interface Sizes {
  readonly from: number;
  readonly to: number;
  readonly megabytes: number;
}

/** What was made. */
export interface Made {
  readonly files: number;
  readonly records: number;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Makes log files as CloudTrail delivers them. The same seed gives the same files. */
export function makeLogs(folder: string, { from, to, megabytes }: Sizes, seed: number): Made {
  rmSync(folder, { recursive: true, force: true });
  const random = new Random(seed);
  const maker = new RecordMaker(random);
  const made = { files: 0, records: 0, bytes: 0, gzipBytes: 0 };
  for (let time = Date.parse('2026-11-01T00:00:00Z'); made.bytes < megabytes * 1e6; time += 60_000) {
    const [texts, busy, size]: [string[], ReturnType<RecordMaker['busy']>, number] = [[], maker.busy(), from + random.next() * (to - from)];
    for (let bytes = 0; bytes < size; bytes += (texts.at(-1) ?? '').length + 1) texts.push(maker.record(time + texts.length, busy));
    const json = Buffer.from(`{"Records":[${texts.join(',')}]}`);
    const content = gzipSync(json, { level: 6 });
    write(folder, time, made.files, content);
    made.files++;
    made.records += texts.length;
    made.bytes += json.length;
    made.gzipBytes += content.length;
  }
  return made;
}

function write(folder: string, time: number, index: number, content: Buffer): void {
  const stamp = new Date(time).toISOString();
  const day = join(folder, 'AWSLogs/111122223333/CloudTrail/eu-west-1', stamp.slice(0, 10).replaceAll('-', '/'));
  mkdirSync(day, { recursive: true });
  const minute = `${stamp.slice(0, 16).replace(/[-:]/g, '')}Z`;
  writeFileSync(join(day, `111122223333_CloudTrail_eu-west-1_${minute}_${String(index).padStart(16, 'A')}.json.gz`), content);
}
