import type { PolicyDocument, PolicyStatement } from './document';
import { UnsupportedPolicyError } from './unsupported-policy-error';

/** An identity policy, whose statements do not say whom they are about, as one that can be evaluated: that of a user or a role. */
export function attachedTo(arn: string, document: PolicyDocument): PolicyDocument {
  return complete(document, 'Principal', { Principal: { AWS: arn } });
}

/** The policy that says who may assume a role, whose statements do not name the role, as one that can be evaluated. */
export function trustPolicyOf(roleArn: string, document: PolicyDocument): PolicyDocument {
  return complete(document, 'Resource', { Resource: roleArn });
}

function complete(document: PolicyDocument, element: 'Principal' | 'Resource', addition: Partial<PolicyStatement>): PolicyDocument {
  const statements = [document.Statement].flat() as PolicyStatement[];
  const stray = statements.findIndex((statement) => element in statement || `Not${element}` in statement);
  if (stray >= 0) {
    throw new UnsupportedPolicyError(`statement ${stray} already has ${element} or Not${element}; evaluate the policy as it is`);
  }
  return { ...document, Statement: statements.map((statement) => ({ ...statement, ...addition })) };
}
