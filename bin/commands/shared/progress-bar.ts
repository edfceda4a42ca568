import { SingleBar } from 'cli-progress';

/** A progress bar on standard error, where it does not disturb what is printed meanwhile. */
export function progressBar(): SingleBar {
  return new SingleBar({
    format: '  [{bar}] {percentage}% | {files} of {total_files} log files',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
    clearOnComplete: true,
  });
}
