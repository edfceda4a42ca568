import { MemberRecord } from '../../lib/log-format/member-record';
import { type Person, type PersonRecord, personOf } from '../../lib/log-format/person';
import type { CloudTrailRecord, UserIdentity } from '../../lib/log-format/record';
import { asObject, textOf } from './json';

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

/** Who a record is about. */
export interface Who {
  readonly principal: Principal;
  /** The best name for the human who acted, by this event alone: chains of roles are not followed. */
  readonly person?: Person;
  /** The members of a row that say it, as JSON, once somebody has asked. */
  json?: string;
}

interface Known {
  readonly userAgent: unknown;
  readonly who: Who;
}

const known = new WeakMap<object, Known>();

/** Who acted. What it gives may be in several rows, and is not to be changed. */
export function whoOf(record: CloudTrailRecord): Who {
  const identity = asObject(record.userIdentity) as UserIdentity | undefined;
  // Records that are read member by member share the identity of a session. Whether somebody is a person also hangs on the user agent, and for one type on more.
  if (!identity || !(record instanceof MemberRecord) || identity.type === 'IdentityCenterUser') return newWho(record, identity);
  const { userAgent } = record;
  const before = known.get(identity);
  if (before?.userAgent === userAgent && before) return before.who;
  const who = newWho(record, identity);
  known.set(identity, { userAgent, who });
  return who;
}

/** The members of a row that say who acted, as JSON. */
export function jsonOf(who: Who): string {
  who.json ??= JSON.stringify({ principal: who.principal, person: who.person }).slice(1, -1);
  return who.json;
}

function newWho(record: CloudTrailRecord, identity: UserIdentity = {}): Who {
  return { principal: principalOf(identity), person: personOf(record as PersonRecord) };
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
