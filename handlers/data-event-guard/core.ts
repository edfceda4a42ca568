import type { LogFileRecord } from '../../lib/log-format/log-file';
import type { LogFileKey } from '../../lib/log-format/log-file-key';
import { type CloudTrailRecord, type EventResource, eventCategoryOf } from '../../lib/log-format/record';
import { RESOURCE_TYPE_NAMES } from '../../lib/selection/resource-type-names';
import { resourceGroupOf } from '../access-report/resource';
import { isLate } from '../shared/core';
import { type Contributor, Summary } from './summary';

/** What of a record is looked at. */
export const MEMBERS: readonly string[] = [
  ...['eventCategory', 'eventType', 'managementEvent', 'eventSource', 'eventName', 'eventTime', 'resources', 'userIdentity'],
];

/** Types that CloudTrail does not document yet. */
export const OTHER_TYPE = 'Other';

/** Callers choose how long some values are. */
const LONGEST = 512;

/** The data events of a log file. */
export class FileCount {
  readonly summary = new Summary();
  readonly unreadable: string[] = [];
  noDataEvents = 0;
  late = 0;

  constructor(private readonly file: LogFileKey) {}

  add({ record, raw }: LogFileRecord): void {
    if (!record) {
      this.unreadable.push(raw());
      return;
    }
    if (isLate(record, this.file)) this.late++;
    if (eventCategoryOf(record) === 'Data') this.summary.add(contributorOf(record));
    else this.noDataEvents++;
  }
}

/** Who did what to which resource, in a data event. */
export function contributorOf(record: CloudTrailRecord): Contributor {
  const { resources, eventName } = record;
  const named = (Array.isArray(resources) ? resources : []).filter((one: unknown): one is EventResource => typeof one === 'object' && one !== null);
  // An object comes with its bucket, which is of no type of data events.
  const resource = named.find(({ type }) => typeof type === 'string' && RESOURCE_TYPE_NAMES.has(type));
  const arn = textOf(resource?.ARN) ?? textOf(resource?.ARNPrefix);
  return {
    caller: cut(callerOf(record.userIdentity)),
    resourceType: resource?.type ?? OTHER_TYPE,
    resource: cut(arn === undefined ? '' : resourceGroupOf(arn)),
    eventName: cut(textOf(eventName) ?? 'unknown'),
  };
}

/** What the field `userIdentity.arn` of selectors starts with for all sessions of a caller, where it has one. */
function callerOf(identity: CloudTrailRecord['userIdentity']): string {
  const arn = textOf(identity?.arn);
  if (arn !== undefined) return arn.replace(/^(arn:[^:]*:sts::[^:]*:assumed-role\/[^/]+\/).*$/s, '$1');
  return textOf(identity?.invokedBy) ?? textOf(identity?.userName) ?? textOf(identity?.accountId) ?? textOf(identity?.principalId) ?? 'unknown';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function cut(text: string): string {
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}
