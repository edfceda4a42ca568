import type { S3Client } from '@aws-sdk/client-s3';
import type { AccessRow } from '../../../handlers/access-report/core';
import { FOLDERS } from '../../../lib/processing/access-report.contract';
import { contentOf, keysBelow } from './objects';

/** Every row of the access report, from all of its objects. */
export async function readRows(s3: S3Client, bucket: string): Promise<AccessRow[]> {
  const rows: AccessRow[] = [];
  for await (const key of keysBelow(s3, bucket, FOLDERS.rows)) {
    const lines = (await contentOf(s3, bucket, key)).toString('utf8').split('\n');
    for (const line of lines) if (line !== '') rows.push(JSON.parse(line) as AccessRow);
  }
  return rows;
}
