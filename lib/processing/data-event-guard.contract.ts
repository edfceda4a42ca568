// What the construct and the handler of the data event guard share. All of it lasts: dashboards, subscribers and stored objects depend on it.

/** Environment variables of the handler, besides those of every processor; each is required. */
export const GUARD_ENVIRONMENT = {
  /** The topic that is told who causes the most events. */
  topicArn: 'TOPIC_ARN',
  /** What was declared, a JSON `Budget`. */
  budget: 'EXPECTED_DATA_EVENTS',
} as const;

/** How many data events are expected in 24 hours. */
export interface Budget {
  readonly total: number;
  /** By the type of the resource, such as `AWS::S3::Object`. */
  readonly byType: Readonly<Record<string, number>>;
}

/** Everything that the handler writes or reads in the derived bucket is below this. */
export const GUARD_PREFIX = 'data-event-guard/';

/** Where what lies, below the prefix, besides the folders of every processor. */
export const GUARD_FOLDERS = {
  /** `hour=…/`: one object per log file with data events, by the hour of its delivery; `late=…/`: of files that were processed when that hour was closed. */
  counts: 'counts/',
  /** The same for whole hours that are over. */
  hours: 'hours/',
  /** `day=…/`: what the topic was told. */
  told: 'told/',
} as const;

/** What the schedule gives to the handler: to add up what came, and tell what is too much. */
export const TELL = { tell: 'data events of the last 24 hours' } as const;

/** How often that is. */
export const TELL_MINUTES = 15;

/** The namespace of the metrics. */
export const GUARD_NAMESPACE = 'CdkCloudTrail/DataEventGuard';

/** Names of the metrics, besides those of every processor. */
export const GUARD_METRICS = {
  /** Data events in log files, as they are processed. */
  dataEvents: 'DataEvents',
  /** Data events that were delivered in the last 24 hours. */
  perDay: 'DataEventsPerDay',
  /** How many of them were declared. */
  declared: 'DataEventsDeclared',
  /** How many of the declared numbers are exceeded: that for all of them, and those for types of resources. */
  exceeded: 'BudgetsExceeded',
} as const;

/** The metric with the dimension of a type: data events in log files, as they are processed. */
export const BY_TYPE = 'DataEventsByType';

/** The dimension, besides that of every processor. Its values are types that CloudTrail documents, and `Other`. */
export const TYPE_DIMENSION = 'resourceType';

/** The version of the messages for programs. */
export const GUARD_SCHEMA_VERSION = '1';
