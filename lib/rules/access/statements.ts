import { isJson, type Json } from '../../template/json';

/** Elements of a statement that can be left out to see whether they are why it does not apply. */
export type Relaxable = 'Condition' | 'Principal' | 'Resource' | `Condition:${string}`;

/** The statements of a resolved policy, which may be written as text. */
export function statementsIn(document: unknown): unknown[] {
  const json = typeof document === 'string' ? parsed(document) : document;
  if (!isJson(json)) return [json];
  return [json.Statement].flat();
}

/** A statement without some of its demands. */
export function without(statement: unknown, relaxed: readonly Relaxable[]): unknown {
  if (!isJson(statement)) return statement;
  const { Condition, ...rest } = statement;
  const kept = relaxed.includes('Condition') ? undefined : withoutKeys(Condition, relaxed);
  const { Principal, NotPrincipal, Resource, NotResource, ...others } = rest;
  return {
    ...others,
    ...(relaxed.includes('Principal') ? { Principal: '*' } : present({ Principal, NotPrincipal })),
    ...(relaxed.includes('Resource') ? { Resource: '*' } : present({ Resource, NotResource })),
    ...present({ Condition: kept }),
  };
}

/** The condition keys of a statement. */
export function conditionKeys(statement: unknown): string[] {
  const conditions = isJson(statement) && isJson(statement.Condition) ? Object.values(statement.Condition) : [];
  return [...new Set(conditions.filter(isJson).flatMap((keys) => Object.keys(keys)))];
}

/** The values that a statement wants of a condition key, with their operators. */
export function conditionValues(statement: unknown, wanted: string): [operator: string, value: unknown][] {
  const conditions = isJson(statement) && isJson(statement.Condition) ? Object.entries(statement.Condition) : [];
  return conditions.flatMap(([operator, keys]) =>
    Object.entries(isJson(keys) ? keys : {})
      .filter(([key]) => key.toLowerCase() === wanted.toLowerCase())
      .flatMap(([, values]): [string, unknown][] => [values].flat().map((value) => [operator, value])),
  );
}

function withoutKeys(condition: unknown, relaxed: readonly Relaxable[]): unknown {
  if (!isJson(condition)) return condition;
  const gone = relaxed.map((one) => one.toLowerCase());
  const operators = Object.entries(condition).flatMap(([operator, keys]): [string, unknown][] => {
    if (!isJson(keys)) return [[operator, keys]];
    const kept = Object.entries(keys).filter(([key]) => !gone.includes(`condition:${key.toLowerCase()}`));
    return kept.length === 0 && Object.keys(keys).length > 0 ? [] : [[operator, Object.fromEntries(kept)]];
  });
  return operators.length === 0 ? undefined : Object.fromEntries(operators);
}

function present(elements: Json): Json {
  return Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
