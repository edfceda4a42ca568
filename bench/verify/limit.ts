// The physical limit: unpacking and hashing the log files, one core and nothing else. Arguments: days, files per hour, bytes.
import { hash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { archiveOf } from './archive';

const [days, files, bytes] = process.argv.slice(2).map(Number) as [number, number, number];
const { contents } = archiveOf(1, 1, bytes);
const start = performance.now();
let total = 0;
for (let index = 0; index < days * 24 * files; index++) {
  const gzipped = contents[index % contents.length] as Buffer;
  const json = gunzipSync(gzipped, { chunkSize: gzipped.readUInt32LE(gzipped.length - 4) + 1 });
  hash('sha256', json, 'hex');
  total += json.length;
}
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, megabytes: total / 1e6 }));
