/** What is measured, and of what. */
export interface Measured {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** By the name of the metric; at most a hundred. */
  readonly values: Readonly<Record<string, number>>;
  /** Of values that are no counts. */
  readonly units?: Readonly<Record<string, 'Seconds'>>;
}

/**
 * A line of the log from which CloudWatch takes metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLine({ namespace, dimensions, values, units = {} }: Measured, now: number): Readonly<Record<string, unknown>> {
  const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: units[Name] ?? 'Count' }));
  return {
    _aws: { Timestamp: now, CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [Object.keys(dimensions)], Metrics }] },
    ...dimensions,
    ...values,
  };
}

/** Writes a line of the log at once: what follows may end this process. */
export function writeLine(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
