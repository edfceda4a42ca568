import type { AggregationConfiguration } from './aggregation';
import { s3PathOf } from './arn';
import type { TrailSelectors } from './basic-selector';
import { logsCategory } from './coverage';
import { evaluate } from './evaluate';
import { MANAGEMENT_EVENT_SOURCES } from './event-sources';
import type { InsightSelector } from './insights';
import { type LoggedPart, loggedParts } from './normal';
import { couldLogDeliveries, excludes } from './reach';
import { categoryOf, EVENT_CATEGORIES } from './selector';
import type { ValueOptions } from './unresolved';
import { type Display, enumerate } from './words-list';
import { objectName } from './words-resources';
import { selectorInWords } from './words-selector';

/** What is said, and how. */
export interface WordsOptions extends ValueOptions {
  /** How to show a value, for placeholders that a reader would not understand. By default, as it is. */
  readonly display?: Display;
  /** The buckets that the trail delivers to: the beginnings of the ARNs of their objects, `arn:aws:s3:::bucket/`. */
  readonly logBuckets?: readonly string[];
  /** What the trail looks for. Left out, nothing is said of it. */
  readonly insights?: readonly InsightSelector[];
  /** What the trail summarizes. Left out, nothing is said of it. */
  readonly aggregations?: readonly AggregationConfiguration[];
}

/** What a trail logs and what it does not, in whole sentences. The order in which things were declared makes no difference. */
export interface Words {
  readonly logs: readonly string[];
  readonly doesNotLog: readonly string[];
}

/** Says in plain words what a trail logs and what it does not log. */
export function wordsOf(selectors: TrailSelectors, options: WordsOptions = {}): Words {
  const { display = (value) => value, insights = [], aggregations = [] } = options;
  const parts = loggedParts(selectors);
  const hidden = hiddenBuckets(parts, options);
  const sentences = parts.map(({ selector }) => {
    const rank = [...EVENT_CATEGORIES, undefined].indexOf(categoryOf(selector));
    return { rank, text: selectorInWords(selector, hidden, display) };
  });
  sentences.sort((one, other) => one.rank - other.rank || (one.text < other.text ? -1 : 1));
  return {
    logs: [
      ...new Set(sentences.map(({ text }) => text)),
      ...[...new Set(insights.map(insightInWords))].sort(),
      ...aggregations.map(({ Templates }) => `Delivers summaries of data events every five minutes: ${enumerate(Templates, 'and')}.`),
    ],
    doesNotLog: [
      ...managementGaps(selectors, options),
      logsCategory(selectors, 'Data') ? 'Does not log any other data events, such as those of other resource types.' : 'Does not log data events.',
      logsCategory(selectors, 'NetworkActivity')
        ? 'Does not log any other network activity events, such as those of other event sources.'
        : 'Does not log network activity events.',
      ...hidden.map(
        (bucket) =>
          `Does not log its own deliveries to ${objectName({ how: 'StartsWith', value: bucket }, display)}, which also hides what people do in that bucket.`,
      ),
      ...(options.insights?.length === 0 ? ['Insights are off.'] : []),
    ],
  };
}

/** The words as text, a sentence a line. */
export function toText({ logs, doesNotLog }: Words): string {
  return [...logs, ...doesNotLog].join('\n');
}

/** Log buckets that are left out on purpose, and that no other selector lets in again. */
function hiddenBuckets(parts: readonly LoggedPart[], options: WordsOptions): readonly string[] {
  // Where the name of a bucket is a placeholder, that of its ARN may be the same one.
  const spellings = new Set(options.logBuckets?.flatMap((bucket) => [bucket, s3PathOf(bucket) ?? bucket]));
  return [...spellings]
    .sort()
    .filter(
      (bucket) =>
        parts.some(({ selector }) => excludes(selector, bucket)) && !parts.some(({ selector }) => couldLogDeliveries(selector, bucket, options)),
    );
}

/** Asks for events of every kind what becomes of them, since one selector can undo what another leaves out. */
function managementGaps(selectors: TrailSelectors, options: WordsOptions): string[] {
  const isMissing = (readOnly: boolean, eventSource: string) =>
    evaluate({ eventCategory: 'Management', eventType: 'AwsApiCall', eventName: 'AnyOther', readOnly, eventSource }, selectors, options).logged ===
    'no';
  const [reads, writes] = [true, false].map((readOnly) => !isMissing(readOnly, 'any.amazonaws.com'));
  if (!reads && !writes) return ['Does not log management events.'];

  const access = reads ? ['Does not log management events that write.'] : ['Does not log management events that read.'];
  const sources = Object.keys(MANAGEMENT_EVENT_SOURCES).flatMap((source) => {
    const missing = [...(reads && isMissing(true, source) ? ['read'] : []), ...(writes && isMissing(false, source) ? ['write'] : [])];
    // Another selector may log one half of what this one leaves out.
    const half = missing.length === 1 && reads && writes ? ` that ${missing[0]}` : '';
    return missing.length === 0 ? [] : [`Does not log management events of ${source}${half}.`];
  });
  return [...(reads && writes ? [] : access), ...sources];
}

function insightInWords({ InsightType, EventCategories = ['Management'] }: InsightSelector): string {
  const known: Readonly<Record<string, string>> = {
    ApiCallRateInsight: 'unusual numbers of calls',
    ApiErrorRateInsight: 'unusual numbers of errors',
  };
  const categories = enumerate(
    EventCategories.map((category) => category.toLowerCase()),
    'and',
  );
  return `Looks for ${known[InsightType ?? ''] ?? InsightType ?? 'an insight type that is missing'} in ${categories} events (Insights).`;
}
