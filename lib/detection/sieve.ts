import type { Clause } from '../log-format/clause';
import type { Expression, FieldTest } from './expression';
import { literalOf } from './text-pattern';

/**
 * What a record must have for any of the rules to match it: one that passes none of the clauses is matched by no rule.
 *
 * `undefined` where a rule can match records without any text that it names: then every record has to be looked at.
 */
export function sieveOf(clausesOfRules: readonly (readonly Clause[] | undefined)[]): readonly Clause[] | undefined {
  const clauses = ofAll(clausesOfRules);
  return clauses && merged(clauses);
}

/** Of an expression: clauses of which a record that it holds for passes at least one; `undefined` where there are none. */
export function clausesOf(expression: Expression): readonly Clause[] | undefined {
  if ('not' in expression) return undefined;
  if ('field' in expression) return clausesOfTest(expression);
  if ('any' in expression) return ofAll(expression.any.map(clausesOf));
  // Each part is necessary: any of them would do, and the one that the fewest records pass is the best.
  const parts = expression.all.map(clausesOf).filter((clauses) => clauses !== undefined);
  return parts.sort((one, other) => widthOf(one) - widthOf(other))[0];
}

function ofAll(parts: readonly (readonly Clause[] | undefined)[]): readonly Clause[] | undefined {
  return parts.every((clauses) => clauses !== undefined) ? parts.flat() : undefined;
}

function clausesOfTest({ field, is }: FieldTest): readonly Clause[] | undefined {
  const literal = is.kind === 'text' ? literalOf(is.text) : undefined;
  // Without names the field is the whole record.
  return literal === undefined || field.length === 0 ? undefined : [{ path: field, values: new Set([literal.toLowerCase()]) }];
}

/** A guess at how many records pass: few have a name of an event, most have one of some sources. */
function widthOf(clauses: readonly Clause[]): number {
  const ofPath = ({ path }: Clause) => (path.length > 1 ? 20 : ({ eventName: 1, eventSource: 1000 }[path[0] ?? ''] ?? 50));
  return clauses.reduce((sum, clause) => sum + ofPath(clause) * clause.values.size, 0);
}

/** Clauses of the same path are one. */
function merged(clauses: readonly Clause[]): Clause[] {
  const byPath = new Map<string, { path: readonly string[]; values: Set<string> }>();
  for (const { path, values } of clauses) {
    const key = JSON.stringify(path);
    const clause = byPath.get(key) ?? { path, values: new Set<string>() };
    for (const value of values) clause.values.add(value);
    byPath.set(key, clause);
  }
  return [...byPath.values()];
}
