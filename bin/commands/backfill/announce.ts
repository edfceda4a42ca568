import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { parseLogFileKey } from '../../../lib/log-format/log-file-key';
import { inParallel } from '../shared/parallel';
import { BATCH, sendBatch, type Unsent } from '../shared/send-batch';
import type { Checkpoint } from './checkpoint';
import { listFailure, type Series } from './folders';
import { announcement, type StoredFile } from './message';
import type { Request } from './options';

const BATCHES_AT_ONCE = 8;
const SERIES_AT_ONCE = 4;

/** With what files are announced. */
export interface Means {
  readonly s3: S3Client;
  /** `undefined`: files are counted, and not announced. */
  readonly sqs?: SQSClient;
  readonly checkpoint: Checkpoint;
  /** How far a series is: the day of the last file, `2026-11-05`; `undefined` at its end. */
  readonly onProgress: (series: Series, day: string | undefined) => void;
}

/** A file that SQS did not take: the run ends there. */
export class NotAnnounced extends Error {
  constructor({ item, reason }: Unsent<StoredFile>) {
    super(`${item.key} was not announced (${reason})`);
  }
}

/** Announces the files of several series, a few at a time. */
export async function announceAll(all: readonly Series[], request: Request, means: Means): Promise<void> {
  const rest = all.filter(({ folder }) => !means.checkpoint.isDone(folder));
  await inParallel(rest, SERIES_AT_ONCE, (series) => announceSeries(series, request, means));
}

/** Page by page from the first day: keys are in the order of time, so nothing before it and nothing after the last day is listed. */
async function announceSeries(series: Series, request: Request, means: Means): Promise<void> {
  const { place, from, to } = request;
  const folder = `${place.prefix}${series.folder}`;
  const { checkpoint } = means;
  let after = checkpoint.after(series.folder) ?? `${folder}${path(from)}/`;
  for (let more = true; more; ) {
    const page = await means.s3.send(new ListObjectsV2Command({ Bucket: place.bucket, Prefix: folder, StartAfter: after })).catch((error: Error) => {
      throw listFailure(place.bucket, folder, error);
    });
    const listed = (page.Contents ?? []).map(({ Key: key = '', Size: size = 0 }) => ({ key, size }));
    const within = listed.filter(({ key }) => key.slice(folder.length, folder.length + 10) <= path(to));
    await announcePage(within, request, means);
    after = within.at(-1)?.key ?? after;
    more = page.IsTruncated === true && within.length === listed.length;
    checkpoint.reached(series.folder, after, !more);
    means.onProgress(series, more ? after.slice(folder.length, folder.length + 10).replaceAll('/', '-') : undefined);
  }
}

async function announcePage(listed: readonly StoredFile[], { place, queue }: Request, { sqs, checkpoint }: Means): Promise<void> {
  const files = listed.filter(({ key }) => parseLogFileKey(key) !== undefined);
  checkpoint.passedOver('not the name of a log file', listed.length - files.length);
  const batches = Array.from({ length: Math.ceil(files.length / BATCH) }, (_, index) => files.slice(index * BATCH, (index + 1) * BATCH));
  await inParallel(batches, BATCHES_AT_ONCE, async (batch) => {
    const [unsent] = sqs && queue ? await sendBatch(sqs, queue.url, batch, (file) => announcement(place.bucket, file)) : [];
    if (unsent) throw new NotAnnounced(unsent);
  });
  checkpoint.announced(
    files.length,
    files.reduce((sum, { size }) => sum + size, 0),
  );
}

function path(day: string): string {
  return day.replaceAll('-', '/');
}
