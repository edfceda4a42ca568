import { type Hit, hitOf } from '../../lib/detection/hit';
import type { Rule } from '../../lib/detection/rule';
import { isObject } from '../../lib/detection/values';
import { type CloudTrailRecord, eventCategoryOf } from '../../lib/log-format/record';

/** Where a record is. */
export interface Location {
  readonly bucket: string;
  /** Of the log file. */
  readonly key: string;
  /** Its position in `Records`, counted from zero. */
  readonly index: number;
}

/** A rule that matched an event, with what somebody has to know who is told. What the record does not say is null. */
export interface Finding extends Hit, Location {
  readonly eventSource: string | null;
  readonly errorCode: string | null;
  /** ARNs that the event names; else the names, ids and ARNs among the parameters of its request, as `bucketName: reports`. */
  readonly resources: readonly string[];
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  /** Whether the event history of CloudTrail has it, too. */
  readonly inEventHistory: boolean;
  /** What the rule says it means. */
  readonly why: string | null;
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly tags: readonly string[];
}

const MOST_RESOURCES = 20;
const LONGEST = 1024;
const LONGEST_TEXT = 8192;

/** What is told about a record that a rule matched. Texts of callers are cut to a length that fits into messages. */
export function findingOf(rule: Rule, record: CloudTrailRecord, location: Location): Finding {
  const hit = hitOf(rule, record);
  const { eventSource, errorCode, sourceIPAddress, userAgent } = record as Readonly<Record<string, unknown>>;
  return {
    ...location,
    ...hit,
    ...{ eventID: cut(hit.eventID), eventTime: cut(hit.eventTime), eventName: cut(hit.eventName) },
    ...{ account: cut(hit.account), region: cut(hit.region), principal: cut(hit.principal) },
    ...{ eventSource: cut(eventSource), errorCode: cut(errorCode), sourceIp: cut(sourceIPAddress), userAgent: cut(userAgent) },
    resources: resourcesOf(record),
    inEventHistory: eventCategoryOf(record) === 'Management',
    why: cut(rule.description, LONGEST_TEXT),
    falsePositives: some(rule.falsePositives),
    references: some(rule.references),
    tags: some(rule.tags),
  };
}

function resourcesOf({ resources, requestParameters }: CloudTrailRecord): readonly string[] {
  const stated = Array.isArray(resources)
    ? resources.flatMap((resource) => cut(isObject(resource) && (resource.ARN ?? resource.ARNPrefix)) ?? [])
    : [];
  return some(stated.length > 0 ? stated : namesIn(requestParameters));
}

function namesIn(parameters: unknown): string[] {
  const entries = isObject(parameters) ? Object.entries(parameters) : [];
  return entries.flatMap(([name, value]) => (typeof value === 'string' && value !== '' && /(?:name|id|arn)$/i.test(name) ? `${name}: ${value}` : []));
}

function some(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].slice(0, MOST_RESOURCES).map((text) => text.slice(0, LONGEST));
}

function cut(value: unknown, length = LONGEST): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, length) : null;
}
