// What the construct and the handler of tamper protection share. All of it lasts: subscribers depend on it.

/** Environment variables of the handler; each is required, and may be empty where that is said. */
export const ENVIRONMENT = {
  /** The topics that are told, with spaces between them. */
  topicArns: 'TOPIC_ARNS',
  /** The role of the function: what it does itself is no tampering. */
  roleArn: 'ROLE_ARN',
  /** Patterns of the roles that deploy, with spaces between them; may be empty. */
  deployRoles: 'DEPLOY_ROLES',
  /** The trail; empty where none is watched. */
  trailArn: 'TRAIL_ARN',
  /** The stack of the trail, by its name or ARN: while it is being deployed, nothing is repaired. Empty where that is not known. */
  stack: 'STACK',
  /** The log group of the function, which has a stream for each repair that was tried. */
  logGroup: 'LOG_GROUP',
  /** A `RepairOrder` as JSON; empty where nothing is repaired. */
  repair: 'REPAIR',
} as const;

/** What a trail was declared to log, in the shape of CloudTrail's API. */
export interface DeclaredSelectors {
  readonly EventSelectors?: readonly unknown[];
  readonly AdvancedEventSelectors?: readonly unknown[];
}

/** What is repaired, and how often. */
export interface RepairOrder {
  /** How many repairs are tried in a window. */
  readonly attempts: number;
  readonly windowMinutes: number;
  /** What the trail logs; without it, only logging is started again. */
  readonly selectors?: DeclaredSelectors;
  /** The Insights that the trail looks for, none included; they are set together with `selectors`. */
  readonly insights?: readonly unknown[];
}

/** What is tampered with. Messages have it as the attribute `subject`. */
export type TamperSubject = 'trail' | 'bucket' | 'key' | 'logGroup' | 'topic' | 'rule' | 'protection';

/** The services whose calls are watched, and what their calls are about. */
export const SUBJECT_OF_SOURCE: Readonly<Record<string, TamperSubject>> = {
  'cloudtrail.amazonaws.com': 'trail',
  'organizations.amazonaws.com': 'trail',
  's3.amazonaws.com': 'bucket',
  'kms.amazonaws.com': 'key',
  'logs.amazonaws.com': 'logGroup',
  'sns.amazonaws.com': 'topic',
  'events.amazonaws.com': 'rule',
  'lambda.amazonaws.com': 'protection',
  'sqs.amazonaws.com': 'protection',
  'monitoring.amazonaws.com': 'protection',
  'iam.amazonaws.com': 'protection',
};

/** The version of the messages for programs. */
export const SCHEMA_VERSION = '1';

/** Where messages and alarms send whoever they wake. The anchors are headings of that page. */
export const GUIDE = 'https://github.com/cdk-cloudtrail/cdk-cloudtrail/blob/main/docs/tamper-protection.md';
