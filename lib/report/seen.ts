import type { Pack } from '../rules/packs/pack';
import type { Assembly } from '../template/assembly';
import type { ComplianceReport, ResultRow } from './compliance-report';
import { rollUp } from './roll-up';
import { summaryOf } from './subject';

/** What was seen of a deployed stack. */
export interface SeenStack {
  readonly account: string;
  readonly region: string;
  /** The values of its parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What was seen in the account. */
export interface Seen {
  /** When, as in `2026-11-26T00:00:00.000Z`. */
  readonly at: string;
  /** By the ids of the stacks. */
  readonly stacks: ReadonlyMap<string, SeenStack>;
  /** The resources of which everything that was compared is as declared, as stack and logical id with a blank between. */
  readonly asDeclared: ReadonlySet<string>;
}

/** The assembly in the accounts and Regions in which it was seen. */
export function assemblySeen(assembly: Assembly, { stacks }: Seen): Assembly {
  const placed = assembly.stacks.map((stack) => {
    const { account, region } = stacks.get(stack.id) ?? stack;
    return { ...stack, ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  });
  const byId = new Map(placed.map((stack) => [stack.id, stack]));
  const nested = placed.map((stack) =>
    stack.parent ? { ...stack, parent: { ...stack.parent, stack: byId.get(stack.parent.stack.id) ?? stack.parent.stack } } : stack,
  );
  return { ...assembly, stacks: nested };
}

/** The values of parameters that were seen, by stack and name as `Audit.Retention`. */
export function parametersSeen({ stacks }: Seen): Record<string, string> {
  return Object.fromEntries(
    [...stacks].flatMap(([id, { parameters }]) => Object.entries(parameters).map(([name, value]) => [`${id}.${name}`, value])),
  );
}

/**
 * Settles what a report leaves open by one about what was seen. What the templates decide stays as they decide it, and what was seen is said apart:
 * in the reason of each result that it settles, and in the limits.
 *
 * @param report of the templates alone
 * @param deployed of the same with the places and parameters that were seen
 */
export function settledBy(report: ComplianceReport, deployed: ComplianceReport, { at, asDeclared }: Seen, packs: readonly Pack[]): ComplianceReport {
  const answers = new Map(deployed.results.map((row) => [keyOf(row), row]));
  const settled: ResultRow[] = [];
  const results = report.results.map((row) => {
    const answer = answers.get(keyOf(row));
    const { stack, logicalId } = row.resource;
    if (row.verdict !== 'unknown' || !answer || answer.verdict === 'unknown' || !asDeclared.has(`${stack} ${logicalId}`)) return row;
    settled.push(row);
    return { ...answer, because: `${answer.because}; the templates leave it open, and with what was deployed, as seen at ${at}, it is so` };
  });
  const list = settled.map(({ rule, resource }) => `${rule} of ${resource.path}`).join(', ');
  const apart = `Seen in the account at ${at}, and settled by that: ${list === '' ? 'nothing' : list}. All other results rest on the templates alone.`;
  const controls = packs.flatMap((pack) => rollUp(pack, results));
  return { ...report, results, controls, summary: summaryOf(results), limits: [...report.limits, apart] };
}

function keyOf({ rule, resource, parameters }: ResultRow): string {
  return JSON.stringify([rule, resource.stack, resource.logicalId, parameters]);
}
