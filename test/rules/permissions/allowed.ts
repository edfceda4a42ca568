import { attachedTo } from '../../../lib/policy/attach';
import type { PolicyDocument, PolicyStatement } from '../../../lib/policy/document';
import { evaluate } from '../../../lib/policy/evaluate';

const ROLE = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1';

type Context = Readonly<Record<string, string>>;

/** What policies that are attached to the role of CloudFormation say to a call of it. */
export function effectOf(documents: readonly PolicyDocument[], action: string, resource: string, context: Context = {}): string {
  const attached = documents.map((document) => {
    const statements = ([document.Statement].flat() as PolicyStatement[])
      // The policies name each action in full: the others say nothing of this one, and to read them takes long.
      .filter(({ Action }) => [Action].flat().includes(action));
    return attachedTo(ROLE, { ...document, Statement: statements });
  });
  return evaluate(attached, { principal: { arn: ROLE }, action, resource, context }).effect;
}
