import { partitionOf } from '../log-format/partition';
import { type Assembly, rawResources, type TemplateStack } from './assembly';
import { section } from './json';
import { Survey } from './survey';
import { free } from './symbols';

/** What the deployment of a stack decided, as CloudFormation tells it. */
export interface DeployedStack {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** The values of parameters. Those that are left out, such as hidden ones, are not known: their defaults say nothing about a deployment. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What CloudFormation calls each resource, by its logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
}

/**
 * Looks at an assembly with what its deployment decided: places, parameters, and the names that CloudFormation made up. What belongs to stacks
 * that are not among the deployed ones stays as open as their templates leave it.
 *
 * @param deployed by the ids of the stacks
 */
export function deployedSurvey(assembly: Assembly, deployed: ReadonlyMap<string, DeployedStack>): Survey {
  const placed = withPlaces(assembly, deployed);
  const survey = new Survey(placed, { parameters: parametersOf(placed, deployed) });
  for (const stack of placed.stacks) {
    for (const [logicalId, resource] of rawResources(stack)) {
      const physicalId = deployed.get(stack.id)?.physicalIds.get(logicalId);
      if (physicalId === undefined) continue;
      const { Path } = section(resource, 'Properties');
      // Where a world keeps what is the same in every world: there it finds the name instead of making up what stands for it.
      survey.shared.set(`identity ${stack.id} ${logicalId}`, {
        type: String(resource.Type),
        partition: stack.partition,
        account: stack.account,
        region: stack.region,
        name: nameOf(String(resource.Type), physicalId),
        path: typeof Path === 'string' ? Path : '/',
      });
    }
  }
  return survey;
}

/** The name in what CloudFormation calls a resource: some are called by their ARN or URL, and rules of a bus of their own by both names. */
function nameOf(type: string, physicalId: string): string {
  if (type === 'AWS::SNS::Topic') return physicalId.slice(physicalId.lastIndexOf(':') + 1);
  if (type === 'AWS::SQS::Queue') return physicalId.slice(physicalId.lastIndexOf('/') + 1);
  return type === 'AWS::Events::Rule' ? physicalId.slice(physicalId.lastIndexOf('|') + 1) : physicalId;
}

function parametersOf({ stacks }: Assembly, deployed: ReadonlyMap<string, DeployedStack>): Record<string, string> {
  const values = stacks.flatMap(({ id, template }) => {
    const known = deployed.get(id)?.parameters;
    const names = known ? Object.keys(section(template, 'Parameters')) : [];
    return names.map((name) => [`${id}.${name}`, known?.[name] ?? free(`${id}.${name}`)] as const);
  });
  return Object.fromEntries(values);
}

function withPlaces(assembly: Assembly, deployed: ReadonlyMap<string, DeployedStack>): Assembly {
  const placed = new Map<TemplateStack, TemplateStack>();
  for (const stack of assembly.stacks) {
    const found = deployed.get(stack.id);
    const place = found && { account: found.account, region: found.region, partition: partitionOf(found.region) };
    // A nested stack comes after the one that it is in.
    const parent = stack.parent && { ...stack.parent, stack: placed.get(stack.parent.stack) ?? stack.parent.stack };
    placed.set(stack, { ...stack, ...place, ...(parent && { parent }) });
  }
  return { ...assembly, stacks: [...placed.values()] };
}
