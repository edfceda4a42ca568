import { once } from 'node:events';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { CannotRun } from '../shared/terminal';

const CHUNK = 64 * 1024;

/** Prints lines as they come, or writes them to a file: whole, or not at all. */
export async function writeLines(lines: Iterable<string>, file: string | undefined): Promise<void> {
  if (file !== undefined) writeFile(lines, file);
  else
    for (const chunk of chunksOf(lines)) {
      if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    }
}

function writeFile(lines: Iterable<string>, file: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(unfinished, 'w', 0o600);
    try {
      for (const chunk of chunksOf(lines)) writeSync(descriptor, chunk);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new CannotRun(`${file} cannot be written (${(error as Error).message})`);
  }
}

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
