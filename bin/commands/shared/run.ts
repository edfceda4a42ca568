import type { CommanderError } from 'commander';
import { CannotRun, printable } from './terminal';

/** What a command ends with: documented in its help, and the same for all. */
export const EXIT = { ok: 0, found: 1, couldNotRun: 2 } as const;
/** Of the commands that end with 2 where they cannot decide. */
export const COULD_NOT_RUN = 3;

/**
 * Runs a command, and says in one sentence why it cannot.
 *
 * @param couldNotRun what it ends with then
 */
export async function run(work: () => number | Promise<number>, couldNotRun: number = EXIT.couldNotRun): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    // Anything else is a mistake of this program: where it happened is what its authors need.
    const message =
      error instanceof CannotRun ? error.message.split('\n').map(printable).join('\n') : error instanceof Error ? error.stack : String(error);
    console.error(`could not run: ${message}`);
    process.exitCode = couldNotRun;
  }
}

/** Has a command end with another code than the others where its options are wrong. */
export function endWith(couldNotRun: number): (error: CommanderError) => never {
  return (error) => process.exit(error.exitCode === 0 ? EXIT.ok : couldNotRun);
}

/** A reader that has seen enough closes the pipe, as `head` does: that is no error. */
export function endQuietlyWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
