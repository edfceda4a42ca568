import { count, printable } from '../shared/terminal';

/** What a run came to. */
export interface Outcome {
  readonly archive: string;
  readonly queueUrl: string | null;
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
  /** Whether everything that was asked for has been announced. */
  readonly complete: boolean;
  /** Why not, where it is not. */
  readonly failure: string | null;
  /** Folders of accounts, families and Regions. */
  readonly folders: number;
  /** Log files that were announced, and their bytes: with a checkpoint, in all runs. */
  readonly files: number;
  readonly bytes: number;
  readonly passedOver: { readonly files: Readonly<Record<string, number>>; readonly folders: Readonly<Record<string, number>> };
  /** Accounts and Regions that were asked for and are not there. */
  readonly missing: readonly string[];
}

/** For people. */
export function outcomeInWords({ archive, queueUrl, from, to, dryRun, failure, folders, files, bytes, passedOver, missing }: Outcome): string {
  const verb = dryRun ? 'would be announced' : 'were announced';
  const lines = [
    `${count(files, 'log file')} (${megabytes(bytes)}) of ${from} to ${to} in ${count(folders, 'folder')} of ${archive} ${verb}${queueUrl ? ` to ${queueUrl}` : ''}.`,
    ...Object.entries(passedOver.files).map(([reason, number]) => `passed over: ${count(number, 'object')}: ${reason}`),
    ...Object.entries(passedOver.folders).map(([reason, number]) => `not looked into: ${count(number, 'folder')}: ${reason}`),
    ...missing.map((name) => `MISSING: ${name} was asked for and has no folder`),
    ...(failure === null ? [] : [`STOPPED: ${failure}`]),
  ];
  return lines.map(printable).join('\n');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}
