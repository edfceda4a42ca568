import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { compile } from '../../../lib/detection/compile';
import type { Rule } from '../../../lib/detection/rule';

/**
 * A second opinion on the findings: every rule on every event, each event once, straight from the disk. It shares with the handler how a rule is read
 * and matched, and nothing of how files are read, sifted, told apart and put together.
 */
export function countFindings(files: readonly string[], rules: readonly Rule[]): number {
  const tests = rules.map(({ when }) => compile(when));
  const seen = new Set<string>();
  let findings = 0;
  for (const record of files.flatMap(recordsOf)) {
    const identity =
      record.sharedEventID ?? (record.eventID === undefined ? JSON.stringify(record) : `${record.eventID} ${record.recipientAccountId}`);
    if (seen.has(identity)) continue;
    seen.add(identity);
    findings += tests.filter((test) => test(record)).length;
  }
  return findings;
}

interface Event {
  readonly eventID?: string;
  readonly sharedEventID?: string;
  readonly recipientAccountId?: string;
}

/** A file that cannot be read is named by the count of accesses. */
function recordsOf(file: string): Event[] {
  try {
    const bytes = readFileSync(file);
    const { Records } = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as { Records: unknown[] };
    return Records.filter((record): record is Event => typeof record === 'object' && record !== null);
  } catch {
    return [];
  }
}
