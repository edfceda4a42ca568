import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CloudTrailRecord } from '../../lib/log-format/record';

const root = join(__dirname, '../fixtures/logs');

/** The keys of the log files in `fixtures/logs`, as in the bucket that they were delivered to. */
export const deliveredKeys: readonly string[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.json.gz'))
  .sort();

/** The bytes of one of them. */
export function deliveredFile(key: string): Buffer {
  return readFileSync(join(root, key));
}

/** Every record in them, read the plain way. */
export function deliveredRecords(): CloudTrailRecord[] {
  return deliveredKeys.flatMap((key) => JSON.parse(gunzipSync(deliveredFile(key)).toString('utf8')).Records as CloudTrailRecord[]);
}
