import { acceptanceOf } from '../report/acceptances';
import { buildReport } from '../report/build-report';
import type { ComplianceReport } from '../report/compliance-report';
import { libraryVersion } from '../report/library-version';
import type { RuleParameters } from '../rules/controls/rule-parameters';
import { packOf } from '../rules/packs/catalogue';
import { assemblyOf, type Checkable } from './checkable';

/** What somebody accepts, for whom nothing is written in the templates. */
export interface AcceptedResult {
  /** The id of a rule, such as `BKT-13`. */
  readonly rule: string;
  /** The path of a construct: the acceptance is for it and what is below. Without paths in a template, the name of the stack and the logical id. */
  readonly at: string;
  readonly reason: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** The last day, as `2027-03-31`. */
  readonly expires?: string;
}

/** How templates are checked. */
export interface CheckTemplatesOptions {
  /** The ids of packs; `ct-core` if they are left out. */
  readonly packs?: readonly string[];
  /** Values that the deployment gives to the parameters of templates, by name or as `Stack.Name`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What goes before the parameters that packs set for their rules. */
  readonly ruleParameters?: Partial<RuleParameters>;
  /** What is accepted, besides what templates say themselves. */
  readonly acceptances?: readonly AcceptedResult[];
  /** The account of stacks that do not say it. */
  readonly account?: string;
  /** The Region of stacks that do not say it. */
  readonly region?: string;
  /** As `2026-11-25`: acceptances that expired before have no effect. The day of the call if it is left out. */
  readonly today?: string;
}

/** Asks the rules of some packs about templates, and gives the report as plain data. The same question gives the same report. */
export function checkTemplates(templates: Checkable, options: CheckTemplatesOptions = {}): ComplianceReport {
  const { packs = ['ct-core'], acceptances = [], today = new Date().toISOString().slice(0, 10), account, region, ...others } = options;
  return buildReport({
    ...others,
    assembly: assemblyOf(templates, { ...(account !== undefined && { account }), ...(region !== undefined && { region }) }),
    packs: [...new Set(packs)].map(packOf),
    acceptances: acceptances.map((entry) => ({ ...acceptanceOf({ ...entry }), at: entry.at })),
    version: libraryVersion(),
    today,
  });
}
