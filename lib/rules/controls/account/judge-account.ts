import type { TemplateStack } from '../../../template/assembly';
import type { Survey } from '../../../template/survey';
import { CONTROL_RULES } from '../catalogue';
import type { ControlResult } from '../control-result';
import { judgeRule } from '../judge-rule';
import type { RuleParameters } from '../rule-parameters';

const NEEDED = ['TRAIL-01', 'TRAIL-02', 'TRAIL-07'];

/** What templates say of the account: a trail that is enough for it, or nothing. */
export function judgeAccount(survey: Survey, parameters: RuleParameters): ControlResult {
  const results = CONTROL_RULES.filter(({ id }) => NEEDED.includes(id)).map((rule) => judgeRule(survey, rule, parameters));
  for (const { stack, logicalId } of survey.ofType('AWS::CloudTrail::Trail')) {
    const ofTrail = results.flatMap((one) => one.filter(({ resource }) => resource.stack === stack.id && resource.logicalId === logicalId));
    const passes = ofTrail.length === NEEDED.length && ofTrail.every(({ verdict }) => verdict === 'pass');
    const [first] = ofTrail;
    if (!passes || !first || !isAlwaysDeployed(survey, stack, logicalId)) continue;
    return {
      ...first,
      because: 'this trail is deployed whatever the conditions, is logging, and logs all management events of all Regions',
      evidence: ofTrail.flatMap(({ evidence }) => evidence),
    };
  }
  return {
    verdict: 'unknown',
    resource: { logicalId: null, type: 'AWS::CloudTrail::Trail', path: null, stack: null },
    because: 'no trail of these templates is surely enough; the account may have another one',
    evidence: [],
    dependsOn: ['the other trails of the account'],
    withDefaults: null,
  };
}

function isAlwaysDeployed(survey: Survey, stack: TemplateStack, logicalId: string): boolean {
  const { results, complete } = survey.inEveryWorld((world) => {
    const trail = world.resource(stack, logicalId);
    return trail !== undefined && world.isDeployed(trail);
  });
  return complete && results.every(({ value }) => value);
}
