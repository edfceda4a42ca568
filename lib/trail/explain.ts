import { BUCKET_ARN, canonicalArn, isPartlyUnknown, readableArn } from '../private/canonical-arn';
import { withoutTokens } from '../private/report';
import type { AggregationConfiguration } from '../selection/aggregation';
import type { InsightSelector } from '../selection/insights';
import { type AdvancedEventSelector, OPERATORS } from '../selection/selector';
import { toText, wordsOf } from '../selection/words';

/** What is said of a trail. */
export interface Explained {
  readonly selectors: readonly AdvancedEventSelector[];
  readonly insights: readonly InsightSelector[];
  readonly aggregations: readonly AggregationConfiguration[];
  /** The ARNs of the buckets that receive log files. */
  readonly logBuckets: readonly string[];
}

/** What a trail logs and what it does not, with resources named by their place in the app where their names are not known. */
export function explain({ selectors, insights, aggregations, logBuckets }: Explained): string {
  const words = wordsOf(
    { AdvancedEventSelectors: selectors.map(comparable) },
    {
      isUnresolved,
      display: readableArn,
      logBuckets: logBuckets.map((arn) => `${canonicalArn(arn)}/`),
      insights,
      aggregations,
    },
  );
  return toText(words);
}

/** Selectors in which buckets can be compared, and other resources read. */
export function comparable({ Name, FieldSelectors }: AdvancedEventSelector): AdvancedEventSelector {
  const rows = FieldSelectors.map((row) => ({
    Field: row.Field,
    ...Object.fromEntries(OPERATORS.flatMap((operator) => (row[operator] ? [[operator, row[operator].map(known)]] : []))),
  }));
  return { ...(Name === undefined ? {} : { Name }), FieldSelectors: rows };
}

/** In the form in which buckets can be compared; other resources only have to be readable. */
export function known(value: string): string {
  const canonical = canonicalArn(value);
  return canonical.startsWith(BUCKET_ARN) ? canonical : withoutTokens(value);
}

/** A reference to anything but a bucket stands as its place in the app: what it will be is not known. */
export function isUnresolved(value: string): boolean {
  return isPartlyUnknown(value) || value.includes('<');
}
