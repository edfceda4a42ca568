import type { Access } from '../../lib/log-format/data-plane';
import { dataServiceOfEventSource } from '../../lib/log-format/data-plane';
import { type ResourceTypeName, resourceTypeOf } from './resource';
import type { AccessRow } from './row';

/** What somebody did to a resource. `list` tells which there are, and reads none of them. */
export type AccessAction = Access | 'list';

/** All actions, in the order of columns. */
export const ACTIONS: readonly AccessAction[] = ['read', 'list', 'write', 'delete', 'invoke'];

/** One resource of one event, as the report of the command line has it. What a record does not say is null. */
export interface AccessEntry {
  /** ARN; that of a call on all objects of a bucket, or on all below a prefix, is what their ARNs start with. */
  readonly resource: string | null;
  readonly resourceType: ResourceTypeName | null;
  readonly action: AccessAction;
  readonly eventName: string;
  readonly eventTime: string;
  readonly eventID: string;
  /** The role or user behind a session, so that all sessions of a role are one; else whatever names the caller best. */
  readonly principal: string | null;
  /** The best name for the human who acted, null where nobody can tell. */
  readonly person: string | null;
  /** The account whose trail logged the event. */
  readonly account: string | null;
  readonly region: string | null;
  readonly sourceIp: string | null;
  readonly denied: boolean;
  /** How many records told of the event: 1, or more where it was delivered again, or to several accounts. */
  readonly copies: number;
}

/** What of an entry is known from its record alone. */
export type EntryOfRecord = Omit<AccessEntry, 'principal' | 'person' | 'copies'>;

const TYPE_OF_SERVICE = { s3: 'AWS::S3::Object', lambda: 'AWS::Lambda::Function', dynamodb: 'AWS::DynamoDB::Table' } as const;

/** What somebody did: the access of the row, where listing is told apart from reading. */
export function actionOf({ access, eventName }: Pick<AccessRow, 'access' | 'eventName'>): AccessAction {
  return access === 'read' && eventName.startsWith('List') ? 'list' : access;
}

/** The entries of a row: one for each resource, and one without a resource where the event names none. */
export function entriesOf(row: AccessRow): EntryOfRecord[] {
  const { eventName, eventTime, eventID, account, region, sourceIPAddress, outcome } = row;
  const service = dataServiceOfEventSource(row.eventSource);
  const resources: readonly (string | null)[] = row.resources.length > 0 ? row.resources : [null];
  return resources.map((resource) => ({
    resource,
    resourceType: resource === null ? (service ? TYPE_OF_SERVICE[service] : null) : resourceTypeOf(resource),
    action: actionOfResource(row, resource),
    ...{ eventName, eventTime, eventID },
    account: account || null,
    region: region || null,
    sourceIp: sourceIPAddress ?? null,
    denied: outcome === 'denied',
  }));
}

/** A copy writes its target, which comes first, and reads its source. */
function actionOfResource(row: AccessRow, resource: string | null): AccessAction {
  const isCopy = row.eventName === 'CopyObject' || row.eventName === 'UploadPartCopy';
  return isCopy && row.resources.length > 1 && resource !== row.resources[0] ? 'read' : actionOf(row);
}
