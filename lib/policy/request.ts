import { isMultiValued, knownKey } from './condition-keys';
import { impliedContext, type RequestPrincipal } from './identity';
import { UnsupportedPolicyError } from './unsupported-policy-error';
import { quoted } from './values';

/** Somebody who wants to do something to a resource. */
export interface AccessRequest {
  readonly principal: RequestPrincipal;
  /** One action, such as `s3:PutObject`. */
  readonly action: string;
  /** The ARN of one resource, or `*` for an action that has none. */
  readonly resource: string;
  /**
   * The condition keys that the request has. One that is not here is missing from the request, except those that the principal implies:
   * `aws:PrincipalArn`, `aws:PrincipalAccount`, `aws:PrincipalOrgID`, `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName` and
   * `kms:CallerAccount`. A value that stands here goes before an implied one, and an
   * empty list makes a key missing.
   */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** The values that a request has for each key, by the normal form of the key. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** The condition keys of a request. Fails for a request that nobody can make, since a test with one would prove nothing. */
export function contextOf({ principal, action, resource, context = {} }: AccessRequest): RequestContext {
  if (!/^[\w-]+:\w+$/.test(action)) {
    throw new UnsupportedPolicyError(`${quoted(action)} is not one action; a request has service:Action without a wildcard`);
  }
  if (resource !== '*' && !/^arn(:[^:]*){4}:./.test(resource)) {
    throw new UnsupportedPolicyError(`${quoted(resource)} is not the ARN of a resource; give one, or * where the action has no resource`);
  }
  return new Map([...Object.entries(impliedContext(principal)), ...Object.entries(context)].map(readEntry));
}

function readEntry([key, value]: [string, string | readonly string[]]): [key: string, values: readonly string[]] {
  const known = knownKey(key);
  const values = [value].flat();
  if (values.length > 1 && !isMultiValued(known)) {
    throw new UnsupportedPolicyError(`condition key ${quoted(key)} has one value in a request, got ${quoted(values)}; make a request for each`);
  }
  return [known, values];
}
