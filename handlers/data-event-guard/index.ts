import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { TELL } from '../../lib/processing/data-event-guard.contract';
import { listObjects } from '../shared/aws/s3';
import { logFileHandler } from '../shared/handler';
import { surroundingsOf } from '../shared/surroundings';
import { dataEventGuard } from './definition';
import { sendTo } from './send';
import { settingsOf } from './settings';
import { tell } from './tell';
import { typeMetric } from './type-metric';

const surroundings = surroundingsOf(process.env);
const { derived, count, log } = surroundings;
const { name, derivedBucket, prefix, topicArn, budget } = settingsOf(process.env);
const counted = (byType: ReadonlyMap<string, number>) => {
  for (const entry of byType) log(typeMetric(name, entry, Date.now()));
};
const processFiles = logFileHandler(dataEventGuard(counted), surroundings);

/** Counts the data events in the log files that the messages announce; adds them up and tells what is too much when the schedule says so. */
export async function handler(event: SQSEvent | typeof TELL, context: Context): Promise<SQSBatchResponse | undefined> {
  if ('Records' in event) return processFiles(event, context);
  await tell({ derived, keys, budget, now: new Date(), count, send: (notice) => sendTo(topicArn, notice) });
  return undefined;
}

async function* keys(folder: string): AsyncGenerator<string> {
  for await (const { key } of listObjects(derivedBucket, `${prefix}${folder}`)) yield key.slice(prefix.length);
}
