// The cores of the processors over a folder. Arguments: alerts or access, wasm or plain or loop, the folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FileReporter, MEMBERS, settle } from '../../handlers/access-report/core';
import { detectorWith } from '../../lib/detection/detector-with';
import type { LogFileRecord } from '../../lib/log-format/log-file';
import { type LogFileKey, parseLogFileKey } from '../../lib/log-format/log-file-key';
import { membersOf } from '../../lib/log-format/member-record';
import { type ReadOptions, readFile } from '../../lib/log-format/read-records';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { PlainScanner } from '../../lib/log-format/scanner/plain-scanner';
import { WasmScanner } from '../../lib/log-format/scanner/wasm-scanner';
import { say } from './answer';
import { rulesIn } from './names';

type Reader = (content: Buffer, options: ReadOptions, visit: (record: LogFileRecord) => void) => Promise<number>;

const [job = 'alerts', level = 'wasm', folder = '.', rulesFolder = 'rules/detection'] = process.argv.slice(2);

function readerOf(): Reader {
  if (level === 'loop') return loop;
  const scanner = level === 'plain' ? new PlainScanner() : WasmScanner.create();
  if (!scanner) throw new Error('there is no WebAssembly with vectors here');
  return async (content, options, visit) => (await readFile(content, 'a', options, visit, scanner)).records;
}

/** What everybody would write. */
const loop: Reader = async (content, _options, visit) => {
  const { Records } = JSON.parse(gunzipSync(content).toString()) as { Records: CloudTrailRecord[] };
  for (const record of Records) visit({ record, raw: () => JSON.stringify(record) });
  return Records.length;
};

async function alerts(read: Reader): Promise<void> {
  const rules = rulesIn(rulesFolder);
  const detector = detectorWith(rules);
  const { sieve } = detector;
  const answer = { records: 0, found: 0, made: 0 };
  for (const [, content] of files()) {
    answer.records += await read(content, { sieve }, ({ record }) => {
      answer.made += detector.match(record).length;
      if (level !== 'loop') answer.found++;
    });
  }
  // The loop has no sieve to count with.
  say(level === 'loop' ? { records: answer.records, made: answer.made } : answer);
}

async function access(read: Reader): Promise<void> {
  const answer = { records: 0, found: 0, made: 0 };
  for (const [file, content] of files()) {
    const report = new FileReporter(file, content.length);
    answer.records += await read(content, { members: membersOf(MEMBERS) }, (record) => report.add(record));
    const { lines } = settle(report, () => true);
    answer.found += report.candidates.length;
    // As the handler writes them.
    for (const piece of lines.pieces()) answer.made += piece.length;
  }
  say(answer);
}

function* files(): Generator<[LogFileKey, Buffer]> {
  // The benchmark measures what a process takes that reads nothing.
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const key = parseLogFileKey(name);
    if (key) yield [key, readFileSync(join(folder, name))];
  }
}

(job === 'alerts' ? alerts : access)(readerOf());
