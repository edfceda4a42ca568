import { EXIT } from '../shared/run';
import { s3Client } from '../shared/s3-client';
import { sqsClient } from '../shared/sqs-client';
import { CannotRun } from '../shared/terminal';
import { announceAll, NotAnnounced } from './announce';
import type { Checkpoint } from './checkpoint';
import { type Found, findSeries } from './folders';
import type { Request } from './options';
import { Progress } from './progress';

/** Finds the log files and announces them; `failure` where the queue did not take one. */
export async function announce(request: Request, checkpoint: Checkpoint, dryRun: boolean): Promise<{ found: Found; failure?: NotAnnounced }> {
  const s3 = s3Client();
  const sqs = request.queue && !dryRun ? sqsClient(request.queue) : undefined;
  const found = await findSeries(s3, request);
  if (found.series.length === 0) throw new CannotRun(`there are no folders of log files that were asked for in ${nameOf(request)}`);
  const progress = new Progress(found.series, request.from, request.to);
  const interrupted = () => {
    checkpoint.save();
    process.exit(EXIT.couldNotRun);
  };
  process.once('SIGINT', interrupted);
  try {
    await announceAll(found.series, request, {
      ...{ s3, checkpoint, ...(sqs && { sqs }) },
      onProgress: (series, day) => progress.update(series, day, checkpoint.totals.announced),
    });
    return { found };
  } catch (error) {
    if (error instanceof NotAnnounced) return { found, failure: error };
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
    progress.stop();
    checkpoint.save();
    s3.destroy();
    sqs?.destroy();
  }
}

function nameOf({ place }: Request): string {
  return `s3://${place.bucket}/${place.prefix}AWSLogs/`;
}
