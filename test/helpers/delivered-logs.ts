import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

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
