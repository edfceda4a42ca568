import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this library, for reports. Sources and compiled files lie equally deep below the package. */
export function libraryVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')).version;
}
