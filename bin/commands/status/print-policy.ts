import type { Assembly, TemplateStack } from '../../../lib/template/assembly';
import { Survey } from '../../../lib/template/survey';
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from '../../../lib/template/symbols';
import { ACTIONS } from './actions';
import { declaredResources } from './declared';

/** Names that are made up are cut where they grow too long: so much of them is certain. */
const CERTAIN = 20;

/**
 * The IAM policy that the command needs: reading only, and only what these templates name.
 *
 * @param names what stacks are called that are deployed under another name, by their id or name in the assembly
 */
export function policyFor(synthesized: Assembly, names: ReadonlyMap<string, string> = new Map()): string {
  const assembly = asDeployed(synthesized, names);
  const found = new Map<string, { readonly actions: readonly string[]; readonly resources: Set<string> }>();
  const allow = (sid: string, actions: readonly string[], ...resources: readonly string[]) => {
    const statement = found.get(sid) ?? { actions, resources: new Set() };
    for (const one of resources) statement.resources.add(patternOf(one));
    found.set(sid, statement);
  };
  for (const stack of assembly.stacks) {
    const { partition, region = UNKNOWN_REGION, account = UNKNOWN_ACCOUNT } = stack;
    allow(
      'ReadStacks',
      ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
      `arn:${partition}:cloudformation:${region}:${account}:stack/${nameOf(stack)}/*`,
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

/** The stacks under the names that they are deployed with. */
function asDeployed(assembly: Assembly, names: ReadonlyMap<string, string>): Assembly {
  const renamed = new Map<TemplateStack, TemplateStack>();
  // A nested stack comes after the one that it is in.
  for (const stack of assembly.stacks) {
    const parent = stack.parent && { ...stack.parent, stack: renamed.get(stack.parent.stack) ?? stack.parent.stack };
    const name = parent ? withStar(parent.stack.name) : (names.get(stack.id) ?? names.get(stack.name) ?? stack.name);
    renamed.set(stack, { ...stack, name, ...(parent && { parent }) });
  }
  return { ...assembly, stacks: [...renamed.values()] };
}

/** What is named in a nested stack begins with the name of the outermost one; how much of the others CloudFormation leaves there is its own affair. */
function withStar(name: string): string {
  if (name.endsWith('*')) return name;
  return name.length > CERTAIN ? `${name.slice(0, CERTAIN)}*` : `${name}-*`;
}

/** CloudFormation makes up the end of the name of a nested stack. */
function nameOf({ name, parent }: TemplateStack): string {
  return parent ? `${nameOf(parent.stack)}-${parent.logicalId}-*` : name;
}

/** An ARN in which stars stand for what is not known. */
function patternOf(arn: string): string {
  return arn
    .replace(/\*[\w-]*«[^»]*»/g, '*')
    .replace(/([\w-]*)«[^»]*»/g, (_, beginning: string) => `${beginning.length > 2 * CERTAIN ? beginning.slice(0, CERTAIN) : beginning}*`)
    .replace(/‹[^›]*›/g, '*')
    .replaceAll(UNKNOWN_ACCOUNT, '*')
    .replaceAll(UNKNOWN_REGION, '*');
}
