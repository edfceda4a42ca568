import { append } from './append';
import { Choices } from './choices';
import type { World } from './world';

/**
 * Things of an assembly by what they are called, which may hang on decisions. Who looks for one thing decides nothing about the others: what each can
 * be called is worked out apart, once.
 */
interface Index<T> {
  /** What has the same keys however the assembly is deployed. */
  readonly fixed: ReadonlyMap<string, readonly T[]>;
  /** What has a key in some of the ways to deploy it. */
  readonly possible: ReadonlyMap<string, readonly T[]>;
  /** What can be called in more ways than were looked at. */
  readonly any: readonly T[];
}

/**
 * The things that have a key in a world, in their own order.
 *
 * @param name of the index; the same name has to mean the same things and keys
 */
export function lookUp<T>(
  world: World,
  name: string,
  things: () => readonly T[],
  keysOf: (world: World, thing: T) => readonly string[],
  key: string,
): readonly T[] {
  const index = indexNamed(world, name, things, keysOf);
  const maybe = [...(index.possible.get(key) ?? []), ...index.any];
  const fixed = index.fixed.get(key) ?? [];
  return maybe.length === 0 ? fixed : [...fixed, ...maybe.filter((thing) => keysOf(world, thing).includes(key))];
}

function indexNamed<T>(world: World, name: string, things: () => readonly T[], keysOf: (world: World, thing: T) => readonly string[]): Index<T> {
  const { shared } = world.survey;
  const known = shared.get(`index ${name}`) as Index<T> | undefined;
  if (known) return known;
  // A key that needs the same index to be worked out is that of a template that refers in circles.
  shared.set(`index ${name}`, { fixed: new Map(), possible: new Map(), any: [] });
  const index = indexOf(world, things(), keysOf);
  shared.set(`index ${name}`, index);
  return index;
}

function indexOf<T>(world: World, things: readonly T[], keysOf: (world: World, thing: T) => readonly string[]): Index<T> {
  const fixed = new Map<string, T[]>();
  const possible = new Map<string, T[]>();
  const any: T[] = [];
  for (const thing of things) {
    const keys = keysIn(world, (other) => keysOf(other, thing));
    if (keys === undefined) any.push(thing);
    else for (const key of keys.all) append(keys.isFixed ? fixed : possible, key, thing);
  }
  return { fixed, possible, any };
}

/** All keys that something can have; `undefined` if there are too many ways to look at. */
function keysIn(
  world: World,
  keysOf: (world: World) => readonly string[],
): { readonly all: readonly string[]; readonly isFixed: boolean } | undefined {
  // A look apart: what is asked here is not decided for whoever looks something up.
  const choices = new Choices();
  const first = keysOf(world.apart(choices));
  if (choices.consulted === 0) return { all: [...new Set(first)], isFixed: true };
  const { results, complete } = world.survey.inEveryWorld(keysOf);
  return complete ? { all: [...new Set(results.flatMap(({ value }) => value))], isFixed: false } : undefined;
}
