import { isJson, type Json } from '../../../lib/template/json';
import { listOf, textOf, Unknown } from '../../../lib/template/unknown';
import { type Check, compared, type Pair, unknown } from './check';
import type { DeclaredResource } from './declared';
import { sameSet, worst } from './same';

/**
 * Compares policies statement by statement. Order, lists of one, the two ways to write the principal of an account, and ids of statements make no
 * difference: they do not change who may do what.
 */
export function comparedPolicies(resource: DeclaredResource, property: string, declared: unknown, live: Json | undefined, fix: string): Check[] {
  if (declared instanceof Unknown || !isJson(declared)) return [unknown(resource, property, 'the template does not say what the policy is')];
  if (live === undefined) return [compared(resource, { property, declared, live, because: 'there is no policy', fix })];
  const [wanted, rest] = [statementsOf(declared), statementsOf(live)];
  const found = new Map<Statement, Statement>();
  // Who is certainly the same is taken first, so that nobody else is found in its place.
  for (const likeness of LIKENESS) {
    for (const statement of wanted.filter((one) => !found.has(one))) {
      const at = rest.findIndex((other) => likeness(statement, other));
      const [match] = at < 0 ? [] : rest.splice(at, 1);
      if (match) found.set(statement, match);
    }
  }
  const pairs = [...wanted.map((one) => [one, found.get(one)] as const), ...rest.map((one) => [undefined, one] as const)];
  return pairs.map(([one, other]) => compared(resource, pairOf(property, one, other, fix)));
}

interface Statement {
  readonly sid: string | undefined;
  readonly index: number;
  /** What it says, in a form of which the order of lists is all that may differ. */
  readonly parts: Readonly<Record<string, unknown>>;
  readonly written: Json;
}

function pairOf(property: string, declared: Statement | undefined, live: Statement | undefined, fix: string): Pair {
  const { sid, index } = (declared ?? live) as Statement;
  const because = !live ? 'this statement is not there' : declared ? `it differs in ${differing(declared, live).join(', ')}` : 'nobody declared it';
  return {
    property: `${property}.Statement[${sid ?? index}]`,
    declared: declared?.written,
    live: live?.written,
    because,
    fix,
    by: () => (declared && live ? partsSame(declared, live) : 'different'),
  };
}

/** How much a statement is like another one, from certain to perhaps: the same, could be the same, has the same id, differs in little. */
const LIKENESS: readonly ((one: Statement, other: Statement) => boolean)[] = [
  (one, other) => partsSame(one, other) === 'same',
  (one, other) => partsSame(one, other) !== 'different',
  (one, other) => one.sid !== undefined && one.sid === other.sid,
  (one, other) => 3 * differing(one, other).length <= names(one, other).length,
];

function partsSame(one: Statement, other: Statement) {
  return worst(names(one, other).map((name) => sameSet(one.parts[name], other.parts[name])));
}

function differing(one: Statement, other: Statement): string[] {
  return names(one, other).filter((name) => sameSet(one.parts[name], other.parts[name]) === 'different');
}

function names(one: Statement, other: Statement): string[] {
  return [...new Set([...Object.keys(one.parts), ...Object.keys(other.parts)])];
}

function statementsOf(policy: Json): Statement[] {
  const statements = (listOf(policy.Statement) ?? []).filter(isJson);
  return statements.map((written, index) => ({ sid: textOf(written.Sid), index, parts: partsOf(written), written }));
}

function partsOf({ Sid: _sid, Condition, Principal, NotPrincipal, ...others }: Json): Json {
  const lists = Object.entries(others).map(([name, value]): [string, unknown] => [name, texts(value, name.endsWith('Action'))]);
  const conditions = Object.entries(isJson(Condition) ? Condition : {}).flatMap(([operator, keys]) =>
    Object.entries(isJson(keys) ? keys : {}).map(([key, value]): [string, unknown] => [`Condition.${operator}.${key.toLowerCase()}`, texts(value)]),
  );
  return Object.fromEntries([...lists, ...principals('Principal', Principal), ...principals('NotPrincipal', NotPrincipal), ...conditions]);
}

function principals(name: string, value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  const byKind = isJson(value) ? value : { AWS: value };
  return Object.entries(byKind).map(([kind, who]) => [
    `${name}.${kind}`,
    texts(who).map((one) => one.replace(/^arn:[^:]*:iam::(\d{12}):root$/, '$1')),
  ]);
}

/** Also of an effect, which is a list of one. The names of actions are the same in any case. */
function texts(value: unknown, anyCase = false): string[] {
  const all = (listOf(value) ?? [value]).flatMap((one) => textOf(one) ?? []);
  return [...new Set(anyCase ? all.map((one) => one.toLowerCase()) : all)];
}
