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
  /** Whether the root user has to give a second factor to delete versions, of the buckets that were asked, named likewise. */
  readonly mfaDelete: ReadonlyMap<string, boolean>;
  /** Whether there are subscriptions in the templates, and all of them are confirmed. */
  readonly subscriptionsConfirmed: boolean;
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
export function settledBy(report: ComplianceReport, deployed: ComplianceReport, seen: Seen, packs: readonly Pack[]): ComplianceReport {
  const answers = new Map(deployed.results.map((row) => [keyOf(row), row]));
  const settled: ResultRow[] = [];
  const results = report.results.map((row) => {
    const answer = row.verdict === 'unknown' && (seenItself(row, seen) ?? decided(answers.get(keyOf(row)), seen));
    if (!answer) return row;
    settled.push(row);
    return { ...answer, because: `${answer.because}; the templates leave it open, and as seen at ${seen.at}, it is so` };
  });
  const list = settled.map(({ rule, resource }) => `${rule} of ${resource.path}`).join(', ');
  const apart = `Seen in the account at ${seen.at}, and settled by that: ${list === '' ? 'nothing' : list}. All other results rest on the templates alone.`;
  const controls = packs.flatMap((pack) => rollUp(pack, results));
  return { ...report, results, controls, summary: summaryOf(results), limits: [...report.limits, apart] };
}

/** What no template can say, and the account does. */
function seenItself(row: ResultRow, { mfaDelete, subscriptionsConfirmed }: Seen): ResultRow | undefined {
  const settled = { ...row, needs: null, withDefaults: null };
  const mfa = mfaDelete.get(nameOf(row));
  if (row.rule === 'BKT-12' && mfa !== undefined) {
    return mfa
      ? { ...settled, verdict: 'pass', because: 'MFA delete is on', fix: null }
      : { ...settled, verdict: 'fail', because: 'MFA delete is off' };
  }
  const waits = row.rule === 'ALM-21' && row.needs?.dependsOn.every((what) => what.startsWith('the confirmation of the '));
  return waits && subscriptionsConfirmed
    ? { ...settled, verdict: 'pass', because: 'all subscriptions of the templates are confirmed', fix: null }
    : undefined;
}

/** What follows from the values of the deployment holds for what is as it was deployed. */
function decided(row: ResultRow | undefined, { asDeclared }: Seen): ResultRow | undefined {
  return row && row.verdict !== 'unknown' && asDeclared.has(nameOf(row)) ? row : undefined;
}

function nameOf({ resource }: ResultRow): string {
  return `${resource.stack} ${resource.logicalId}`;
}

function keyOf({ rule, resource, parameters }: ResultRow): string {
  return JSON.stringify([rule, resource.stack, resource.logicalId, parameters]);
}
