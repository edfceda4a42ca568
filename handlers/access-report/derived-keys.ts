import type { LogFileKey } from '../../lib/log-format/log-file-key';
import { FOLDERS, partitionPath } from '../../lib/processing/access-report.contract';
import { derivedNameOf } from '../shared/core';

/** Where the rows of a log file go. It follows from the key of the log file alone, so that a repetition finds them. */
export function rowsKeyOf(file: LogFileKey): string {
  return `${FOLDERS.rows}${partitionPath(file.account, file.region, file.day)}${derivedNameOf(file)}.ndjson`;
}

const WINDOW = 5 * 60_000;

/** In place of an account, for the claims on events that several accounts are told of. */
export const SHARED = 'shared';

/** Names the objects with the claims on events. Files that repeat an event were delivered at other times, and the event's own time is the same in all: each object is for a window of that. */
export class ClaimObjects {
  private last = { window: Number.NaN, account: '', region: '', key: '' };

  /** Where an event is claimed. Events come by their time: most are in the same window as the one before. */
  keyOf(account: string, region: string, time: number): string {
    const window = Math.floor(time / WINDOW);
    const { last } = this;
    if (last.window === window && last.account === account && last.region === region) return last.key;
    const start = new Date(window * WINDOW).toISOString();
    const key = `${FOLDERS.claims}${partitionPath(account, region, start.slice(0, 10))}${start.slice(11, 16).replace(':', '')}.json`;
    this.last = { window, account, region, key };
    return key;
  }
}

/** What can be part of a key as it is; `undefined` for anything that no account or Region is called. */
export function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}
