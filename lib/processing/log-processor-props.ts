import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { LogFileKind } from './log-file-kind';
import type { ProcessorProps } from './processor-props';

/** Properties of `LogProcessor`. */
export interface LogProcessorProps extends ProcessorProps {
  /**
   * What the function runs: bundled JavaScript for the newest Node.js of Lambda on arm64.
   *
   * It exports what `processRecords()` or `processFiles()` of `cdk-cloudtrail/handler` makes of your code. See docs/processors.md.
   */
  readonly code: Code;

  /**
   * The file of the code and what it exports.
   *
   * @default 'index.handler'
   */
  readonly handler?: string;

  /**
   * The families of log files to process. The handler says the same: it passes over, and counts, what it did not ask for.
   *
   * @default [LogFileKind.CLOUD_TRAIL]
   */
  readonly kinds?: LogFileKind[];

  /**
   * Everything that the function writes to the derived bucket is below this: letters, digits, dots, hyphens, underscores and
   * slashes, with one at the end. No other processor may be at, above or below it in the same bucket.
   *
   * @default - the id of the construct and a slash, with hyphens in the place of other characters
   */
  readonly prefix?: string;

  /**
   * Further environment variables of the function. They are no place for secrets.
   *
   * @default - none but those that the handler needs
   */
  readonly environment?: Record<string, string>;

  /**
   * The namespace of the metrics in CloudWatch. Their dimension `service` is the path of the construct.
   *
   * @default 'CdkCloudTrail/LogProcessor'
   */
  readonly metricNamespace?: string;
}
