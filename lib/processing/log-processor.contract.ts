// What the construct and the handlers of log processors share. All of it lasts: queries, dashboards and stored objects depend on it.

/** Environment variables of a handler; each is required. */
export const ENVIRONMENT = {
  /** Name of the bucket for everything that is derived from log files. */
  derivedBucket: 'DERIVED_BUCKET',
  /** Where messages of files go that nobody can process. */
  deadLetterQueueUrl: 'DEAD_LETTER_QUEUE_URL',
  /** Value of the dimension that tells the metrics of two processors apart. */
  name: 'PROCESSOR_NAME',
  /** Everything that the handler writes or reads in the derived bucket is below this; it ends with a slash. */
  prefix: 'PROCESSOR_PREFIX',
  /** The namespace of the metrics. */
  namespace: 'METRIC_NAMESPACE',
} as const;

/** Where what lies, below the prefix of the processor. */
export const FOLDERS = {
  /** One object per processed log file, written last: it is there, so the file is done. */
  ledger: 'ledger/',
  /** Which log file reports which event, where several files contain the same. */
  claims: 'claims/',
  /** Records that nobody could read, a line each as delivered. */
  unreadable: 'unreadable/',
  /** One object per message that came again, written before it is processed again: a message that has one may be what ended the process. */
  attempts: 'attempts/',
} as const;

/** The part of a key that partitions what is derived. The day is that of the delivery. */
export function partitionPath(account: string, region: string, day: string): string {
  return `account=${account}/region=${region}/day=${day}/`;
}

/** The dimension of the metrics; the name is that of Powertools for AWS Lambda. */
export const NAME_DIMENSION = 'service';

/** Names of the metrics of every processor. All are counts but the last. */
export const METRICS = {
  /** Log files that were processed. */
  files: 'Files',
  /** Log files that were announced again after they had been processed: nothing changed. */
  duplicateFiles: 'DuplicateFiles',
  /** Announced objects that are no log files of a family that the processor asked for. */
  filesPassedOver: 'FilesPassedOver',
  /** Log files, or messages that nobody understands, that were put into the dead-letter queue with the reason, since no repetition would help. */
  filesParked: 'FilesParked',
  /** Records in the log files: the sum of the next three. */
  recordsRead: 'RecordsRead',
  recordsHandled: 'RecordsHandled',
  /** Records that did not matter to the processor, for the reasons that the ledger states. */
  recordsDropped: 'RecordsDropped',
  /** Records that are kept below `unreadable/`. */
  unreadableRecords: 'UnreadableRecords',
  /** Records that were delivered more than an hour after their event. They are among the others. */
  recordsLate: 'RecordsLate',
  /** Age of the message that was taken from the queue, in seconds. */
  messageAge: 'MessageAge',
} as const;

/** The name of a metric. */
export type MetricName = (typeof METRICS)[keyof typeof METRICS];

/** Attributes of a message that a processor puts into the dead-letter queue. Its body announces the file again, so that a redrive processes it. */
export const PARKED_ATTRIBUTES = {
  /** Why no repetition would help; it has nothing of the content of the file. */
  reason: 'reason',
  bucket: 'bucket',
  key: 'key',
} as const;

/** An entry of the ledger. */
export interface LedgerEntry {
  readonly schemaVersion: '1';
  readonly bucket: string;
  /** Of the log file. */
  readonly key: string;
  readonly processedAt: string;
  readonly records: number;
  readonly handled: number;
  /** How many records did not matter, by the reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly unreadable: number;
  readonly late: number;
}
