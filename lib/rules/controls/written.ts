import { isJson, type Json } from '../../template/json';
import type { TemplateResource } from '../../template/resource';
import { statementsIn } from '../access/statements';
import { type Ground, property } from './judgement';

/** A resolved value with the place that it is written at. */
export interface Written {
  readonly value: unknown;
  /** As deep as the template shows the value: where it comes out of a function, the place of the function. */
  readonly ground: Ground;
}

/** A property of a resource. */
export function writtenProperty(resource: TemplateResource, name: string): Written {
  return { value: resource.property(name), ground: property(resource, name) };
}

/** A member of an object. */
export function member({ value, ground }: Written, name: string): Written {
  const raw = rawAt(ground);
  const shown = isJson(raw) && !Object.keys(raw).some((key) => /^(Ref|Fn::\w+)$/.test(key));
  return { value: isJson(value) ? value[name] : undefined, ground: shown ? deeper(ground, name) : ground };
}

/** The items of a list, of which one alone need not stand in a list. What is left out by a condition would count in the template, so all have the list then. */
export function items({ value, ground }: Written): Written[] {
  if (!Array.isArray(value)) return value === undefined ? [] : [{ value, ground }];
  const raw = rawAt(ground);
  const shown = Array.isArray(raw) && raw.length === value.length;
  return value.map((item, index) => ({ value: item, ground: shown ? deeper(ground, index) : ground }));
}

/** The statements of a policy, which may be written as text. */
export function statementsAt(policy: Written): Written[] {
  const statements = statementsIn(policy.value);
  const list = member(policy, 'Statement');
  if (Array.isArray(list.value)) return items(list);
  return statements.map((value) => ({ value, ground: list.ground }));
}

function deeper({ resource, path }: Ground, part: string | number): Ground {
  return { resource, path: [...path, part] };
}

function rawAt({ resource, path }: Ground): unknown {
  return path.reduce<unknown>((value, part) => (isJson(value) || Array.isArray(value) ? (value as Json)[part] : undefined), resource.raw);
}
