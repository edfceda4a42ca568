import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { WasmScanner } from '../../lib/log-format/scanner/wasm-scanner';
import { medianOf } from '../shared/statistics';

/** How fast the files of a folder are unpacked by Node and by our own code, in MB of JSON per second of CPU. */
export function inflateRates(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gz'));
  const files = names.map((name) => readFileSync(join(folder, name)));
  const scanner = WasmScanner.create();
  const ways = {
    'Node as it is': (file: Buffer) => gunzipSync(file),
    'Node in one piece': (file: Buffer) => gunzipSync(file, { chunkSize: file.readUInt32LE(file.length - 4) + 1 }),
    'WebAssembly with its sum checked': (file: Buffer) => scanner?.unpack(file, 1e8),
  };
  return Object.entries(ways).map(([name, unpack]) => `${name} ${medianOf(Array.from({ length: 7 }, () => rateOf(files, unpack))).toFixed(0)}`);
}

function rateOf(files: readonly Buffer[], unpack: (file: Buffer) => Buffer | undefined): number {
  const before = process.cpuUsage();
  const bytes = files.reduce((sum, file) => sum + (unpack(file)?.length ?? 0), 0);
  const { user, system } = process.cpuUsage(before);
  return bytes / (user + system);
}
