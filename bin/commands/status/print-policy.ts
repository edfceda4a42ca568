import type { Assembly } from '../../../lib/template/assembly';
import { Survey } from '../../../lib/template/survey';
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from '../../../lib/template/symbols';
import { ACTIONS } from './actions';
import { declaredResources } from './declared';

/** Names that are made up are cut where they grow too long: so much of them is certain. */
const CERTAIN = 20;

/** The IAM policy that the command needs: reading only, and only what these templates name. */
export function policyFor(assembly: Assembly): string {
  const found = new Map<string, { readonly actions: readonly string[]; readonly resources: Set<string> }>();
  const allow = (sid: string, actions: readonly string[], ...resources: readonly string[]) => {
    const statement = found.get(sid) ?? { actions, resources: new Set() };
    for (const one of resources) statement.resources.add(patternOf(one));
    found.set(sid, statement);
  };
  for (const { name, partition, region = UNKNOWN_REGION, account = UNKNOWN_ACCOUNT } of assembly.stacks) {
    allow(
      'ReadStacks',
      ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
      `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`,
    );
  }
  for (const resource of declaredResources(new Survey(assembly))) {
    for (const { sid, actions, resources } of ACTIONS[resource.type]?.(resource) ?? []) allow(sid, actions, ...resources);
  }
  const statements = [...found].map(([Sid, { actions, resources }]) => ({
    Sid,
    Effect: 'Allow',
    Action: [...actions],
    Resource: [...resources].sort(),
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}

/** An ARN in which stars stand for what is not known. */
function patternOf(arn: string): string {
  return arn
    .replace(/([\w-]*)«[^»]*»/g, (_, beginning: string) => `${beginning.length > 2 * CERTAIN ? beginning.slice(0, CERTAIN) : beginning}*`)
    .replace(/‹[^›]*›/g, '*')
    .replaceAll(UNKNOWN_ACCOUNT, '*')
    .replaceAll(UNKNOWN_REGION, '*');
}
