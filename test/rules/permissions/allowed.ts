import { attachedTo } from '../../../lib/policy/attach';
import type { PolicyDocument, PolicyStatement } from '../../../lib/policy/document';
import { evaluate } from '../../../lib/policy/evaluate';
import { resourcePattern } from '../../../lib/policy/wildcard';

const ROLE = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1';

type Context = Readonly<Record<string, string>>;

/** Keys that only one action of a service has: they are looked at here, and the rest is left to the evaluator. */
const OF_ONE_ACTION = ['iam:PolicyARN', 'lambda:FunctionArn'];

/** What policies that are attached to the role of CloudFormation say to a call of it. */
export function effectOf(documents: readonly PolicyDocument[], action: string, resource: string, context: Context = {}): string {
  const attached = documents.map((document) => {
    const statements = ([document.Statement].flat() as PolicyStatement[])
      // The policies name each action in full: the others say nothing of this one, and to read them takes long.
      .filter(({ Action }) => [Action].flat().includes(action))
      .flatMap((statement) => withoutOwnKeys(statement, context));
    return attachedTo(ROLE, { ...document, Statement: statements });
  });
  const others = Object.fromEntries(Object.entries(context).filter(([key]) => !OF_ONE_ACTION.includes(key)));
  return evaluate(attached, { principal: { arn: ROLE }, action, resource, context: others }).effect;
}

/** A statement without its condition on such a key; none at all where that condition does not hold. */
function withoutOwnKeys(statement: PolicyStatement, context: Context): PolicyStatement[] {
  const { Condition, ...rest } = statement;
  const [key, values] = Object.entries(Condition?.ArnLike ?? {})[0] ?? [];
  if (key === undefined || !OF_ONE_ACTION.includes(key)) return [statement];
  const given = context[key];
  const holds = given !== undefined && [values].flat().some((pattern) => resourcePattern(String(pattern))(given));
  return holds ? [rest] : [];
}
