import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { LogFileKind } from './log-file-kind';

/** What keeps a ledger of the log files that it has processed: a `LogProcessor`, and what is built like one. */
export interface ILedger {
  /** The bucket with the ledger. */
  readonly derivedBucket: IBucket;

  /** The ledger is below `ledger/` below this; it ends with a slash. */
  readonly prefix: string;

  /**
   * The families of log files that it processes.
   *
   * @default - management and data events
   */
  readonly ledgerKinds?: LogFileKind[];
}
