import { free, nameOfUnresolved } from './symbols';

/** A value of which not even the shape is known: a list in a parameter, the result of a macro. */
export class Unknown {
  constructor(
    /** The name of what it depends on. */
    public readonly dependsOn: string,
  ) {}
}

/** `true`, `false`, or `unknown` with a template. */
export type Flag = boolean | 'unknown';

/** A value as text. CloudFormation takes numbers and booleans for strings. `undefined` for what is no text at all. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Unknown ? free(value.dependsOn) : undefined;
}

/** A value as a boolean, which may be written as a string. */
export function flagOf(value: unknown): Flag | undefined {
  if (value === undefined) return undefined;
  const text = textOf(value)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : 'unknown';
}

/** A value as a list; one item counts as a list of it. `undefined` where it is not known. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  if (value === undefined) return [];
  if (value instanceof Unknown) return undefined;
  return Array.isArray(value) ? value : [value];
}

/** The name of the first thing that a value depends on and that is not known. */
export function unknownIn(value: unknown): string | undefined {
  if (value instanceof Unknown) return value.dependsOn;
  if (typeof value === 'string') return nameOfUnresolved(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const item of Object.values(value)) {
    const found = unknownIn(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
