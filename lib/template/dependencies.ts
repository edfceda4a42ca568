import type { TemplateStack } from './assembly';
import { isJson, section } from './json';
import type { World } from './world';

const CACHE = new WeakMap<World, Map<string, ReadonlySet<string>>>();

/** Logical ids of everything that CloudFormation creates before a resource: what it names in `DependsOn`, refers to, and so on from there. */
export function dependenciesOf(world: World, stack: TemplateStack, logicalId: string): ReadonlySet<string> {
  const cache = CACHE.get(world) ?? new Map<string, ReadonlySet<string>>();
  CACHE.set(world, cache);
  const key = `${stack.id} ${logicalId}`;
  const known = cache.get(key);
  if (known) return known;

  const found = new Set<string>();
  const open = [logicalId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const other of directDependencies(world, stack, next)) {
      if (!found.has(other)) open.push(other);
      found.add(other);
    }
  }
  cache.set(key, found);
  return found;
}

/** Logical ids that a resource names itself. */
function directDependencies(world: World, stack: TemplateStack, logicalId: string): string[] {
  const resources = section(stack.template, 'Resources');
  const resource = resources[logicalId];
  if (!isJson(resource)) return [];
  const named = [resource.DependsOn].flat().filter((name): name is string => typeof name === 'string');
  return [...new Set([...named, ...referencesIn(world, stack, resource.Properties)])].filter((name) => name in resources);
}

function referencesIn(world: World, stack: TemplateStack, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(world, stack, item));
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([name, argument]) => {
    if (name === 'Ref' && typeof argument === 'string') return [argument];
    if (name === 'Fn::GetAtt') return [String(Array.isArray(argument) ? argument[0] : argument).split('.')[0] ?? ''];
    if (name === 'Fn::Sub') return [...variablesIn([argument].flat()[0]), ...referencesIn(world, stack, argument)];
    if (name === 'Fn::If' && Array.isArray(argument) && typeof argument[0] === 'string') {
      // A branch that is not taken depends on nothing.
      return referencesIn(world, stack, argument[world.holds(stack, argument[0]) ? 1 : 2]);
    }
    return referencesIn(world, stack, argument);
  });
}

function variablesIn(pattern: unknown): string[] {
  return typeof pattern === 'string' ? [...pattern.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.split('.')[0] ?? '') : [];
}
