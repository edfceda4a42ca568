import type { TemplateStack } from './assembly';
import { isJson, section } from './json';
import { exportOf, nestedOutput, outputNamed, type StackOutput } from './outputs';
import { display } from './symbols';
import { textOf } from './unknown';
import type { World } from './world';

/** A place in a template. */
export interface Place {
  readonly stack: TemplateStack;
  /** @see https://www.rfc-editor.org/rfc/rfc6901 */
  readonly pointer: string;
  /** What is written there. */
  readonly value: unknown;
}

/** Where a value comes from. */
export interface Route {
  /** The places that a value was followed through, the first one left out. */
  readonly steps: readonly Place[];
  /** What it is in the end: the path of a resource, or a text. `undefined` for what is written as it is, and for what is not known. */
  readonly resolvedTo?: string;
}

const MAX_STEPS = 20;

/** Makes a JSON pointer. */
export function pointer(...path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Follows a value through parameters, conditions, mappings, outputs and imports to what it comes from. */
export function routeOf(world: World, from: Place): Route {
  const steps: Place[] = [];
  let here = from;
  while (steps.length < MAX_STEPS) {
    const next = follow(world, here);
    if (!next) break;
    steps.push(next);
    here = next;
  }
  const resolvedTo = endOf(world, here, steps.length > 0);
  return { steps, ...(resolvedTo !== undefined && { resolvedTo }) };
}

function follow(world: World, { stack, pointer: at, value }: Place): Place | undefined {
  const [[name, argument] = ['', undefined], ...more] = Object.entries(isJson(value) ? value : {});
  if (more.length > 0) return undefined;
  if (name === 'Ref') return reference(stack, String(argument));
  if (name === 'Fn::GetAtt') return attribute(world, stack, argument);
  if (name === 'Fn::If') return branch(world, stack, at, argument);
  if (name === 'Fn::ImportValue') return placeOf(exportOf(world, stack, textOf(world.resolve(stack, argument)) ?? ''));
  if (name === 'Fn::GetStackOutput') return ofStack(world, stack, argument);
  return name === 'Fn::FindInMap' ? mapped(world, stack, argument) : undefined;
}

function reference(stack: TemplateStack, name: string): Place | undefined {
  const declared = section(stack.template, 'Parameters')[name];
  if (declared === undefined) return resourceAt(stack, name);
  const parent = stack.parent && section(section(section(stack.parent.stack.template, 'Resources'), stack.parent.logicalId), 'Properties');
  const given = parent && section(parent, 'Parameters')[name];
  if (stack.parent === undefined || given === undefined) return { stack, pointer: pointer('Parameters', name), value: declared };
  return { stack: stack.parent.stack, pointer: pointer('Resources', stack.parent.logicalId, 'Properties', 'Parameters', name), value: given };
}

function attribute(world: World, stack: TemplateStack, target: unknown): Place | undefined {
  const [logicalId = '', ...names] = Array.isArray(target) ? target.map(String) : String(target).split('.');
  const nested = nestedOutput(world, stack, logicalId, names.join('.'));
  return placeOf(nested) ?? resourceAt(stack, logicalId);
}

/** A resource is told by its type: the whole of it would be too much. */
function resourceAt(stack: TemplateStack, logicalId: string): Place | undefined {
  const resource = section(stack.template, 'Resources')[logicalId];
  return isJson(resource) ? { stack, pointer: pointer('Resources', logicalId, 'Type'), value: resource.Type } : undefined;
}

function branch(world: World, stack: TemplateStack, at: string, argument: unknown): Place | undefined {
  const [condition, yes, no] = Array.isArray(argument) ? argument : [];
  if (typeof condition !== 'string' || !(condition in section(stack.template, 'Conditions'))) return undefined;
  const holds = world.holds(stack, condition);
  return { stack, pointer: `${at}${pointer('Fn::If', holds ? 1 : 2)}`, value: holds ? yes : no };
}

function ofStack(world: World, stack: TemplateStack, argument: unknown): Place | undefined {
  const { StackName, OutputName } = isJson(argument) ? argument : {};
  return placeOf(outputNamed(world, textOf(world.resolve(stack, StackName)), textOf(world.resolve(stack, OutputName))));
}

function placeOf(found: StackOutput | undefined): Place | undefined {
  return found && { stack: found.stack, pointer: pointer('Outputs', found.name, 'Value'), value: found.output.Value };
}

function mapped(world: World, stack: TemplateStack, argument: unknown): Place | undefined {
  const keys = Array.isArray(argument) ? argument.slice(0, 3).map((key) => textOf(world.resolve(stack, key)) ?? '') : [];
  const value = keys.reduce<unknown>((found, key) => (isJson(found) ? found[key] : undefined), section(stack.template, 'Mappings'));
  return value === undefined ? undefined : { stack, pointer: pointer('Mappings', ...keys), value };
}

function endOf(world: World, { stack, pointer: at, value }: Place, followed: boolean): string | undefined {
  const [, logicalId] = /^\/Resources\/([^/]+)\/Type$/.exec(at) ?? [];
  if (logicalId !== undefined) return world.resource(stack, logicalId)?.path;
  if (at.startsWith('/Parameters/')) return undefined;
  if (!followed && !isJson(value)) return undefined;
  const text = textOf(world.resolve(stack, value));
  return text === undefined ? undefined : display(text);
}
