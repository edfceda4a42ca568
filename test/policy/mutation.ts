import type { OneOrMore, PolicyDocument, PolicyStatement } from '../../lib/policy/document';
import { evaluate } from '../../lib/policy/evaluate';
import type { AccessRequest } from '../../lib/policy/request';

/** Options of `unguardedConditions()`. */
export interface MutationOptions {
  /** Also leave out each value of a condition that has several. */
  readonly eachValue?: boolean;
}

/** Policies that differ from the original in one condition. */
interface Mutant {
  readonly name: string;
  readonly documents: readonly PolicyDocument[];
}

/**
 * The conditions without which every request would have the same outcome: nothing tests that they are there.
 *
 * Fails if a request does not even have its outcome with all of the conditions.
 */
export function unguardedConditions(
  policy: OneOrMore<PolicyDocument>,
  mustNotBeAllowed: readonly AccessRequest[],
  mustBeAllowed: readonly AccessRequest[],
  options: MutationOptions = {},
): string[] {
  const documents = [policy].flat() as PolicyDocument[];
  const probes = [
    ...mustNotBeAllowed.map((request) => ({ request, allowed: false })),
    ...mustBeAllowed.map((request) => ({ request, allowed: true })),
  ];
  const failing = (candidates: readonly PolicyDocument[]) =>
    probes.filter(({ request, allowed }) => (evaluate(candidates, request).effect === 'allowed') !== allowed);
  for (const { request, allowed } of failing(documents)) {
    throw new Error(`must ${allowed ? '' : 'not '}be allowed, before any condition is left out: ${JSON.stringify(request)}`);
  }
  return mutantsOf(documents, options)
    .filter((mutant) => failing(mutant.documents).length === 0)
    .map(({ name }) => name);
}

function mutantsOf(documents: readonly PolicyDocument[], options: MutationOptions): Mutant[] {
  return documents.flatMap((document, position) => {
    const statements = [document.Statement].flat() as PolicyStatement[];
    return statements.flatMap((statement, index) => {
      const place = `${documents.length > 1 ? `policy ${position}: ` : ''}statement ${index}${statement.Sid ? ` (${statement.Sid})` : ''}`;
      return weakened(statement, options).map(([name, Condition]) => ({
        name: `${place}: ${name}`,
        documents: replaced(documents, position, { ...document, Statement: replaced(statements, index, { ...statement, Condition }) }),
      }));
    });
  });
}

type Conditions = NonNullable<PolicyStatement['Condition']>;

/** The conditions of a statement without one of them, for each; and without one of the values. */
function weakened({ Condition: conditions = {} }: PolicyStatement, { eachValue }: MutationOptions): [name: string, conditions: Conditions][] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, wanted]) => {
      const { [key]: _, ...otherKeys } = keys;
      const { [operator]: __, ...otherOperators } = conditions;
      const without = Object.keys(otherKeys).length > 0 ? { ...conditions, [operator]: otherKeys } : otherOperators;
      const values = [wanted].flat();
      const withoutValue = values.map((value, index): [string, Conditions] => [
        `${operator} ${key} ${value}`,
        { ...conditions, [operator]: { ...keys, [key]: values.filter((_, other) => other !== index) } },
      ]);
      return [[`${operator} ${key}`, without] as [string, Conditions], ...(eachValue && values.length > 1 ? withoutValue : [])];
    }),
  );
}

function replaced<T>(list: readonly T[], position: number, by: T): T[] {
  return list.map((one, index) => (index === position ? by : one));
}
