import type { Verdict } from '../rules/controls/judgement';
import type { ComplianceReport, ControlRow, ResultRow } from './compliance-report';
import { frameworkOf, nameOf, SEVERITIES } from './wording';

/** A report with what is needed to find one's way in it. */
export interface Reading {
  readonly report: ComplianceReport;
  /** The results of each rule, in the order of the report. */
  readonly byRule: ReadonlyMap<string, readonly ResultRow[]>;
  /** Where a result stands in a page: made of its rule and its resource, so that it is the same in the next report. */
  readonly anchors: ReadonlyMap<ResultRow, string>;
}

/** Between unknown and pass there is room for what was accepted. */
const NEED: Readonly<Record<Verdict, number>> = { fail: 0, unknown: 1, pass: 4, notApplicable: 5 };
const LONGEST_ANCHOR = 90;

export function readingOf(report: ComplianceReport): Reading {
  return { report, byRule: groupBy(report.results, ({ rule }) => rule), anchors: anchorsOf(report.results) };
}

/** The results that a control rests on, those that need somebody first. */
export function resultsOf({ byRule }: Reading, { rules, pack }: Pick<ControlRow, 'rules' | 'pack'>): readonly ResultRow[] {
  return byNeed(rules.flatMap((rule) => byRule.get(rule) ?? []).filter(({ packs }) => packs.includes(pack)));
}

/** Results that nobody accepted come first, then the worse verdicts. */
function byNeed(results: readonly ResultRow[]): readonly ResultRow[] {
  const need = ({ verdict, accepted }: ResultRow) => NEED[verdict] + (accepted ? 2 : 0);
  return [...results].sort((one, other) => need(one) - need(other));
}

/** The first result that needs somebody, which stands for all of them. */
export function worstOf(results: readonly ResultRow[]): ResultRow | undefined {
  return byNeed(results)[0];
}

/** Results of one rule that one step repairs, or one look settles. */
export interface ToDo {
  readonly first: ResultRow;
  readonly results: readonly ResultRow[];
}

/** What did not pass and what nobody accepted, the heaviest first. */
export function toDo({ report }: Reading, verdict: 'fail' | 'unknown'): readonly ToDo[] {
  const open = report.results.filter((result) => result.verdict === verdict && !result.accepted);
  const groups = [
    ...groupBy(open, ({ rule, severity, parameters, fix, needs }) => JSON.stringify([rule, severity, parameters, fix, needs?.live])).values(),
  ];
  const weight = ({ first }: ToDo) => SEVERITIES.indexOf(first.severity);
  return groups
    .flatMap(([first, ...more]) => (first ? [{ first, results: [first, ...more] }] : []))
    .sort((one, other) => weight(one) - weight(other));
}

/** The controls of a pack. */
export interface PackOfControls {
  readonly id: string;
  /** The framework with its version. */
  readonly title: string;
  readonly anchor: string;
  readonly controls: readonly ControlRow[];
}

/** Every pack that has controls. */
export function packsOf({ controls }: ComplianceReport): readonly PackOfControls[] {
  return [...groupBy(controls, ({ pack }) => pack)].flatMap(([id, all], index) =>
    all[0] ? [{ id, title: frameworkOf(all[0]), anchor: `pack-${index + 1}`, controls: all }] : [],
  );
}

/** How many of some things there are of each kind. */
export function tally<T extends string>(kinds: readonly T[]): ReadonlyMap<T, number> {
  return new Map([...groupBy(kinds, (kind) => kind)].map(([kind, all]) => [kind, all.length]));
}

/** Puts together what has the same key, in the order in which the keys come up. */
export function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

function anchorsOf(results: readonly ResultRow[]): ReadonlyMap<ResultRow, string> {
  const taken = new Set<string>();
  return new Map(
    results.map((result) => {
      const plain = `result-${result.rule}-${nameOf(result.resource)}`.replace(/[^A-Za-z0-9]+/g, '-').slice(0, LONGEST_ANCHOR);
      let anchor = plain;
      for (let more = 2; taken.has(anchor); more++) anchor = `${plain}-${more}`;
      taken.add(anchor);
      return [result, anchor];
    }),
  );
}
