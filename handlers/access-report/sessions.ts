import { type Person, type PersonRecord, personOf } from '../../lib/log-format/person';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { asObject, type Json, textOf } from './json';

/** Calls whose answer has the credentials of a session. */
const GIVES_CREDENTIALS = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'GetFederationToken',
  'GetSessionToken',
]);

/** So many roles one after the other are followed at most: AWS itself allows longer chains, and nobody builds them. */
const LONGEST_CHAIN = 12;

interface Caller {
  readonly identity: PersonRecord;
  readonly accessKeyId?: string;
}

/**
 * What the events of a log say of sessions: whose credentials asked for which.
 *
 * Its memory grows with the number of sessions and of users, not with that of the events.
 */
export class Sessions {
  private readonly callers = new Map<string, Caller>();
  private readonly users = new Set<string>();
  private readonly namesOfIds = new Map<string, string>();

  /** Takes from a record of any service what it says about sessions and users. */
  learn(record: CloudTrailRecord): void {
    const identity = asObject(record.userIdentity) ?? {};
    this.learnUser(identity);
    if (record.eventSource !== 'sts.amazonaws.com' || !GIVES_CREDENTIALS.has(record.eventName ?? '')) return;
    const answer = asObject((record as Json).responseElements);
    const key = textOf(asObject(answer?.credentials)?.accessKeyId);
    if (key === undefined) return;
    const session = textOf(asObject(answer?.assumedRoleUser)?.arn) ?? textOf(asObject(answer?.federatedUser)?.arn);
    this.callers.set(`${key} ${session ?? ''}`, { identity: identityOf(record), accessKeyId: textOf(identity.accessKeyId) });
  }

  /** Who acted; `undefined` where nobody can tell. It knows more when all records were learned. */
  personOf(record: PersonRecord, accessKeyId: string | undefined): Person | undefined {
    return this.follow(record, accessKeyId, 0);
  }

  private follow(record: PersonRecord, accessKeyId: string | undefined, depth: number): Person | undefined {
    const caller = accessKeyId === undefined || depth >= LONGEST_CHAIN ? undefined : this.callerOf(record, accessKeyId);
    const person = caller && this.follow(caller.identity, caller.accessKeyId, depth + 1);
    // A session whose caller is known to be a program is no person's, whatever it is called.
    const isOfProgram = caller !== undefined && person === undefined;
    const chained = person && { name: person.name, how: person.how === 'federated' ? ('federated' as const) : ('chain' as const) };
    const found = personOf(record, { caller: isOfProgram ? null : chained, isUser: (name) => this.users.has(name) });
    const name = found?.how === 'identityCenterId' ? this.namesOfIds.get(found.name) : undefined;
    return name === undefined ? found : { name, how: 'identityCenter' };
  }

  /** In logs whose keys were replaced many sessions have the same key: the session has to fit as well. */
  private callerOf({ userIdentity }: PersonRecord, accessKeyId: string): Caller | undefined {
    const arn = textOf(asObject(userIdentity)?.arn);
    const ofSession = arn === undefined ? undefined : this.callers.get(`${accessKeyId} ${arn}`);
    return ofSession ?? this.callers.get(`${accessKeyId} `);
  }

  private learnUser(identity: Json): void {
    const person = identity.type === 'AssumedRole' && asObject(identity.onBehalfOf) === undefined ? undefined : personOf({ userIdentity: identity });
    if (person?.how === 'iamUser' || person?.how === 'identityCenter' || person?.how === 'federated') this.users.add(person.name);
    const userId = textOf(asObject(identity.onBehalfOf)?.userId);
    if (userId !== undefined && person?.how === 'identityCenter') this.namesOfIds.set(userId, person.name);
  }
}

/** Of who acted only what tells the person: the same for all events of a session, so that it is kept once. */
export function identityOf(record: PersonRecord): PersonRecord {
  const identity = asObject(record.userIdentity) ?? {};
  const session = asObject(identity.sessionContext) ?? {};
  const { type, arn, principalId, userName, accountId, invokedBy, inScopeOf, onBehalfOf, sessionCredentialFromConsole } = identity;
  const { sourceIdentity, ec2RoleDelivery } = session;
  const sessionContext = {
    ...{ sourceIdentity, ec2RoleDelivery },
    sessionIssuer: { arn: textOf(asObject(session.sessionIssuer)?.arn) },
    attributes: { mfaAuthenticated: textOf(asObject(session.attributes)?.mfaAuthenticated) },
  };
  const userIdentity = {
    type,
    arn,
    principalId,
    userName,
    accountId,
    invokedBy,
    inScopeOf,
    onBehalfOf,
    sessionCredentialFromConsole,
    sessionContext,
  };
  const name = textOf(asObject(record.additionalEventData)?.UserName);
  return { userIdentity, userAgent: programOf(record.userAgent), ...(name !== undefined && { additionalEventData: { UserName: name } }) };
}

/** Of a user agent only what says that a program ran: the versions of SDKs and the rest of it differ from call to call. */
function programOf(userAgent: unknown): string | undefined {
  const agent = textOf(userAgent) ?? '';
  return /exec-env\//.test(agent) ? 'exec-env/' : /^[\w.-]+\.amazonaws\.com$/.exec(agent)?.[0];
}
