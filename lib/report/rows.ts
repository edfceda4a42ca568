import type { ControlResult } from '../rules/controls/control-result';
import type { ControlRule, ControlSeverity } from '../rules/controls/control-rule';
import { controlsServedBy } from '../rules/packs/catalogue';
import { otherToolsOf } from '../rules/packs/other-tools';
import type { Pack } from '../rules/packs/pack';
import type { ResultRow } from './compliance-report';
import type { Unit } from './units';
import { SEVERITIES } from './wording';

/** The rows for the answers to a question; one that says so where there is nothing to ask about. */
export function rowsOf({ rule, used, packs }: Unit, results: readonly ControlResult[]): ResultRow[] {
  const all = results.length > 0 ? results : [nothing(rule)];
  const ofRule = {
    severity: severityIn(rule, packs),
    controls: controlsServedBy(rule.id, packs),
    packs: packs.map(({ id }) => id),
    otherTools: otherToolsOf(rule.id),
  };
  return all.map(({ verdict, resource, because, evidence, dependsOn, withDefaults }) => ({
    rule: rule.id,
    title: rule.title,
    parameters: used,
    verdict,
    severity: ofRule.severity,
    resource,
    because,
    evidence,
    needs: verdict === 'unknown' ? { dependsOn, live: rule.live } : null,
    withDefaults,
    fix: verdict === 'fail' || verdict === 'unknown' ? rule.fix : null,
    controls: ofRule.controls,
    packs: ofRule.packs,
    otherTools: ofRule.otherTools,
    accepted: null,
  }));
}

function nothing({ resourceTypes }: ControlRule): ControlResult {
  return {
    verdict: 'notApplicable',
    resource: { logicalId: null, type: resourceTypes[0] ?? 'any', path: null, stack: null },
    because: 'these templates have nothing that the rule is about',
    evidence: [],
    dependsOn: [],
    withDefaults: null,
  };
}

/** The weight that the strictest of the packs gives it. */
function severityIn(rule: ControlRule, packs: readonly Pack[]): ControlSeverity {
  const weights = packs.map(({ severities }) => severities[rule.id] ?? rule.severity);
  return SEVERITIES.find((severity) => weights.includes(severity)) ?? rule.severity;
}
