import { Unknown } from './unknown';

/** What JSON calls an object. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether something is what JSON calls an object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** What stands at the end of a path; what is not known at one of its steps is not known at its end. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((at, name) => (at instanceof Unknown ? at : isJson(at) ? at[name] : undefined), value);
}

/** A part of an object that is an object itself; empty if it is not there. */
export function section(json: Json, name: string): Json {
  const found = json[name];
  return isJson(found) ? found : {};
}
