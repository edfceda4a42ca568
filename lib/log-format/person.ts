/** How the name of a person was found, from the surest on; and what each means, for whoever relies on it. */
export const PERSON_SOURCES = {
  iamUser: 'the IAM user whose own credentials were used',
  root: 'the root user of the account: nobody in particular',
  identityCenter: 'the user name that IAM Identity Center gives to the sessions of its roles (AWSReservedSSO_…), or that its own events state',
  identityCenterId: 'the id of a user of IAM Identity Center: the name is in the identity store',
  federated: 'the name that an identity provider or broker stated (SAML, web identity, GetFederationToken)',
  sourceIdentity: 'the source identity of the session, which no later role can change',
  chain: 'who assumed the role, or the first role of a chain, as the AssumeRole events in the same logs say',
  sessionMail: 'the name of the session is a mail address: whoever assumed the role chose it, unless the trust policy of the role demands it',
  sessionName:
    'the name of the session, where it is also that of a user in the same logs, or the session began with MFA or is one of the console: whoever assumed the role chose it',
} as const;

/** How the name of a person was found. */
export type PersonSource = keyof typeof PERSON_SOURCES;

/** The best name for who acted. */
export interface Person {
  readonly name: string;
  readonly how: PersonSource;
}

type Json = Readonly<Record<string, unknown>>;

/** What of a record says who acted. */
export interface PersonRecord {
  readonly userIdentity?: unknown;
  readonly userAgent?: unknown;
  readonly additionalEventData?: unknown;
}

/** What other records say of a session. */
export interface Elsewhere {
  /** Who assumed its role; `null` where it was a service, or somebody without a name, so that the name of the session is nobody's. */
  readonly caller?: Person | null;
  /** Whether a name is that of a known user. */
  readonly isUser?: (name: string) => boolean;
}

/**
 * Who acted, by the best name that there is; `undefined` where nobody can tell: for services, for anonymous requests, for sessions of programs.
 *
 * A call that a service makes in the name of somebody (`invokedBy`) is of that somebody.
 */
export function personOf(record: PersonRecord, { caller, isUser = () => false }: Elsewhere = {}): Person | undefined {
  const identity = objectOf(record.userIdentity);
  switch (identity.type) {
    case 'Root':
      return { name: 'root', how: 'root' };
    case 'IAMUser':
      return named(textOf(identity.userName) ?? lastOf(identity.arn), 'iamUser') ?? caller ?? undefined;
    case 'IdentityCenterUser':
      return named(textOf(identity.userName) ?? textOf(objectOf(record.additionalEventData).UserName), 'identityCenter') ?? ofIdentityStore(identity);
    case 'SAMLUser':
    case 'WebIdentityUser':
    case 'Directory':
      return named(textOf(identity.userName) ?? lastOf(identity.principalId, ':'), 'federated');
    case 'FederatedUser':
      return named(lastOf(identity.arn) ?? lastOf(identity.principalId, ':'), 'federated');
    case 'AWSService':
      return undefined;
    default:
      return ofSession(record, identity, caller, isUser);
  }
}

/** The name of the session of a role, also of one of another account, of which there is only the principal's id. */
export function sessionNameOf(userIdentity: unknown): string | undefined {
  const { arn, principalId } = objectOf(userIdentity);
  const ofArn = /:assumed-role\/[^/]+\/(.+)$/s.exec(textOf(arn) ?? '')?.[1];
  return ofArn ?? /^AROA\w*:(.+)$/s.exec(textOf(principalId) ?? '')?.[1];
}

function ofSession(record: PersonRecord, identity: Json, caller: Person | null | undefined, isUser: (name: string) => boolean): Person | undefined {
  const session = objectOf(identity.sessionContext);
  const name = sessionNameOf(identity);
  if (name !== undefined && isOfIdentityCenter(identity, session)) return { name, how: 'identityCenter' };
  const stated = named(textOf(session.sourceIdentity), 'sourceIdentity') ?? ofIdentityStore(identity);
  if (stated || caller) return stated ?? caller ?? undefined;
  if (name === undefined || isOfProgram(record, identity, session)) return undefined;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name)) return { name, how: 'sessionMail' };
  const { mfaAuthenticated } = objectOf(session.attributes);
  // Any other name may be that of a program: `nightly` reads like `ana`.
  const isOfSomebody = isUser(name) || mfaAuthenticated === 'true' || identity.sessionCredentialFromConsole === 'true';
  return caller !== null && isOfSomebody ? { name, how: 'sessionName' } : undefined;
}

function isOfIdentityCenter({ arn }: Json, session: Json): boolean {
  const issuer = lastOf(objectOf(session.sessionIssuer).arn) ?? /:assumed-role\/([^/]+)\//.exec(textOf(arn) ?? '')?.[1];
  return issuer?.startsWith('AWSReservedSSO_') ?? false;
}

function ofIdentityStore({ onBehalfOf }: Json): Person | undefined {
  return named(textOf(objectOf(onBehalfOf).userId), 'identityCenterId');
}

/** What only programs have: credentials that AWS gave to an instance or to code, or an SDK that says that it runs in a service. */
function isOfProgram({ userAgent }: PersonRecord, identity: Json, session: Json): boolean {
  const issuer = textOf(objectOf(session.sessionIssuer).arn) ?? '';
  return (
    session.ec2RoleDelivery !== undefined ||
    identity.inScopeOf !== undefined ||
    /:role\/(?:aws-)?service-role\//.test(issuer) ||
    /exec-env\/|^[\w.-]+\.amazonaws\.com$/.test(textOf(userAgent) ?? '') ||
    (identity.type === 'AssumedRole' && textOf(identity.invokedBy) !== undefined && /AWSServiceRoleFor/.test(issuer))
  );
}

function named(name: string | undefined, how: PersonSource): Person | undefined {
  return name === undefined ? undefined : { name, how };
}

function lastOf(value: unknown, separator = '/'): string | undefined {
  return textOf(textOf(value)?.split(separator).at(-1));
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
