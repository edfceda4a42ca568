import { existsSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogObject, LogSource } from './source';
import { CannotRun } from './terminal';

/** The files below a folder, in the order of their names: of an account and a Region in the order of time. */
export function folderSource(folder: string): LogSource {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new CannotRun(`--logs ${folder} is not a folder; give one with log files, or s3://bucket/prefix`);
  }
  return {
    parallel: 4,
    list: () => filesBelow(folder, ''),
    read: (name) => readFile(join(folder, name)),
    close: () => {},
  };
}

async function* filesBelow(folder: string, path: string): AsyncGenerator<LogObject> {
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const name = path === '' ? entry.name : `${path}/${entry.name}`;
    // Links are followed to files only: one to a folder may lead in a circle.
    if (entry.isDirectory()) yield* filesBelow(folder, name);
    else if (entry.isFile() || entry.isSymbolicLink()) yield { name, bytes: await sizeOf(join(folder, name)) };
  }
}

async function sizeOf(path: string): Promise<number> {
  // A link that leads nowhere has no size: reading it says what is wrong.
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
