import type { Assembly, TemplateStack } from '../template/assembly';
import { locationOf, rawResources } from '../template/assembly';
import { isJson, type Json, section } from '../template/json';
import { pointer } from '../template/route';
import type { Acceptance, Evidence, ResultRow, SuppressionRow } from './compliance-report';
import { isDay } from './day';

/** The member of a resource's `Metadata` that the library writes and reads. */
export const METADATA = 'cdk-cloudtrail';

/** What somebody accepts, before anybody asked whether it holds. */
export interface AcceptanceEntry extends Acceptance {
  readonly rule: string;
  /** The resource that it is for; left out if it is for everything at and below `at`. */
  readonly resource?: { readonly stack: string; readonly logicalId: string; readonly type: string };
  /** Where it is written in a template. */
  readonly evidence?: Evidence;
  /** The construct that it was said of, which may be written into several resources. */
  readonly said?: string;
}

/** What is taken from acceptances by whoever judges them. */
export interface AcceptanceSettings {
  /** Whether each needs an owner, a ticket and an expiry beside its reason. */
  readonly strict: boolean;
  /** As `2026-11-25`: what expired before has no effect. */
  readonly today: string;
}

/** The acceptances that are written in templates. */
export function acceptancesIn({ stacks }: Assembly): AcceptanceEntry[] {
  return stacks.flatMap((stack) =>
    rawResources(stack).flatMap(([logicalId, raw]) => {
      const accepted = section(section(raw, 'Metadata'), METADATA).accepted;
      if (!Array.isArray(accepted)) return [];
      return accepted.filter(isJson).map((entry, index) => entryOf(stack, logicalId, String(raw.Type), entry, index));
    }),
  );
}

function entryOf(stack: TemplateStack, logicalId: string, type: string, entry: Json, index: number): AcceptanceEntry {
  return {
    ...acceptanceOf(entry),
    at: stack.paths.get(logicalId) ?? `${stack.id}/${logicalId}`,
    resource: { stack: stack.id, logicalId, type },
    ...(typeof entry.at === 'string' && { said: entry.at }),
    evidence: {
      template: locationOf(stack),
      pointer: pointer('Resources', logicalId, 'Metadata', METADATA, 'accepted', index),
      value: entry,
      route: [],
      resolvedTo: null,
    },
  };
}

/** Reads what is said of an acceptance; what is not there is `null`, and told later. */
export function acceptanceOf(entry: Json): Omit<AcceptanceEntry, 'at'> {
  const text = (name: string) => (typeof entry[name] === 'string' && entry[name].trim() !== '' ? entry[name].trim() : null);
  return { rule: text('rule') ?? '', reason: text('reason') ?? '', owner: text('owner'), ticket: text('ticket'), expires: text('expires') };
}

/** Why an acceptance has no effect; nothing for one that has. */
export function formProblems(entry: Acceptance, { strict, today }: AcceptanceSettings): string[] {
  const { reason, owner, ticket, expires } = entry;
  const lacking = strict ? Object.entries({ owner, ticket, expires }).flatMap(([name, value]) => (value === null ? [name] : [])) : [];
  const isGood = expires === null || isDay(expires);
  return [
    ...(reason.trim() === '' ? ['it has no reason'] : []),
    ...(lacking.length > 0 ? [`it has no ${lacking.join(', no ')}`] : []),
    ...(isGood ? [] : [`${JSON.stringify(expires)} is no day, write it as 2027-03-31`]),
    ...(isGood && expires !== null && expires < today ? [`it expired on ${expires}`] : []),
  ];
}

/** Whether a path is that of a construct or of something in it; everything is in the app. */
export function isAtOrBelow(path: string, construct: string): boolean {
  return construct === '' || path === construct || path.startsWith(`${construct}/`);
}

/** Whether an acceptance is about a result. */
function isAbout(entry: AcceptanceEntry, row: Pick<ResultRow, 'rule' | 'resource'>): boolean {
  if (entry.rule !== row.rule || row.resource.path === null) return false;
  if (entry.resource) return entry.resource.stack === row.resource.stack && entry.resource.logicalId === row.resource.logicalId;
  return isAtOrBelow(row.resource.path, entry.at);
}

/** What an acceptance is about. */
export interface Reach {
  readonly entry: AcceptanceEntry;
  /** How many results it matches. */
  readonly matched: number;
  /** Why it is too wide, or for nothing. */
  readonly problems: readonly string[];
}

/** Results and acceptances, each with what the others make of them. */
export interface Weighed {
  readonly rows: readonly ResultRow[];
  readonly reach: readonly Reach[];
  readonly suppressions: readonly SuppressionRow[];
}

/** Takes acceptances into account: of the results that did not pass, and of the acceptances themselves. */
export function withAcceptances(rows: readonly ResultRow[], entries: readonly AcceptanceEntry[], settings: AcceptanceSettings): Weighed {
  const open = (row: ResultRow) => row.verdict === 'fail' || row.verdict === 'unknown';
  const valid = entries.filter((entry) => formProblems(entry, settings).length === 0);
  const matches = entries.map((entry) => rows.filter((row) => open(row) && isAbout(entry, row)).length);
  const needed = new Set(entries.filter((_, index) => matches[index] !== 0).map(sayingOf));
  const reach = entries.map((entry, index) => ({
    entry,
    matched: matches[index] ?? 0,
    problems: [
      ...(!needed.has(sayingOf(entry)) ? ['it matches no result that did not pass'] : []),
      ...(entry.at === '' ? ['it is for the whole app'] : []),
    ],
  }));
  return {
    rows: rows.map((row) => {
      const entry = open(row) ? valid.find((one) => isAbout(one, row)) : undefined;
      if (!entry) return row;
      const { rule: _, ...accepted } = shown(entry);
      return { ...row, accepted };
    }),
    reach,
    suppressions: reach.map(({ entry, matched, problems }) => ({
      ...shown(entry),
      matched,
      problems: [...formProblems(entry, settings), ...problems],
    })),
  };
}

/** What is said once of a construct is one acceptance, into however many resources it is written. */
function sayingOf(entry: AcceptanceEntry): string {
  return JSON.stringify([shown({ ...entry, at: entry.said ?? entry.at })]);
}

function shown({ rule, reason, owner, ticket, expires, at }: AcceptanceEntry): Acceptance & { readonly rule: string } {
  return { rule, reason, owner, ticket, expires, at };
}
