import type { ResultResource } from '../rules/controls/control-result';
import type { ControlSeverity } from '../rules/controls/control-rule';
import type { Evidence } from '../rules/controls/evidence';
import type { Verdict } from '../rules/controls/judgement';
import type { RuleParameters } from '../rules/controls/rule-parameters';

export type { Evidence, ResultResource };

/** The version of the form of a report. A member more is not a new one. */
export const SCHEMA_VERSION = '1';

/** What the rules of some packs say of some templates, control by control. Everything else, such as HTML, is made from it. */
export interface ComplianceReport {
  readonly $schema: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string /** Of the texts of all rules and packs. */; readonly rulesetDigest: string };
  readonly subject: { readonly assemblyVersion: string | null; readonly stacks: readonly SubjectStack[] };
  readonly assumptions: { readonly parameters: Readonly<Record<string, string>>; readonly packs: readonly AssumedPack[] };
  /** How many trails and event data stores there are. A report of none proves nothing. */
  readonly assessed: number;
  readonly results: readonly ResultRow[];
  readonly controls: readonly ControlRow[];
  readonly suppressions: readonly SuppressionRow[];
  /** What was not looked at, or cannot be seen in templates. */
  readonly limits: readonly string[];
  readonly summary: Readonly<Record<Verdict | 'accepted', number>>;
}

/** A stack that was read. */
export interface SubjectStack {
  readonly name: string;
  /** The file, as seen from what was read. */
  readonly template: string;
  readonly sha256: string;
  readonly account: string | null;
  readonly region: string | null;
}

/** A pack, with what it sets. */
export interface AssumedPack {
  readonly id: string;
  readonly name: string;
  readonly parameters: RuleParameters;
}

/** What a rule says of a resource. */
export interface ResultRow {
  readonly rule: string;
  readonly title: string;
  /** What the packs that asked set for the rule, where it makes a difference to it. */
  readonly parameters: Partial<RuleParameters>;
  readonly verdict: Verdict;
  readonly severity: ControlSeverity;
  /** The members are `null` where there is nothing that the rule could be about. */
  readonly resource: ResultResource;
  readonly because: string;
  readonly evidence: readonly Evidence[];
  /** For an unknown: what it depends on, and what settles it. */
  readonly needs: { readonly dependsOn: readonly string[]; readonly live: string } | null;
  /** For an unknown: the verdict if every parameter has its default. */
  readonly withDefaults: Verdict | null;
  /** For what did not pass. */
  readonly fix: string | null;
  readonly controls: readonly ControlRef[];
  /** The packs that asked, by their ids. */
  readonly packs: readonly string[];
  /** What other tools call the same, for whoever compares. */
  readonly otherTools: readonly { readonly tool: string; readonly rule: string }[];
  readonly accepted: Acceptance | null;
}

/** A control that a rule serves. */
export interface ControlRef {
  readonly framework: string;
  readonly version: string | null;
  readonly id: string;
  /** Whether the rules that serve a control are all of it, or a part. */
  readonly coverage: 'full' | 'partial';
}

/** What is known of a control: never that somebody complies with it. */
export interface ControlRow extends ControlRef {
  readonly title: string;
  /** The pack that it is of, by its id. */
  readonly pack: string;
  readonly status: 'met' | 'notMet' | 'undetermined' | 'accepted' | 'notAssessed';
  readonly rules: readonly string[];
  /** What templates cannot show of it. */
  readonly open: string | null;
}

/** Somebody takes responsibility for a result that did not pass. The verdict stays what it is. */
export interface Acceptance {
  readonly reason: string;
  readonly owner: string | null;
  readonly ticket: string | null;
  /** The last day, as `2027-03-31`. */
  readonly expires: string | null;
  /** Where it was said: the path of a construct, or a file. */
  readonly at: string;
}

/** An acceptance, whether or not it had an effect. */
export interface SuppressionRow extends Acceptance {
  readonly rule: string;
  /** How many results it was about. */
  readonly matched: number;
  /** Why it has no effect, or less than it should. */
  readonly problems: readonly string[];
}
