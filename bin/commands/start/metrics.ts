interface EmbeddedMetrics {
  readonly _aws: { readonly CloudWatchMetrics: readonly Directive[] };
  readonly [value: string]: unknown;
}

interface Directive {
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string }[];
}

/**
 * Sums the metrics in a function's log, as CloudWatch does with its embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export class Metrics {
  private readonly sums = new Map<string, number>();

  add(log: readonly string[]): void {
    for (const line of log.filter((text) => text.includes('"_aws"'))) {
      const entry = JSON.parse(line) as EmbeddedMetrics;
      // What has further dimensions is in a sum already.
      const sums = entry._aws.CloudWatchMetrics.filter(({ Dimensions }) => Dimensions.some(({ length }) => length <= 1));
      const names = new Set(sums.flatMap(({ Metrics: metrics }) => metrics.map(({ Name }) => Name)));
      for (const name of names) this.sums.set(name, (this.sums.get(name) ?? 0) + total(entry[name]));
    }
  }

  get(name: string): number {
    return this.sums.get(name) ?? 0;
  }

  all(): [name: string, sum: number][] {
    return [...this.sums].sort(([one], [other]) => one.localeCompare(other));
  }
}

function total(value: unknown): number {
  return [value].flat().reduce<number>((sum, one) => sum + Number(one), 0);
}
