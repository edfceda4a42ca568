// What everybody would write: unpack, parse, ask evaluate(), count. Argument: the folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { evaluate } from '../../lib/selection/evaluate';
import { answer } from './answer';
import { SELECTORS } from './selectors';

const folder = process.argv[2] ?? '.';
const counts: Record<string, number> = {};
let events = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!name.endsWith('.json.gz')) continue;
  const { Records } = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')) as { Records: CloudTrailRecord[] };
  for (const record of Records) {
    const { logged, selector } = evaluate(record, SELECTORS);
    const key = logged === 'yes' ? `selector ${selector}` : logged;
    counts[key] = (counts[key] ?? 0) + 1;
    events++;
  }
}
answer(events, counts);
