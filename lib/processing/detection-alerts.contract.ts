// What the construct and the handler of detection alerts share. All of it lasts: dashboards, subscribers and stored objects depend on it.

/** Environment variables of the handler, besides those of every processor; each is required. */
export const ENVIRONMENT = {
  /** The ARNs of topics and event buses, as a list in JSON. */
  targets: 'ALERT_TARGETS',
  /** How long findings are put together, in seconds. */
  mergeWindow: 'MERGE_WINDOW_SECONDS',
  maxAlertsPerHour: 'MAX_ALERTS_PER_HOUR',
  /** How long the function may run, in seconds. */
  timeout: 'TIMEOUT_SECONDS',
  /** The lowest level of rules that send alerts. */
  minimumLevel: 'MINIMUM_LEVEL',
} as const;

/** Everything that the handler writes or reads in the derived bucket is below this. */
export const PREFIX = 'detection-alerts/';

/** Where what lies, below the prefix, besides the folders of every processor. */
export const ALERT_FOLDERS = {
  /** One object per alert: created before it is sent, marked after. Alerts that were held back stay here. */
  alerts: 'alerts/',
  /** What is put together: one object per rule, principal, account and window. */
  groups: 'groups/',
  /** What is to be looked at again, by the time. */
  agenda: 'agenda/',
  /** What was sent and held back, by the hour. */
  hours: 'hours/',
} as const;

/** The files beside the handler: what it has to know of all rules, and the rules, one in each line. */
export const RULES_FILE = 'rules.json';
export const RULE_LINES = 'rules.ndjson';

/** What the schedule gives to the handler: to send what is due. */
export const FLUSH = { flush: 'alerts that are due' } as const;

/** How often that is. */
export const FLUSH_MINUTES = 5;

/** The namespace of the metrics. */
export const METRIC_NAMESPACE = 'CdkCloudTrail/DetectionAlerts';

/** The dimension, besides that of every processor, under which findings are counted a second time. */
export const RULE_DIMENSION = 'rule';

/** Names of the metrics, besides those of every processor. All are counts. */
export const ALERT_METRICS = {
  /** Events that a rule found, each once for each rule; the sum of the staged ones, those below the level, those that opened a window and those that were merged. */
  findings: 'Findings',
  /** Findings of staged rules: they send nothing. */
  findingsStaged: 'FindingsStaged',
  /** Findings of rules below the level: they send nothing. */
  findingsBelowLevel: 'FindingsBelowLevel',
  /** Findings that an alert before them announced: their number is sent when the window is over. */
  findingsMerged: 'FindingsMerged',
  /** Findings that another file, or an earlier record, had reported. They are not among the others. */
  findingsRepeated: 'FindingsRepeated',
  alertsSent: 'AlertsSent',
  /** Alerts above the ceiling: they are kept, and one message an hour says how many of which rules there were. */
  alertsHeldBack: 'AlertsHeldBack',
  /** Attempts to send that a target refused or did not answer. They are repeated. */
  sendFailures: 'SendFailures',
} as const;

/** What the EventBridge events of alerts are called. */
export const EVENT = { source: 'cdk-cloudtrail', detailType: 'CloudTrail Detection Alert' } as const;
