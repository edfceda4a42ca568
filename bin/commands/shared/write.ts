import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { CannotRun } from './terminal';

/** Prints a text, or writes it to a file: whole, or not at all. */
export function write(text: string, file: string | undefined): void {
  if (file === undefined) {
    console.log(text);
    return;
  }
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text.endsWith('\n') ? text : `${text}\n`);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new CannotRun(`${file} cannot be written (${(error as Error).message})`);
  }
}
