import { type CloudFormationClient, DescribeStacksCommand, paginateListStackResources, type Stack } from '@aws-sdk/client-cloudformation';
import type { Assembly, TemplateStack } from '../../../lib/template/assembly';
import type { DeployedStack } from '../../../lib/template/deployed';
import { ask } from './ask';
import type { Aws } from './aws';
import type { Answer } from './check';

/** A stack, as CloudFormation tells it. */
export interface LiveStack extends DeployedStack {
  /** Its ARN. */
  readonly id: string;
  readonly status: string;
}

/** Stacks by their ids in the assembly; those that are not there, or could not be asked, with that answer. */
export type LiveStacks = ReadonlyMap<string, Answer<LiveStack>>;

/** How to find the stacks of an assembly. */
export interface StackNames {
  /** What a stack is called that was deployed under another name, by its id or name in the assembly. */
  readonly names: ReadonlyMap<string, string>;
  /** The Region of stacks that do not say it. */
  readonly region: string;
}

/** Asks CloudFormation what became of the stacks of an assembly: it knows the names that it made up. */
export async function liveStacks({ stacks }: Assembly, { names, region }: StackNames, aws: Aws): Promise<LiveStacks> {
  const found = new Map<string, Answer<LiveStack>>();
  // A nested stack comes after the one that it is in, which knows its ARN.
  for (const stack of stacks) {
    const name = nameOf(stack, names, found);
    found.set(stack.id, typeof name === 'string' ? await liveStack(name, aws.cloudFormation(stack.region ?? region)) : name);
  }
  return found;
}

function nameOf({ id, name, parent, account }: TemplateStack, names: StackNames['names'], found: LiveStacks): string | Answer<LiveStack> {
  if (!parent) return names.get(id) ?? names.get(name) ?? name;
  const outer = found.get(parent.stack.id);
  if (outer?.is !== 'there') return outer ?? { is: 'unknown', because: `the stack that ${id} is in is not known in account ${account}` };
  return outer.value.physicalIds.get(parent.logicalId) ?? { is: 'absent' };
}

async function liveStack(StackName: string, client: CloudFormationClient): Promise<Answer<LiveStack>> {
  const described = await ask('cloudformation:DescribeStacks', () => describe(StackName, client));
  if (described.is !== 'there') return described;
  const { value: stack } = described;
  if (stack === undefined || stack.StackStatus === 'DELETE_COMPLETE') return { is: 'absent' };
  const resources = await ask('cloudformation:ListStackResources', () => physicalIds(StackName, client));
  if (resources.is !== 'there') return resources;
  const [, region = '', account = ''] = /^arn:[^:]*:cloudformation:([^:]*):(\d{12}):/.exec(stack.StackId ?? '') ?? [];
  const value = {
    id: stack.StackId ?? '',
    status: stack.StackStatus ?? '',
    region,
    account,
    parameters: parametersOf(stack),
    physicalIds: resources.value,
  };
  return { is: 'there', value };
}

/** `undefined` if there is none: CloudFormation calls that an invalid argument. */
async function describe(StackName: string, client: CloudFormationClient): Promise<Stack | undefined> {
  try {
    const { Stacks, $metadata } = await client.send(new DescribeStacksCommand({ StackName }));
    if (Stacks?.[0]) return Stacks[0];
    // CloudFormation would say so if there were none: this is an answer of something else.
    throw Object.assign(new Error('the answer names no stack'), { name: 'NoAnswer', $metadata });
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'ValidationError' && /does not exist/.test(message)) return undefined;
    throw error;
  }
}

async function physicalIds(StackName: string, client: CloudFormationClient): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { LogicalResourceId, PhysicalResourceId, ResourceStatus } of StackResourceSummaries) {
      if (LogicalResourceId && PhysicalResourceId && ResourceStatus !== 'DELETE_COMPLETE') ids.set(LogicalResourceId, PhysicalResourceId);
    }
  }
  return ids;
}

/** Hidden values are told as stars. */
function parametersOf({ Parameters = [] }: Stack): Record<string, string> {
  return Object.fromEntries(
    Parameters.flatMap(({ ParameterKey, ParameterValue, ResolvedValue }): [string, string][] => {
      const value = ResolvedValue ?? ParameterValue;
      return ParameterKey === undefined || value === undefined || /^\*+$/.test(value) ? [] : [[ParameterKey, value]];
    }),
  );
}
