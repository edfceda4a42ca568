import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { ENVIRONMENT, METRIC_NAMESPACE } from '../../lib/processing/access-report.contract';
import { bucketStore } from '../shared/store';
import { processMessage, type Surroundings } from './process';

const s3 = new S3Client({});
const processor = new BatchProcessor(EventType.SQS);
const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: required(ENVIRONMENT.reportName) });
const surroundings: Surroundings = {
  archive: (bucket) => bucketStore(s3, bucket),
  derived: bucketStore(s3, required(ENVIRONMENT.derivedBucket)),
  count: (counts) => {
    for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
    // At once: what follows in the same batch may end this process.
    metrics.publishStoredMetrics();
  },
  log: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
};

/** Reports who accessed which data, from the log files that the messages announce. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processPartialResponse(event, (record: SQSRecord) => processMessage(record, surroundings), processor, {
    context,
    processInParallel: false,
    throwOnFullBatchFailure: false,
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable '${name}' is missing; the construct AccessReport sets it`);
  return value;
}
