import { CONTROL_RULES } from '../rules/controls/catalogue';
import type { ControlRule } from '../rules/controls/control-rule';
import { parametersOf, type RuleParameters } from '../rules/controls/rule-parameters';
import type { Pack } from '../rules/packs/pack';

/** The same rule, asked by all packs that want the same of it. */
export interface Unit {
  readonly rule: ControlRule;
  readonly parameters: RuleParameters;
  /** What of the parameters makes a difference to the rule. */
  readonly used: Partial<RuleParameters>;
  readonly packs: Pack[];
}

/** What is asked of an assembly, each question once. */
export function unitsOf(packs: readonly { readonly pack: Pack; readonly parameters: RuleParameters }[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const { pack, parameters } of packs) {
    for (const rule of CONTROL_RULES.filter(({ id }) => pack.rules.includes(id))) {
      const used = parametersOf(rule.id, parameters);
      const key = JSON.stringify([rule.id, used]);
      const known = units.get(key);
      if (known) known.packs.push(pack);
      else units.set(key, { rule, parameters, used, packs: [pack] });
    }
  }
  return [...units.values()];
}
