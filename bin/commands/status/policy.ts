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
  const statements = listOf(declared.Statement);
  if (statements === undefined) return [unknown(resource, property, 'the template does not say what the statements of the policy are')];
  const [wanted, rest] = [statementsOf(statements), statementsOf(listOf(live.Statement) ?? [])];
  const found = new Map<Statement, Statement>();
  // Who is certainly the same is taken first, so that nobody else is found in its place.
  for (const likeness of LIKENESS) {
    for (const statement of wanted.filter((one) => !found.has(one))) {
      const at = rest.findIndex((other) => likeness(statement, other));
      const [match] = at < 0 ? [] : rest.splice(at, 1);
      if (match) found.set(statement, match);
    }
  }
  const declaredOnes = wanted.map((one) => compared(resource, pairOf(property, one, found.get(one), fix)));
  // A statement of which nothing is known could be any of those that are left.
  const open = statements.flatMap((one, index) => (one instanceof Unknown ? [openStatement(resource, property, one, index)] : []));
  return [...declaredOnes, ...(open.length > 0 ? open : rest.map((one) => compared(resource, pairOf(property, undefined, one, fix))))];
}

interface Statement {
  readonly sid: string | undefined;
  readonly index: number;
  /** What it says, in a form of which the order of lists is all that may differ. */
  readonly parts: Readonly<Record<string, readonly string[] | Unknown>>;
  readonly written: Json;
}

function openStatement(resource: DeclaredResource, property: string, { dependsOn }: Unknown, index: number): Check {
  return unknown(resource, `${property}.Statement[${index}]`, `the template does not say what this statement is: it depends on ${dependsOn}`);
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
  const all = [...new Set([...Object.keys(one.parts), ...Object.keys(other.parts)])];
  // What is below a part of which nothing is known could be anything.
  const open = all.filter((name) => one.parts[name] instanceof Unknown);
  return all.filter((name) => !open.some((above) => name.startsWith(`${above}.`)));
}

function statementsOf(statements: readonly unknown[]): Statement[] {
  return statements.flatMap((written, index) => (isJson(written) ? [{ sid: textOf(written.Sid), index, parts: partsOf(written), written }] : []));
}

type Part = readonly [name: string, texts: readonly string[] | Unknown];

function partsOf({ Sid: _sid, Condition, Principal, NotPrincipal, ...others }: Json): Statement['parts'] {
  const lists = Object.entries(others).flatMap(([name, value]) => part(name, value, (text) => (name.endsWith('Action') ? text.toLowerCase() : text)));
  const conditions = below('Condition', Condition, (operator, keys) => below(operator, keys, (key, value) => part(key, value), lowerCase));
  return Object.fromEntries([...lists, ...principals('Principal', Principal), ...principals('NotPrincipal', NotPrincipal), ...conditions]);
}

function principals(name: string, value: unknown): readonly Part[] {
  if (value === undefined) return [];
  const byKind = isJson(value) || value instanceof Unknown ? value : { AWS: value };
  return below(name, byKind, (kind, who) => part(kind, who, (one) => one.replace(/^arn:[^:]*:iam::(\d{12}):root$/, '$1')));
}

/** The parts of what is an object. */
function below(name: string, value: unknown, each: (name: string, value: unknown) => readonly Part[], as = (key: string) => key): readonly Part[] {
  if (value instanceof Unknown) return [[name, value]];
  return Object.entries(isJson(value) ? value : {}).flatMap(([key, one]) => each(`${name}.${as(key)}`, one));
}

/** Also of an effect, which is a list of one. The names of actions and of the keys of conditions are the same in any case. */
function part(name: string, value: unknown, as = (text: string) => text): readonly Part[] {
  if (value instanceof Unknown) return [[name, value]];
  const all = (listOf(value) ?? []).flatMap((one) => textOf(one) ?? []);
  return [[name, [...new Set(all.map(as))]]];
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
