import { UnsupportedPolicyError } from './unsupported-policy-error';
import { quoted } from './values';

/** Who makes a request: an AWS service, somebody with an ARN (a user, a role, a session of a role), or anybody without a signature. */
export type RequestPrincipal = { readonly service: string } | { readonly arn: string; readonly organization?: string } | 'anonymous';

/** One of the things that a principal is: the session of a role is also the role, and both are also the account. */
export type Identity =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'account'; readonly partition: string; readonly account: string }
  | { readonly kind: 'arn'; readonly arn: string }
  // A session does not have the path of its role. Names are unique in an account whatever the path.
  | { readonly kind: 'roleOfSession'; readonly partition: string; readonly account: string; readonly name: string };

/** All that a principal is. */
export function identitiesOf(principal: RequestPrincipal): Identity[] {
  if (principal === 'anonymous') return [{ kind: 'anonymous' }];
  if ('service' in principal) return [{ kind: 'service', service: principal.service }];
  const { arn } = principal;
  const { partition, account, resource, sessionOf } = readArn(arn);
  return [
    { kind: 'account', partition, account },
    ...(sessionOf === undefined ? [] : [{ kind: 'roleOfSession' as const, partition, account, name: sessionOf }]),
    ...(resource === 'root' ? [] : [{ kind: 'arn' as const, arn }]),
  ];
}

/**
 * What AWS adds to the context of a request because of who makes it; an anonymous request has none of it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
export function impliedContext(principal: RequestPrincipal): Record<string, string> {
  if (principal === 'anonymous') return {};
  if ('service' in principal) return { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': principal.service };
  const { partition, account, sessionOf } = readArn(principal.arn);
  return {
    'aws:PrincipalIsAWSService': 'false',
    // Of a session AWS gives the role, with a path that the session does not tell: the request has to state it where it matters.
    'aws:PrincipalArn': sessionOf === undefined ? principal.arn : `arn:${partition}:iam::${account}:role/${sessionOf}`,
    'aws:PrincipalAccount': account,
    'kms:CallerAccount': account,
    ...(principal.organization !== undefined && { 'aws:PrincipalOrgID': principal.organization }),
  };
}

function readArn(arn: string): { partition: string; account: string; resource: string; sessionOf?: string } {
  const [, partition, account, resource] = /^arn:([\w-]+):(?:iam|sts)::(\d{12}):([^*?]+)$/.exec(arn) ?? [];
  if (partition === undefined || account === undefined || resource === undefined) {
    throw new UnsupportedPolicyError(`${quoted(arn)} is not the ARN of a principal; give that of a user, a role or a session of a role`);
  }
  return { partition, account, resource, sessionOf: /^assumed-role\/([^/]+)\/[^/]+$/.exec(resource)?.[1] };
}
