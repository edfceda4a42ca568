import { mkdirSync } from 'node:fs';
import { CannotRun } from '../shared/terminal';

/** Makes a folder, unless it is there. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CannotRun(`${folder} is no folder that can be written to (${(error as Error).message})`);
  }
}
