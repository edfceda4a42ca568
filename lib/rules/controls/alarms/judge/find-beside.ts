import { resourcesBy } from '../../../../template/find';
import type { TemplateResource } from '../../../../template/resource';
import type { World } from '../../../../template/world';

/** An account and a Region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * The resources of a type in the same account and Region that have one of several keys. They are indexed once for each type.
 *
 * @param keysOf what can be said of a resource without looking at the values of parameters: what all the others hang on would else be decided, too
 */
export function findBeside(
  world: World,
  type: string,
  place: Place,
  keys: readonly string[],
  keysOf: (resource: TemplateResource) => readonly string[],
): TemplateResource[] {
  const within = ({ account, region }: Place, key: string) => `${account} ${region} ${key}`;
  const indexed = (resource: TemplateResource) => keysOf(resource).map((key) => within(resource, key));
  const found = keys.flatMap((key) => resourcesBy(world, type, 'what is written, by place', indexed, within(place, key)));
  return [...new Map(found.map((one) => [`${one.stack.id} ${one.logicalId}`, one])).values()];
}
