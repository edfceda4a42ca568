import { basename } from 'node:path';
import type { Assembly, TemplateStack } from '../template/assembly';
import { isJson, type Json } from '../template/json';
import { readAssembly } from '../template/read-assembly';
import { nameOfTemplate, type ReadAssemblyOptions, stackOfTemplate } from '../template/template-file';
import { UnreadableAssemblyError } from '../template/unreadable-assembly-error';

/** What has a template to give: `Template` of `aws-cdk-lib/assertions`. */
export interface HasTemplate {
  toJSON(): object;
}

/** What can be synthesized: an `App` or a `Stage`. */
export interface Synthesizable {
  synth(): { readonly directory: string };
}

/** A `Stack`, as far as it is looked at. */
export interface StackLike {
  readonly node: { readonly scopes: readonly unknown[] };
  readonly templateFile: string;
  readonly dependencies: readonly StackLike[];
}

/**
 * What can be checked.
 *
 * - a path: of `cdk.out`, of a folder of templates, or of a template
 * - an `App` or a `Stage`: it is synthesized
 * - a `Stack`: what it is in is synthesized, and the stack is looked at with its nested stacks and the stacks that it depends on
 * - a template: a `Template`, or its JSON
 * - several templates by their names, deployed together
 */
export type Checkable = string | Synthesizable | StackLike | HasTemplate | Readonly<Record<string, unknown>>;

/** Reads what can be checked. Nothing of the CDK is loaded for that: what has the members of a stack is one. */
export function assemblyOf(subject: Checkable, place: ReadAssemblyOptions): Assembly {
  if (typeof subject === 'string') return readAssembly(subject, place);
  if (isSynthesizable(subject)) return readAssembly(subject.synth().directory, place);
  if (isStack(subject)) return assemblyOfStack(subject, place);
  if (hasTemplate(subject) || isJson((subject as Json).Resources)) return inMemory([['template.json', subject]], place);
  return inMemory(Object.entries(subject), place);
}

function assemblyOfStack(stack: StackLike, place: ReadAssemblyOptions): Assembly {
  const app = [...stack.node.scopes].reverse().find(isSynthesizable);
  if (!app) throw new UnreadableAssemblyError('the stack is in no app, so that nothing synthesizes it; give its template');
  const assembly = readAssembly(app.synth().directory, place);
  const wanted = new Set([...withDependencies(stack)].map(({ templateFile }) => templateFile));
  const isWanted = (one: TemplateStack): boolean => wanted.has(basename(one.file)) || (one.parent !== undefined && isWanted(one.parent.stack));
  return { ...assembly, stacks: assembly.stacks.filter(isWanted) };
}

function withDependencies(stack: StackLike, found = new Set<StackLike>()): Set<StackLike> {
  if (found.has(stack)) return found;
  found.add(stack);
  for (const dependency of stack.dependencies) withDependencies(dependency, found);
  return found;
}

function inMemory(templates: readonly [name: string, template: unknown][], place: ReadAssemblyOptions): Assembly {
  if (templates.length === 0) throw new UnreadableAssemblyError('there is no template to check');
  return { stacks: templates.map(([name, template]) => stackOf(name, template, place)), skipped: [] };
}

function stackOf(name: string, given: unknown, place: ReadAssemblyOptions): TemplateStack {
  // What is not JSON, such as a member without a value, would not be deployed either.
  const template: unknown = JSON.parse(JSON.stringify(given) ?? 'null');
  if (!isJson(template)) throw new UnreadableAssemblyError(`${name} is not a template, got ${JSON.stringify(template)}`);
  const id = nameOfTemplate(name);
  return stackOfTemplate(id, id === name ? `${name}.template.json` : name, template, place);
}

function isSynthesizable(value: unknown): value is Synthesizable {
  return hasFunction(value, 'synth');
}

function isStack(value: object): value is StackLike {
  return 'templateFile' in value && 'node' in value && 'dependencies' in value;
}

/** `JSON.stringify()` asks for the template. */
function hasTemplate(value: unknown): value is HasTemplate {
  return hasFunction(value, 'toJSON');
}

function hasFunction(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === 'function';
}
