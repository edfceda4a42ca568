// What the construct and the handler of control alarms share. All of it lasts: dashboards and subscribers depend on it.

/** Environment variables of the handler; each is required. */
export const ENVIRONMENT = {
  /** The topic that is told of events. */
  topicArn: 'TOPIC_ARN',
  /** The ids of the controls, with spaces between them. */
  controls: 'CONTROLS',
} as const;

/** The namespace of the metrics, unless another is given. */
export const METRIC_NAMESPACE = 'CdkCloudTrail/Controls';

/** What the names of low-noise metrics end with. */
export const LOW_NOISE_SUFFIX = 'ByPeople';

/** The version of the messages for programs. */
export const SCHEMA_VERSION = '1';
