import { accessOfCall, dataServiceOfEventSource, dataServiceOfResourceType } from './data-plane';

/** What an event concerns; each member may be missing. */
export interface EventResource {
  readonly ARN?: string;
  readonly ARNPrefix?: string;
  readonly accountId?: string;
  readonly type?: string;
}

/** Who called. Services often have nothing but `invokedBy`. */
export interface UserIdentity {
  readonly type?: string;
  readonly principalId?: string;
  readonly arn?: string;
  readonly accountId?: string;
  readonly userName?: string;
  readonly invokedBy?: string;
  readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string }; readonly sourceIdentity?: string };
  readonly onBehalfOf?: { readonly userId?: string; readonly identityStoreArn?: string };
}

/**
 * One element of `Records` in a log file, as far as it is used here.
 *
 * The types are CloudTrail's promise, not a check: which fields there are depends on `eventVersion`, and unknown ones are to be ignored.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface CloudTrailRecord {
  readonly eventVersion?: string;
  readonly eventID?: string;
  readonly eventTime?: string;
  readonly eventSource?: string;
  readonly eventName?: string;
  readonly eventType?: string;
  readonly eventCategory?: string;
  readonly managementEvent?: boolean;
  readonly readOnly?: boolean | string;
  readonly awsRegion?: string;
  readonly recipientAccountId?: string;
  readonly sharedEventID?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly vpcEndpointId?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly userIdentity?: UserIdentity;
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
  readonly resources?: readonly EventResource[] | null;
}

/** The categories of events. */
export type EventCategory = 'Management' | 'Data' | 'NetworkActivity' | 'Insight' | 'Aggregated';

const CATEGORIES: readonly string[] = ['Management', 'Data', 'NetworkActivity', 'Insight', 'Aggregated'];

const CATEGORY_OF_EVENT_TYPE: Readonly<Record<string, EventCategory>> = {
  // The user guide has it with and without the s.
  AwsVpceEvent: 'NetworkActivity',
  AwsVpceEvents: 'NetworkActivity',
  AwsCloudTrailInsight: 'Insight',
  AwsAggregatedEvent: 'Aggregated',
};

/** Which of two event versions is newer, as for `sort()`: they are numbers by parts, so 1.9 is older than 1.11. */
export function compareEventVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const length = Math.max(left.length, right.length);
  const difference = Array.from({ length }, (_, part) => (left[part] ?? 0) - (right[part] ?? 0)).find((part) => part !== 0);
  return difference ?? 0;
}

/** The category of an event, also of one before version 1.07, which does not name it. */
export function eventCategoryOf(record: CloudTrailRecord): EventCategory {
  const { eventCategory, eventType, managementEvent, resources, eventSource, eventName } = record;
  if (isCategory(eventCategory)) return eventCategory;
  const ofType = typeof eventType === 'string' ? CATEGORY_OF_EVENT_TYPE[eventType] : undefined;
  if (ofType) return ofType;
  if (typeof managementEvent === 'boolean') return managementEvent ? 'Management' : 'Data';

  // Before 1.06 only the resources, and the name of the call, tell a data event.
  if (Array.isArray(resources) && resources.some((resource) => resource?.type === 'AWS::S3::Object')) return 'Data';
  const service = dataServiceOfEventSource(eventSource);
  return service && typeof eventName === 'string' && accessOfCall(service, eventName) ? 'Data' : 'Management';
}

/** Verbs of calls that change nothing, as CloudTrail sees it: the calls of cryptography and of sessions are among them. */
const READING_CALL =
  /^(?:Get|List|Describe|Head|BatchGet|BatchDescribe|Lookup|Search|Query|Scan|Select|View|Simulate|Detect|Preview|Estimate|Validate|Filter|Download|Discover|Decrypt|Encrypt|GenerateDataKey|GenerateRandom|ReEncrypt|Sign$|Verify(?:Mac)?$|AssumeRole)/;

/** Whether a call only read, also for an event that does not say so. */
export function isReadOnly(record: CloudTrailRecord): boolean {
  const { readOnly, eventSource, eventName } = record;
  if (typeof readOnly === 'boolean') return readOnly;
  if (readOnly === 'true' || readOnly === 'false') return readOnly === 'true';
  if (typeof eventName !== 'string') return false;

  const service = dataServiceOfEventSource(eventSource);
  const access = service && accessOfCall(service, eventName);
  return access ? access === 'read' : READING_CALL.test(eventName);
}

/** When an event happened, in milliseconds; `undefined` where the record does not say it in a way that has one meaning. */
export function eventTimeOf({ eventTime }: CloudTrailRecord): number | undefined {
  if (typeof eventTime !== 'string') return undefined;
  // Events come by their time: many in a row have the same.
  if (eventTime !== lastTime.text) lastTime = { text: eventTime, time: timeOf(eventTime) };
  return lastTime.time;
}

let lastTime: { readonly text: string; readonly time: number | undefined } = { text: '', time: undefined };

function timeOf(text: string): number | undefined {
  // Some producers leave the zone out. It is UTC; read as local time it would differ from machine to machine.
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z?$/.exec(text);
  const time = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** The services of the resources that an event names. */
export function dataServiceOf(record: CloudTrailRecord) {
  const { resources } = record;
  for (const resource of Array.isArray(resources) ? resources : []) {
    const service = dataServiceOfResourceType(resource?.type);
    if (service) return service;
  }
  return dataServiceOfEventSource(record.eventSource);
}

function isCategory(value: unknown): value is EventCategory {
  return typeof value === 'string' && CATEGORIES.includes(value);
}
