import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type AcceptanceEntry, acceptancesIn, isAtOrBelow } from '../report/acceptances';
import type { ComplianceReport, ResultRow, SuppressionRow } from '../report/compliance-report';
import { sortedBy } from '../report/sorted-by';
import { CONTROL_RULES } from '../rules/controls/catalogue';
import type { Assembly } from '../template/assembly';
import { COMPLIANCE_PLUGIN } from './acceptances';

/** What the CDK keeps where somebody acknowledges a rule: no owner, no ticket and no day. */
export interface Acknowledgement {
  /** With the name of the tool that it is addressed to. */
  readonly id: string;
  /** Without it. */
  readonly rule: string;
  /** `plugin` is what the CDK takes into account as well; who named no tool may have meant one of our rules, too. */
  readonly to: 'plugin' | 'anybody' | 'others';
  readonly reason: string;
  /** The path of the construct. */
  readonly at: string;
}

/** Acknowledgements for a part of an app: those in it, and those further out, which are for it as well. */
export function acknowledgementsFor(root: IConstruct, part: string): Acknowledgement[] {
  const constructs = root.node.findAll().filter(({ node }) => isAtOrBelow(node.path, part) || isAtOrBelow(part, node.path));
  return constructs.flatMap(({ node }) => {
    const kept = node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    return kept.flatMap(({ data }) => Object.entries((data ?? {}) as Record<string, unknown>).map(([id, reason]) => readId(id, reason, node.path)));
  });
}

function readId(id: string, reason: unknown, at: string): Acknowledgement {
  const [, tool = '', rule = ''] = /^(.*?)::(.*)$/s.exec(id) ?? [];
  const isOurs = CONTROL_RULES.some((known) => known.id === rule);
  const to = tool === COMPLIANCE_PLUGIN ? 'plugin' : tool === 'Annotation' && isOurs ? 'anybody' : 'others';
  return { id, rule, to, reason: typeof reason === 'string' ? reason.trim() : '', at };
}

/** The acceptances that acknowledgements are, without those that the templates tell more of. */
export function acceptancesFrom(acknowledgements: readonly Acknowledgement[], assembly: Assembly): AcceptanceEntry[] {
  const written = acceptancesIn(assembly);
  const isWritten = ({ rule, reason, at }: Acknowledgement) =>
    written.some((entry) => entry.rule === rule && entry.reason === reason && isAtOrBelow(entry.at, at));
  return acknowledgements
    .filter((one) => one.to !== 'others' && !isWritten(one))
    .map(({ rule, reason, at }) => ({ rule, reason, owner: null, ticket: null, expires: null, at }));
}

/** A report that also shows what was acknowledged towards other tools, where they call the same otherwise. Nobody obeys that here. */
export function withOthers(report: ComplianceReport, acknowledgements: readonly Acknowledgement[]): ComplianceReport {
  const open = report.results.filter(({ verdict, accepted }) => (verdict === 'fail' || verdict === 'unknown') && accepted === null);
  const shown = acknowledgements.filter(({ to }) => to === 'others').flatMap((one) => shownOf(one, open));
  return { ...report, suppressions: sortedBy([...report.suppressions, ...shown], ({ at, rule }) => [at, rule]) };
}

function shownOf({ id, rule, reason, at }: Acknowledgement, open: readonly ResultRow[]): SuppressionRow[] {
  const rows = open.filter(({ resource, otherTools }) => isAtOrBelow(resource.path ?? '', at) && otherTools.some((other) => other.rule === rule));
  const [row] = rows;
  if (!row) return [];
  const tool = row.otherTools.find((other) => other.rule === rule)?.tool;
  const problems = [`it is for ${tool} and has no effect here, where the rule is ${row.rule}`];
  return [{ rule: id, reason, owner: null, ticket: null, expires: null, at, matched: rows.length, problems }];
}
