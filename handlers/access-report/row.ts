import type { Access, DataService } from '../../lib/log-format/data-plane';
import { MemberRecord } from '../../lib/log-format/member-record';
import type { Person } from '../../lib/log-format/person';
import { type CloudTrailRecord, dataServiceOf, eventCategoryOf } from '../../lib/log-format/record';
import { accessOf, type Outcome, outcomeOf } from './access';
import { textOf } from './json';
import { type Place, resourcesOf } from './resources';
import { rowLine } from './row-line';
import { type ItemKey, itemKeysOf } from './tables';
import { type Principal, type Who, whoOf } from './who';

/** One row of the report: one event, and who did what to which data. The members are in the order in which they are written. */
export interface AccessRow {
  readonly eventTime: string;
  readonly eventID: string;
  /** The account whose trail logged the event. */
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  /** The best name for the human who acted, by this event alone: chains of roles are not followed. */
  readonly person?: Person;
  readonly access: Access;
  readonly outcome: Outcome;
  readonly eventSource: string;
  readonly eventName: string;
  /** ARNs: see `resourcesOf()`. */
  readonly resources: readonly string[];
  readonly itemKeys?: readonly ItemKey[];
  readonly errorCode?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly vpcEndpointId?: string;
  /** The same action, as another account's trail logged it under an event id of its own. */
  readonly sharedEventID?: string;
  /** Key of the log file. */
  readonly logFile: string;
}

/** Where a record comes from, for what it does not say itself. */
export interface Origin extends Place {
  readonly eventID: string;
  readonly eventTime: string;
  readonly logFile: string;
}

/** The row of a record; `undefined` where it is not about access to an S3 object, a Lambda function or a DynamoDB item. */
export function accessRowOf(record: CloudTrailRecord, origin: Origin): AccessRow | undefined {
  const service = serviceOf(record);
  return service && rowOf(record, service, origin, whoOf(record));
}

/** The same as a line of JSON, with the id that copies of the event have in common. */
export function accessLineOf(record: CloudTrailRecord, origin: Origin): { readonly line: string; readonly sharedEventID?: string } | undefined {
  const service = serviceOf(record);
  if (!service) return undefined;
  const who = whoOf(record);
  const row = rowOf(record, service, origin, who);
  return { line: rowLine(row, who, record instanceof MemberRecord && record.isPlain), sharedEventID: row.sharedEventID };
}

function serviceOf(record: CloudTrailRecord): DataService | undefined {
  return eventCategoryOf(record) === 'Data' ? dataServiceOf(record) : undefined;
}

function rowOf(record: CloudTrailRecord, service: DataService, origin: Origin, { principal, person }: Who): AccessRow {
  const { eventTime, eventID, account, region, logFile } = origin;
  const resources = resourcesOf(record, service, origin);
  return {
    eventTime,
    eventID,
    account,
    region,
    principal,
    person,
    access: accessOf(record, service),
    outcome: outcomeOf(record),
    eventSource: record.eventSource as string,
    eventName: record.eventName as string,
    resources,
    itemKeys: keysOf(record, service, resources, origin),
    errorCode: textOf(record.errorCode),
    sourceIPAddress: textOf(record.sourceIPAddress),
    userAgent: textOf(record.userAgent),
    vpcEndpointId: textOf(record.vpcEndpointId),
    sharedEventID: textOf(record.sharedEventID),
    logFile,
  };
}

/** The keys of the items that an event accessed; `undefined` where it names none. */
export function keysOf(record: CloudTrailRecord, service: DataService, tables: readonly string[], place: Place): readonly ItemKey[] | undefined {
  const keys = service === 'dynamodb' ? itemKeysOf(record, tables, place) : [];
  return keys.length > 0 ? keys : undefined;
}
