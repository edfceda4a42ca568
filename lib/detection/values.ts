import type { FieldPath } from './expression';

/** The path of a field as rules name it: with dots between the members. */
export function pathOf(name: string): FieldPath | undefined {
  const path = name.split('.');
  return path.every((part) => part !== '') ? path : undefined;
}

/** All values of a field: several where lists are on the path, none where it is absent. A list at its end is one value. */
export function valuesAt(record: unknown, path: FieldPath): unknown[] {
  const values: unknown[] = [];
  // Not by recursion: how deep lists are nested is the choice of whoever called the API.
  const open: [value: unknown, depth: number][] = [[record, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    const name = path[depth];
    if (name === undefined) values.push(value);
    else if (Array.isArray(value)) for (let at = value.length - 1; at >= 0; at--) open.push([value[at], depth]);
    else if (isObject(value) && Object.hasOwn(value, name)) open.push([value[name], depth + 1]);
  }
  return values;
}

/** Whether some value of a field passes. Nearly always there are no lists on the path: then nothing is collected. */
export function someValue(record: unknown, path: FieldPath, test: (value: unknown) => boolean): boolean {
  let value = record;
  for (const name of path) {
    if (Array.isArray(value)) return valuesAt(record, path).some(test);
    if (!isObject(value) || !Object.hasOwn(value, name)) return false;
    value = value[name];
  }
  return test(value);
}

/**
 * Whether a value has a text that passes: the text of a string, number or boolean.
 *
 * A list or an object has several: its JSON, without spaces, and every text in it. An empty one has none, as null.
 */
export function someText(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (!isContainer(value)) return someLeaf(value, test);
  if (Object.keys(value).length === 0) return false;
  const json = jsonOf(value);
  return (json !== undefined && test(json)) || someLeaf(value, test);
}

/** Whether a string, number or boolean in a value, at any depth, has a text that passes. */
export function someLeaf(root: unknown, test: (text: string) => boolean): boolean {
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (isContainer(value)) for (const inner of Object.values(value)) open.push(inner);
    else if (value !== null && value !== undefined && test(String(value))) return true;
  }
  return false;
}

function jsonOf(value: object): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack: the texts in it can still be looked at.
    return undefined;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is an object of JSON: no list, not null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isContainer(value) && !Array.isArray(value);
}
