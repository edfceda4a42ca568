import type { ControlSeverity } from '../controls/control-rule';
import type { RuleParameters } from '../controls/rule-parameters';

/** A selection of rules for a framework. It has no logic of its own. */
export interface Pack {
  /** Stable; part of the contract of the library. */
  readonly id: string;
  readonly name: string;
  /** What the controls are of, as its publisher writes it; without the version. */
  readonly framework: string;
  readonly version: string | null;
  /** The ids of its rules, each once. */
  readonly rules: readonly string[];
  /** Where the framework weighs a rule otherwise than the rule itself does. */
  readonly severities: Readonly<Record<string, ControlSeverity>>;
  /** What the framework wants; the rest has its default. */
  readonly parameters: Partial<RuleParameters>;
  readonly controls: readonly PackControl[];
}

/** A control of a framework. */
export interface PackControl {
  readonly id: string;
  readonly title: string;
  /** The rules that serve it, all of them among those of the pack; none where templates can show nothing of it. */
  readonly rules: readonly string[];
  /** Whether the rules are all that the control demands of a template's trails, or a part of it. */
  readonly coverage: 'full' | 'partial';
  /** What templates cannot show of it. */
  readonly open: string | null;
  /** The level or the profile that it belongs to, where the framework has some. */
  readonly level?: string;
}
