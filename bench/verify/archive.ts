import { createHash, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type ComposedDigest, composeDigest, publicKeyOf } from '../../lib/integrity/compose';
import type { PublicKey } from '../../lib/integrity/public-key';
import { composeDeliveredFileKey } from '../../lib/log-format/log-file-key';

export const BUCKET = 'bench-archive';
export const TRAIL = { account: '111122223333', region: 'eu-west-1', trailName: 'audit', homeRegion: 'eu-west-1' } as const;
export const START = Date.parse('2026-06-01T00:00:00Z');
const HOUR = 3_600_000;

interface Stored {
  readonly content: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** An archive of one account and Region. Log files of the same content, of which there are some, share their bytes. */
export interface BenchArchive {
  readonly objects: ReadonlyMap<string, Stored>;
  readonly key: PublicKey;
  /** Of one round of the log files: gzipped. */
  readonly contents: readonly Buffer[];
}

/** @param bytes of JSON in each log file */
export function archiveOf(days: number, filesPerHour: number, bytes: number): BenchArchive {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const logs = Array.from({ length: bytes > 1e6 ? 4 : 16 }, (_, index) => logContent(bytes, index));
  const objects = new Map<string, Stored>();
  let previous: ComposedDigest | undefined;
  for (let hour = 0; hour < days * 24; hour++) {
    const start = START + hour * HOUR;
    const logFiles = Array.from({ length: filesPerHour }, (_, index) => {
      const time = new Date(start + (index * HOUR) / filesPerHour);
      const name = { ...TRAIL, kind: 'CloudTrail', day: time.toISOString().slice(0, 10), time } as const;
      const key = composeDeliveredFileKey({ ...name, uniqueString: `${String(hour).padStart(8, '0')}${String(index).padStart(8, '0')}` });
      const { content, hash } = logs[(hour * filesPerHour + index) % logs.length] as (typeof logs)[0];
      objects.set(key, { content, metadata: {} });
      return { bucket: BUCKET, key, content: hash };
    });
    previous = composeDigest(
      { ...TRAIL, bucket: BUCKET, start: new Date(start), end: new Date(start + HOUR), logFiles, ...(previous && { previous }) },
      privateKey,
    );
    objects.set(previous.key, previous);
  }
  return { objects, key: publicKeyOf(privateKey), contents: logs.map(({ content }) => content) };
}

/** Records that compress as those of CloudTrail do, about ten to one. */
function logContent(bytes: number, seed: number) {
  const records: unknown[] = [];
  for (let size = 0, index = 0; size < bytes; index++) {
    const id = createHash('sha256').update(`${seed} ${index}`).digest('hex');
    const record = {
      ...{ eventVersion: '1.11', eventTime: '2026-06-01T00:00:00Z', eventSource: 's3.amazonaws.com', eventName: 'GetObject', awsRegion: 'eu-west-1' },
      userIdentity: {
        type: 'AssumedRole',
        principalId: `AROAEXAMPLE:${id.slice(0, 6)}`,
        arn: 'arn:aws:sts::111122223333:assumed-role/reader/session',
      },
      ...{
        sourceIPAddress: '192.0.2.1',
        userAgent: 'aws-sdk-js/3 os/linux lang/js md/nodejs',
        eventID: id.slice(0, 32),
        readOnly: true,
        eventType: 'AwsApiCall',
      },
      requestParameters: { bucketName: 'reports', key: `year=2026/month=06/${id.slice(32, 40)}.parquet`, Host: 'reports.s3.eu-west-1.amazonaws.com' },
      ...{ managementEvent: false, recipientAccountId: '111122223333', eventCategory: 'Data', additionalEventData: { bytesTransferredOut: index } },
    };
    records.push(record);
    size += JSON.stringify(record).length + 1;
  }
  const json = Buffer.from(JSON.stringify({ Records: records }));
  return { content: gzipSync(json), hash: createHash('sha256').update(json).digest('hex') };
}
