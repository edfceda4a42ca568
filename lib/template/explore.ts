import type { Assembly } from './assembly';
import { explore } from './choices';
import { World } from './world';

/** What is true in some of the ways to deploy an assembly. */
export interface Explored<T> {
  readonly results: readonly { readonly value: T /** The decisions that led there, in words. */; readonly when: readonly string[] }[];
  /** Whether all ways to deploy it were looked at. */
  readonly complete: boolean;
}

/** Looks at an assembly once for each way to deploy it that makes a difference to what is looked at. */
export function inEveryWorld<T>(assembly: Assembly, look: (world: World) => T): Explored<T> {
  return explore((choices) => ({ value: look(new World(assembly, choices)), when: choices.made }));
}
