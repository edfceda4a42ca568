import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../examples');

/** The examples with an app, each of which is a folder. */
export function exampleNames(): string[] {
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'app.ts')));
}
