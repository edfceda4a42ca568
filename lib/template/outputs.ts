import { rawResources, type TemplateStack } from './assembly';
import { isJson, section } from './json';
import type { TemplateResource } from './resource';
import { textOf } from './unknown';
import type { World } from './world';

/**
 * What a resource hands on from elsewhere: the output of a nested stack, or what the CDK reads from the parameters that a stack of another Region
 * wrote.
 */
export function outputOf(world: World, { stack, logicalId, type }: TemplateResource, attribute: string): unknown {
  if (type === 'Custom::CrossRegionExportReader') return writtenFor(world, attribute);
  if (type !== 'AWS::CloudFormation::Stack' || !attribute.startsWith('Outputs.')) return undefined;
  const nested = world.assembly.stacks.find(({ parent }) => parent?.stack === stack && parent.logicalId === logicalId);
  const output = nested && section(nested.template, 'Outputs')[attribute.slice('Outputs.'.length)];
  return nested && isJson(output) ? world.resolve(nested, output.Value) : undefined;
}

/** The value that another stack of the assembly exports by a name; `undefined` if none does. */
export function exportedValue(world: World, importer: TemplateStack, name: string): unknown {
  return valueOfOutput(
    world,
    (stack, output) =>
      stack.account === importer.account && stack.region === importer.region && textOf(world.resolve(stack, section(output, 'Export').Name)) === name,
  );
}

/** The value of an output of a stack that is known by its name. */
export function stackOutput(world: World, stackName: string | undefined, outputName: string | undefined): unknown {
  return valueOfOutput(world, (stack, _, name) => stack.name === stackName && name === outputName);
}

function valueOfOutput(world: World, isIt: (stack: TemplateStack, output: Readonly<Record<string, unknown>>, name: string) => boolean): unknown {
  for (const stack of world.assembly.stacks) {
    for (const [name, output] of Object.entries(section(stack.template, 'Outputs'))) {
      if (isJson(output) && isDefined(world, stack, output) && isIt(stack, output, name)) return world.resolve(stack, output.Value);
    }
  }
  return undefined;
}

function isDefined(world: World, stack: TemplateStack, { Condition }: Readonly<Record<string, unknown>>): boolean {
  return typeof Condition !== 'string' || world.holds(stack, Condition);
}

function writtenFor(world: World, parameter: string): unknown {
  for (const stack of world.assembly.stacks) {
    for (const [, resource] of rawResources(stack)) {
      if (resource.Type !== 'Custom::CrossRegionExportWriter') continue;
      const exports = section(section(section(resource, 'Properties'), 'WriterProps'), 'exports');
      if (parameter in exports) return world.resolve(stack, exports[parameter]);
    }
  }
  return undefined;
}
