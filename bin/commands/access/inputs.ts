import { createHash } from 'node:crypto';
import type { Collected } from '../../../handlers/access-report/core';
import type { Collection, ReadFile } from './collect';
import type { Request } from './request';

/** What a report rests on, so that somebody else can tell whether it is the same. */
export interface Inputs {
  readonly sources: readonly string[];
  readonly files: readonly ReadFile[];
  readonly failed: Collection['failed'];
  /** Files of the sources that are no log files with records, by the reason. */
  readonly passedOver: Readonly<Record<string, number>>;
  /** What became of the records; together they are all. */
  readonly records: Readonly<Record<Collected, number>>;
  readonly recordsRead: number;
  /** SHA-256 of the lines that `sha256sum` writes for the files, in the order of their names. */
  readonly sha256: string;
}

/** What became of records, in words. */
export const BECAME: Readonly<Record<Collected, string>> = {
  entries: 'events that are reported, or are of principals that were not asked for',
  copy: 'further copies of these, for other accounts or delivered again',
  otherTime: 'access to data before or after the period',
  otherResource: 'access to resources that were not asked for',
  notDataAccess: 'not about access to S3 objects, Lambda functions or DynamoDB items',
  unreadable: 'unreadable: no JSON object, or without time, source or name',
};

/** What a report rests on. */
export function inputsOf({ files, failed, passedOver, records }: Collection, { places }: Request): Inputs {
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
  const hash = createHash('sha256');
  for (const { sha256, name } of sorted) hash.update(`${sha256}  ${name}\n`);
  const recordsRead = files.reduce((sum, file) => sum + file.records, 0);
  const accounted = Object.values(records).reduce((sum, count) => sum + count, 0);
  if (accounted !== recordsRead) throw new Error(`records are lost: ${recordsRead} read, ${accounted} accounted for; this is a defect, report it`);
  return { sources: places, files: sorted, failed, passedOver: Object.fromEntries(passedOver), records, recordsRead, sha256: hash.digest('hex') };
}
