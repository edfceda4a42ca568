import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import {
  type Budget,
  BY_TYPE,
  GUARD_ENVIRONMENT,
  GUARD_SCHEMA_VERSION,
  type TELL,
  TYPE_DIMENSION,
} from '../../lib/processing/data-event-guard.contract';
import { ENVIRONMENT, NAME_DIMENSION } from '../../lib/processing/log-processor.contract';
import { listObjects } from '../shared/aws/s3';
import { publish } from '../shared/aws/sns';
import { logFileHandler } from '../shared/handler';
import { surroundingsOf } from '../shared/surroundings';
import { dataEventGuard } from './definition';
import { type Notice, tell } from './tell';
import { documentOf, subjectOf, wordsOf } from './words';

const surroundings = surroundingsOf(process.env);
const { derived, count, log } = surroundings;
const [bucket, prefix, topicArn] = [ENVIRONMENT.derivedBucket, ENVIRONMENT.prefix, GUARD_ENVIRONMENT.topicArn].map(required) as [
  string,
  string,
  string,
];
const budget = JSON.parse(required(GUARD_ENVIRONMENT.budget)) as Budget;
const processFiles = logFileHandler(dataEventGuard(countByType), surroundings);

/** Counts the data events in the log files that the messages announce; adds them up and tells what is too much when the schedule says so. */
export async function handler(event: SQSEvent | typeof TELL, context: Context): Promise<SQSBatchResponse | undefined> {
  if ('Records' in event) return processFiles(event, context);
  await tell({ derived, keys, budget, now: new Date(), count, send });
  return undefined;
}

async function* keys(folder: string): AsyncGenerator<string> {
  for await (const { key } of listObjects(bucket, `${prefix}${folder}`)) yield key.slice(prefix.length);
}

async function send(notice: Notice): Promise<void> {
  const [words, subject, json] = [wordsOf(notice), subjectOf(notice), JSON.stringify(documentOf(notice))];
  const message = { default: words, email: words, sms: subject, sqs: json, lambda: json, http: json, https: json, firehose: json };
  await publish({ topicArn, id: notice.id, subject, message, attributes: { schemaVersion: GUARD_SCHEMA_VERSION } });
}

/** A line of the log for each type, from which CloudWatch takes the metric. */
function countByType(byType: ReadonlyMap<string, number>): void {
  const [namespace, name] = [ENVIRONMENT.namespace, ENVIRONMENT.name].map(required) as [string, string];
  for (const [resourceType, events] of byType) {
    const directive = { Namespace: namespace, Dimensions: [[NAME_DIMENSION, TYPE_DIMENSION]], Metrics: [{ Name: BY_TYPE, Unit: 'Count' }] };
    log({
      _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] },
      [NAME_DIMENSION]: name,
      [TYPE_DIMENSION]: resourceType,
      [BY_TYPE]: events,
    });
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable '${name}' is missing; the construct DataEventGuard sets it`);
  return value;
}
