import { type Identity, identitiesOf, type RequestPrincipal } from './identity';
import { UnsupportedPolicyError, within } from './unsupported-policy-error';
import { isObject, literals, quoted } from './values';

/** Tests whether a statement is about the principal of a request. */
export type PrincipalMatcher = (principal: RequestPrincipal) => boolean;

type Names = (identity: Identity) => boolean;

/**
 * Reads a `Principal` element, which is about a principal if it names any of what the principal is.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalMatcher(element: unknown): PrincipalMatcher {
  const names = readElement(element);
  return (principal) => identitiesOf(principal).some(names);
}

/**
 * Reads a `NotPrincipal` element, which spares a principal only if it names the account, the role and the session.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function notPrincipalMatcher(element: unknown): PrincipalMatcher {
  const names = readElement(element);
  return (principal) => !identitiesOf(principal).every(names);
}

function readElement(element: unknown): Names {
  if (element === '*') return anyone;
  if (!isObject(element) || Object.keys(element).length === 0) {
    throw new UnsupportedPolicyError(`${quoted(element)} names nobody; write "*" or an object such as {"Service": "cloudtrail.amazonaws.com"}`);
  }
  const names = Object.entries(element).flatMap(([type, values]) => within(type, () => literals(values).map(reader(type))));
  return (identity) => names.some((name) => name(identity));
}

function reader(type: string): (value: string) => Names {
  const read = READERS.get(type);
  if (!read) throw new UnsupportedPolicyError(`unknown type of principal; write one of ${[...READERS.keys()].join(', ')}`);
  return read;
}

const READERS: ReadonlyMap<string, (value: string) => Names> = new Map([
  ['AWS', readAws],
  ['Service', readService],
  // Who signs in through an identity provider makes requests as a session of a role, which is somebody else.
  ['Federated', () => () => false],
  ['CanonicalUser', readCanonicalUser],
]);

/** In `Principal`, `"*"` and `{"AWS": "*"}` are the same: everyone, also services and who does not sign. */
const anyone: Names = () => true;

function readAws(value: string): Names {
  if (value === '*') return anyone;
  if (/^\d{12}$/.test(value)) return (identity) => identity.kind === 'account' && identity.account === value;
  const [, partition, service, account, resource] = /^arn:([\w-]+):(iam|sts)::(\w+):([^*?]+)$/.exec(value) ?? [];
  if (resource === undefined) {
    throw new UnsupportedPolicyError(`${quoted(value)} names no principal; write "*", an account ID or the whole ARN, without wildcards`);
  }
  const inAccount = (identity: { partition: string; account: string }) => identity.partition === partition && identity.account === account;
  if (resource === 'root') return (identity) => identity.kind === 'account' && inAccount(identity);
  const role = service === 'iam' && resource.startsWith('role/') ? resource.split('/').pop() : undefined;
  return (identity) =>
    (identity.kind === 'arn' && identity.arn === value) || (identity.kind === 'roleOfSession' && inAccount(identity) && identity.name === role);
}

function readService(value: string): Names {
  if (!/^[a-z0-9.-]+$/.test(value)) {
    throw new UnsupportedPolicyError(`${quoted(value)} is not a service principal; write the name of one, such as cloudtrail.amazonaws.com`);
  }
  return (identity) => identity.kind === 'service' && identity.service === value;
}

function readCanonicalUser(value: string): Names {
  return (identity) => {
    if (identity.kind !== 'account') return false;
    throw new UnsupportedPolicyError(`canonical user ${quoted(value)} does not tell its account; write the account ID as an AWS principal`);
  };
}
