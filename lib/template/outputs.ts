import type { TemplateStack } from './assembly';
import { isJson, type Json, section } from './json';
import { lookUp } from './lookup';
import type { TemplateResource } from './resource';
import { textOf } from './unknown';
import type { World } from './world';

/** An output of a stack. */
export interface StackOutput {
  readonly stack: TemplateStack;
  readonly name: string;
  readonly output: Json;
}

/**
 * What a resource hands on from elsewhere: the output of a nested stack, or what the CDK reads from the parameters that a stack of another Region
 * wrote.
 */
export function outputOf(world: World, { stack, logicalId, type }: TemplateResource, attribute: string): unknown {
  if (type === 'Custom::CrossRegionExportReader') return writtenFor(world, attribute);
  const found = type === 'AWS::CloudFormation::Stack' ? nestedOutput(world, stack, logicalId, attribute) : undefined;
  return found && world.resolve(found.stack, found.output.Value);
}

/** The output of a nested stack that an attribute of its resource stands for. */
export function nestedOutput(world: World, stack: TemplateStack, logicalId: string, attribute: string): StackOutput | undefined {
  if (!attribute.startsWith('Outputs.')) return undefined;
  const nested = nestedStacks(world).get(`${stack.id} ${logicalId}`);
  const name = attribute.slice('Outputs.'.length);
  const output = nested && section(nested.template, 'Outputs')[name];
  return nested && isJson(output) ? { stack: nested, name, output } : undefined;
}

/** The value that another stack of the assembly exports by a name; `undefined` if none does. */
export function exportedValue(world: World, importer: TemplateStack, name: string): unknown {
  const found = exportOf(world, importer, name);
  return found && world.resolve(found.stack, found.output.Value);
}

/** The output that exports a value by a name: names are unique in an account and Region. */
export function exportOf(world: World, { account, region }: TemplateStack, name: string): StackOutput | undefined {
  const wanted = JSON.stringify([account, region, name]);
  return lookUp(world, 'exports', () => allOutputs(world), exportKeys, wanted).find((one) => isDefined(world, one));
}

/** The value of an output of a stack that is known by its name. */
export function stackOutput(world: World, stackName: string | undefined, outputName: string | undefined): unknown {
  const found = outputNamed(world, stackName, outputName);
  return found && world.resolve(found.stack, found.output.Value);
}

/** The output of a stack that is known by its name. */
export function outputNamed(world: World, stackName: string | undefined, outputName: string | undefined): StackOutput | undefined {
  const wanted = JSON.stringify([stackName, outputName]);
  const keys = (_: World, { stack, name }: StackOutput) => [JSON.stringify([stack.name, name])];
  return lookUp(world, 'outputs', () => allOutputs(world), keys, wanted).find((one) => isDefined(world, one));
}

function exportKeys(world: World, { stack, output }: StackOutput): string[] {
  const name = textOf(world.resolve(stack, section(output, 'Export').Name));
  return name === undefined ? [] : [JSON.stringify([stack.account, stack.region, name])];
}

function allOutputs({ assembly }: World): StackOutput[] {
  return assembly.stacks.flatMap((stack) =>
    Object.entries(section(stack.template, 'Outputs')).flatMap(([name, output]) => (isJson(output) ? [{ stack, name, output }] : [])),
  );
}

function nestedStacks(world: World): ReadonlyMap<string, TemplateStack> {
  return world.once(
    'nested stacks',
    () => new Map(world.assembly.stacks.flatMap((one) => (one.parent ? [[`${one.parent.stack.id} ${one.parent.logicalId}`, one]] : []))),
  );
}

function isDefined(world: World, { stack, output }: StackOutput): boolean {
  return typeof output.Condition !== 'string' || world.holds(stack, output.Condition);
}

function writtenFor(world: World, parameter: string): unknown {
  for (const { stack, raw } of world.survey.ofType('Custom::CrossRegionExportWriter')) {
    const exports = section(section(section(raw, 'Properties'), 'WriterProps'), 'exports');
    if (parameter in exports) return world.resolve(stack, exports[parameter]);
  }
  return undefined;
}
