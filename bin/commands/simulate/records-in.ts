import { readLogFile } from '../../../lib/log-format/log-file';
import { type ScannedRecord, scanRecords } from '../../../lib/selection/simulate-scan';
import type { Unpacked } from '../shared/unpacked';

/**
 * The records of a log file. The quick way is for JSON that a checksum vouches for; all else is parsed as a whole, which also says what is wrong.
 */
export function recordsIn({ content, json }: Unpacked, name: string): readonly ScannedRecord[] {
  try {
    if (json) return scanRecords(json);
  } catch {
    // What the quick way does not understand may still be a log file.
  }
  return readLogFile(content, name).map(({ record }) => record);
}
