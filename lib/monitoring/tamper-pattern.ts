import type { TamperSubject } from './tamper-protection.contract';
import { GLOBAL_SOURCES, type Matcher, type NameKind, type Route } from './tamper-route';
import { ROUTES } from './tamper-routes';

/** A name of what is protected, and the Region where its events are, which may be a token. */
export interface Named {
  readonly name: string;
  readonly region: string;
}

/** What is protected. */
export type Names = Readonly<Partial<Record<NameKind, readonly Named[]>>>;

/** Which events of all are wanted. */
export interface Part {
  /** Whether events of what is in a Region are. */
  readonly has: (region: string) => boolean;
  /** Whether events of global services are. */
  readonly global: boolean;
}

/** What the pattern of a rule says of the `detail` of an event. */
export type Detail = Readonly<Record<string, unknown>>;

/** The calls that tamper with a subject; none where nothing of it is protected. */
export function detailOf(subject: TamperSubject, names: Names, part: Part): Detail | undefined {
  const clauses = ROUTES[subject].flatMap((route) => clauseOf(route, names, part));
  if (clauses.length === 0) return undefined;
  const sources = [...new Set(clauses.map(({ source }) => source))];
  // A field stands either beside `$or` or in it.
  const each = clauses.map(({ source, clause }) => (sources.length === 1 ? clause : { eventSource: [source], ...clause }));
  // With one alternative, `$or` would be the name of a field.
  return { ...(sources.length === 1 && { eventSource: sources }), ...(each.length === 1 ? each[0] : { $or: each }) };
}

interface Clause {
  readonly source: string;
  readonly clause: Detail;
}

function clauseOf({ source, events, names: kind, field, matchers, values = [] }: Route, names: Names, part: Part): Clause[] {
  const isGlobal = GLOBAL_SOURCES.includes(source);
  const here = (names[kind] ?? []).filter(({ region }) => (isGlobal ? part.global : part.has(region)));
  if (here.length === 0) return [];
  const wanted = [...here.flatMap(({ name }) => matchers?.(name) ?? [name]), ...values];
  return [{ source: `${source}.amazonaws.com`, clause: { eventName: events, ...(field && nested(field.split('.'), wanted)) } }];
}

function nested([first = '', ...rest]: readonly string[], values: readonly Matcher[]): Detail {
  return { [first]: rest.length === 0 ? values : nested(rest, values) };
}
