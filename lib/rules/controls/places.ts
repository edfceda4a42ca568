import { isJson, type Json } from '../../template/json';
import type { TemplateResource } from '../../template/resource';
import { isUnresolved } from '../../template/symbols';
import { listOf, Unknown } from '../../template/unknown';
import { statementsIn } from '../access/statements';
import { type Ground, property } from './judgement';

/** Something in a property, with the place where it is written. */
export interface Placed {
  readonly value: unknown;
  readonly ground: Ground;
}

/**
 * A place in a property, as deep as it is written: where an intrinsic function, a text or a single value stands for a part, the ground is that part.
 *
 * @param path names, and positions in resolved lists
 */
export function placeOf(resource: TemplateResource, ...path: readonly (string | number)[]): Ground {
  let here: unknown = resource.rawProperties;
  for (const [depth, part] of path.entries()) {
    const isThere = Array.isArray(here) ? typeof part === 'number' : isJson(here) && typeof part === 'string' && !isFunction(here);
    if (!isThere) return property(resource, ...path.slice(0, depth));
    here = (here as Json)[part];
  }
  return property(resource, ...path);
}

/** What is at a path in a property. Where a part on the way is not known, it is that part. */
export function valueAt(resource: TemplateResource, ...path: readonly (string | number)[]): Placed {
  const [name = '', ...more] = path;
  const value = more.reduce<unknown>(memberOf, resource.property(String(name)));
  return { value, ground: placeOf(resource, ...path) };
}

/** A place within another one. */
export function placeWithin({ resource, path }: Ground, ...more: readonly (string | number)[]): Ground {
  return placeOf(resource, ...path.slice(1), ...more);
}

/** A member of something, or that itself if it is not known. */
export function memberOf(value: unknown, name: string | number): unknown {
  if (isJson(value) || Array.isArray(value)) return (value as Json)[name];
  return value instanceof Unknown || (typeof value === 'string' && isUnresolved(value)) ? value : undefined;
}

/** The items of a list in a property: one item counts as a list of it. `undefined` where the list is not known. */
export function itemsAt(resource: TemplateResource, list: unknown, ...path: readonly (string | number)[]): Placed[] | undefined {
  return listOf(list)?.map((value, index, { length }) => ({ value, ground: itemPlace(resource, path, index, length) }));
}

/** The statements of a policy, which may be written as text. What is not known is a statement, too: nobody can tell what it says. */
export function statementsAt(resource: TemplateResource, name = 'PolicyDocument'): Placed[] {
  const statements = statementsIn(resource.property(name));
  return statements.map((value, index) => ({ value, ground: itemPlace(resource, [name, 'Statement'], index, statements.length) }));
}

/** Items that are left out move the others: then only the list tells the place. */
function itemPlace(resource: TemplateResource, path: readonly (string | number)[], index: number, length: number): Ground {
  const list = path.reduce<unknown>((here, part) => (isJson(here) || Array.isArray(here) ? (here as Json)[part] : undefined), resource.rawProperties);
  return Array.isArray(list) && list.length === length ? placeOf(resource, ...path, index) : placeOf(resource, ...path);
}

function isFunction(value: object): boolean {
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && /^(Ref|Fn::\w+)$/.test(name);
}
