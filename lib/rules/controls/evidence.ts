import { locationOf } from '../../template/assembly';
import { isJson, type Json } from '../../template/json';
import { type Place, pointer, routeOf } from '../../template/route';
import { display } from '../../template/symbols';
import type { World } from '../../template/world';
import type { Ground } from './judgement';

/** A place in a template, for a report. */
export interface EvidencePlace {
  /** The file, as seen from what was read. */
  readonly template: string;
  /** A JSON pointer: what it points to is `value`. */
  readonly pointer: string;
  readonly value: unknown;
}

/** A place in a template that a verdict rests on. Where something is missing, it points to the type of the resource that lacks it. */
export interface Evidence extends EvidencePlace {
  /** What is missing there. */
  readonly absent?: string;
  /** The places that the value comes from. */
  readonly route: readonly EvidencePlace[];
  /** The path of a resource, or a text; `null` for what is written as it is, and for what is not known. */
  readonly resolvedTo: string | null;
}

/** What is written at a ground, and where it comes from. */
export function evidenceOf(world: World, { resource, path }: Ground): Evidence {
  const { stack, logicalId, raw } = resource;
  const found = at(raw, path);
  const absent = found === undefined;
  const here: Place = absent
    ? { stack, pointer: pointer('Resources', logicalId, 'Type'), value: raw.Type }
    : { stack, pointer: pointer('Resources', logicalId, ...path), value: found };
  const { steps, resolvedTo } = absent ? { steps: [] } : routeOf(world, here);
  return {
    ...placeOf(here),
    ...(absent && { absent: path.join('.') }),
    route: steps.map(placeOf),
    resolvedTo: resolvedTo === undefined ? null : display(resolvedTo),
  };
}

function placeOf({ stack, pointer: where, value }: Place): EvidencePlace {
  return { template: locationOf(stack), pointer: where, value };
}

function at(raw: Json, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, part) => (isJson(value) || Array.isArray(value) ? (value as Json)[part] : undefined), raw);
}
