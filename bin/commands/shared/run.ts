import { CannotRun, printable } from './terminal';

/** What a command ends with: documented in its help, and the same for all. */
export const EXIT = { ok: 0, found: 1, couldNotRun: 2 } as const;

/** Runs a command, and says in one sentence why it cannot. */
export async function run(work: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    // Anything else is a mistake of this program: where it happened is what its authors need.
    const message =
      error instanceof CannotRun ? error.message.split('\n').map(printable).join('\n') : error instanceof Error ? error.stack : String(error);
    console.error(`could not run: ${message}`);
    process.exitCode = EXIT.couldNotRun;
  }
}

/** A reader that has seen enough closes the pipe, as `head` does: that is no error. */
export function endQuietlyWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
