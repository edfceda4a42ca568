import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { findLogFiles, type LogFile } from '../../bin/commands/start/find-logs';
import { countIndependently } from '../../bin/commands/start/independent-count';
import { readRows } from '../../bin/commands/start/rows';
import { verdict } from '../../bin/commands/start/verdict';
import type { AccessRow } from '../../handlers/access-report/core';
import { METRICS } from '../../lib/processing/access-report.contract';
import type { Pipeline } from './pipeline';
import type { Report } from './report';

interface Work {
  readonly root: string;
  readonly report: Report;
  readonly s3: S3Client;
  readonly pipeline: Pipeline;
  readonly derived: string;
}

/** What CloudTrail delivers besides log files with data events; nobody must be told of it. */
const otherDeliveries = [
  'AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/08/03/111122223333_CloudTrail-Digest_us-east-1_reports-audit_us-east-1_20260803T091012Z.json.gz',
  'AWSLogs/111122223333/CloudTrail-Insight/us-east-1/2026/08/03/111122223333_CloudTrail-Insight_us-east-1_20260803T0910Z_rDpoQJ0FxpiQ7SMi.json.gz',
];

/** Delivers real log files and compares the report about them with a count by other means. Gives how many objects were delivered. */
export async function processLogFiles({ root, report, s3, pipeline, derived }: Work): Promise<number> {
  const { logs } = findLogFiles(join(root, 'test', 'fixtures', 'logs'));
  for (const { key, path } of logs) await pipeline.deliver(key, readFileSync(path));
  for (const key of otherDeliveries) await pipeline.deliver(key, new Uint8Array());
  console.log(`           ${logs.length} log files and ${otherDeliveries.length} other objects were put into the bucket`);

  const { notifications, failures, metrics } = await pipeline.drain();
  report.equal('queue: a notification for each log file, and for nothing else', notifications, logs.length);
  report.equal('handler: no message failed', failures, []);
  const rows = await readRows(s3, derived);
  const independent = countIndependently(logs.map(({ path }) => path));
  const { text, exitCode } = verdict({ rows, independent, metrics, deadLetters: [], notifications });
  const what = `report: ${rows.length} rows from ${independent.records} records, as counted independently`;
  if (exitCode === 0 && rows.length > 0) report.pass(what);
  else report.fail(what, text);
  await repeat({ report, s3, pipeline, derived }, logs, rows);
  return logs.length + otherDeliveries.length;
}

/** S3 may tell of an object again, and CloudTrail may deliver an event again in another file: neither adds a row. */
async function repeat({ report, s3, pipeline, derived }: Omit<Work, 'root'>, logs: readonly LogFile[], rows: readonly AccessRow[]) {
  const file = logs.find(({ key }) => key === rows[0]?.logFile);
  if (!file) return report.fail('repetition', `no log file has the first row, which is from ${rows[0]?.logFile}`);
  const content = readFileSync(file.path);

  await pipeline.deliver(file.key, content);
  const same = await pipeline.drain();
  report.equal('put again: announced, and known', [same.notifications, same.failures, same.metrics.get(METRICS.duplicateFiles)], [1, [], 1]);
  report.equal('put again: not a row has changed', await readRows(s3, derived), rows);

  await pipeline.deliver(file.key.replace(/_[A-Za-z0-9]+\.json\.gz$/, '_AAAAAAAAAAAAAAAA.json.gz'), content);
  const other = await pipeline.drain();
  report.equal('events again in another file: announced', [other.notifications, other.failures], [1, []]);
  report.equal('events again in another file: not a row has changed', await readRows(s3, derived), rows);
}
