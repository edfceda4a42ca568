import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The examples, each of which is a folder. */
export function exampleNames(): string[] {
  return readdirSync(join(__dirname, '../../examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
