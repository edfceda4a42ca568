// A record is whatever was in the file. These take from it what has the expected type, and nothing else.

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** A text that says something; `undefined` for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An object; `undefined` for anything else. */
export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The objects among the elements of an array; none for anything else. */
export function asObjects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((element) => asObject(element) !== undefined) : [];
}

/** A member that is spelled `tableName` by most calls and `TableName` by some. */
export function memberOf(object: Json, name: MemberName): unknown {
  return object[name] ?? object[CAPITAL[name]];
}

const CAPITAL = { tableName: 'TableName', key: 'Key', keys: 'Keys', indexName: 'IndexName', statement: 'Statement', operation: 'Operation' } as const;

type MemberName = keyof typeof CAPITAL;
