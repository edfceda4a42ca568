import type { Access } from '../../lib/log-format/data-plane';
import { type Person, type PersonRecord, personOf } from '../../lib/log-format/person';
import { type CloudTrailRecord, dataServiceOf, eventCategoryOf, type UserIdentity } from '../../lib/log-format/record';
import { accessOf, type Outcome, outcomeOf } from './access';
import { asObject, textOf } from './json';
import { type Place, resourcesOf } from './resources';
import { type ItemKey, itemKeysOf } from './tables';

/** Who accessed: whatever of it the record has. */
export interface Principal {
  /** `AWSService` where nothing but the service is known. */
  readonly type: string;
  readonly arn?: string;
  readonly account?: string;
  readonly id?: string;
  readonly name?: string;
  /** The service that called, for itself or in the name of the principal. */
  readonly invokedBy?: string;
  /** ARN of the role or user that the session is of. */
  readonly sessionIssuer?: string;
  /** Who a chain of roles started with, where they are made to say so. */
  readonly sourceIdentity?: string;
  /** The user of IAM Identity Center. */
  readonly onBehalfOf?: { readonly userId?: string; readonly identityStoreArn?: string };
}

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
export function accessRowOf(record: CloudTrailRecord, { eventTime, eventID, account, region, logFile }: Origin): AccessRow | undefined {
  const service = eventCategoryOf(record) === 'Data' ? dataServiceOf(record) : undefined;
  if (!service) return undefined;

  const place = { account, region };
  const resources = resourcesOf(record, service, place);
  const itemKeys = service === 'dynamodb' ? itemKeysOf(record, resources, place) : [];
  return {
    eventTime,
    eventID,
    account,
    region,
    principal: principalOf(asObject(record.userIdentity) ?? {}),
    person: personOf(record as PersonRecord),
    access: accessOf(record, service),
    outcome: outcomeOf(record),
    eventSource: record.eventSource as string,
    eventName: record.eventName as string,
    resources,
    itemKeys: itemKeys.length > 0 ? itemKeys : undefined,
    errorCode: textOf(record.errorCode),
    sourceIPAddress: textOf(record.sourceIPAddress),
    userAgent: textOf(record.userAgent),
    vpcEndpointId: textOf(record.vpcEndpointId),
    sharedEventID: textOf(record.sharedEventID),
    logFile,
  };
}

function principalOf({ type, arn, accountId, principalId, userName, invokedBy, sessionContext, onBehalfOf }: UserIdentity): Principal {
  const session = asObject(sessionContext);
  const user = asObject(onBehalfOf);
  return {
    // Events of services themselves have no type.
    type: textOf(type) ?? (textOf(invokedBy) ? 'AWSService' : 'Unknown'),
    arn: textOf(arn),
    account: textOf(accountId),
    id: textOf(principalId),
    name: textOf(userName),
    invokedBy: textOf(invokedBy),
    sessionIssuer: textOf(asObject(session?.sessionIssuer)?.arn),
    sourceIdentity: textOf(session?.sourceIdentity),
    onBehalfOf: user && { userId: textOf(user.userId), identityStoreArn: textOf(user.identityStoreArn) },
  };
}
