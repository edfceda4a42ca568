import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findLogFiles } from '../../bin/commands/start/find-logs';
import { parseLogFileKey } from '../../lib/log-format/log-file-key';

const deliveredKey = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/02/111122223333_CloudTrail_us-east-1_20260102T0300Z_abcdefgh12345678.json.gz';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-logs-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '{"Records":[]}');
  }
}

test('keeps the key of a delivered file from AWSLogs/ on, wherever it lies', () => {
  write(`backup/of bucket/${deliveredKey}`);

  expect(findLogFiles(folder)).toMatchObject({ logs: [{ key: deliveredKey, bytes: 14 }], others: [] });
});

test('delivers an unpacked file under the key that it had', () => {
  write(deliveredKey.replace('.gz', ''));

  expect(findLogFiles(folder).logs).toMatchObject([{ key: deliveredKey }]);
});

test('gives any other log file a key that CloudTrail could have given, and each another', () => {
  write('a.json', 'deep/er/a.json.gz', `one/${deliveredKey}`, `two/${deliveredKey}`);

  const keys = findLogFiles(folder).logs.map(({ key }) => key);

  expect(new Set(keys).size).toBe(4);
  expect(keys.map(parseLogFileKey)).not.toContain(undefined);
});

test('names what is no log file, and why', () => {
  const digest =
    'AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/01/02/111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20260102T030000Z.json.gz';
  write('README.md', digest, deliveredKey.replaceAll('CloudTrail', 'CloudTrail-Insight'));
  symlinkSync(folder, join(folder, 'link'), 'junction');

  const { logs, others } = findLogFiles(folder);

  expect(logs).toEqual([]);
  expect(others.map(({ reason }) => reason).sort()).toEqual([
    'a CloudTrail-Insight file: its events are not about access to data',
    'a digest file',
    'a link that is not followed',
    'its name ends neither with .json.gz nor with .json',
  ]);
});

test('fails for a folder that is not there', () => {
  expect(() => findLogFiles(join(folder, 'missing'))).toThrow(/folder .*missing cannot be read/);
});
