import type { Assembly } from './assembly';
import { type Explored, Survey } from './survey';
import type { World } from './world';

/** Looks at an assembly once for each way to deploy it with the defaults of its parameters. */
export function inEveryWorld<T>(assembly: Assembly, look: (world: World) => T): Explored<T> {
  return new Survey(assembly).inEveryWorld(look);
}
