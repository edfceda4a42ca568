import type { IConstruct } from 'constructs';
import { acceptWhereFound } from '../private/acceptances';
import { refuse } from '../private/report';
import { DEMANDED_OPTIONS } from '../rules/controls/options';
import { DEFAULT_PARAMETERS, type RuleParameters } from '../rules/controls/rule-parameters';
import { cite } from '../rules/packs/cite';
import type { ComplianceProfile } from './compliance-profile';

/** Whether a profile demands that a rule passes. */
export function demands(profile: ComplianceProfile | undefined, rule: string): profile is ComplianceProfile {
  return profile?._pack.rules.includes(rule) === true && !profile._accepted.some((accepted) => accepted.rule.trim() === rule);
}

/** What a profile sets for its rules. */
export function parametersOf({ _pack }: ComplianceProfile): RuleParameters {
  return { ...DEFAULT_PARAMETERS, ..._pack.parameters };
}

/** Refuses what an option is set to, for the sake of a rule. */
export function refuseFor(scope: IConstruct, profile: ComplianceProfile, rule: string, value: unknown): never {
  const option = DEMANDED_OPTIONS[rule];
  const parameters = parametersOf(profile);
  return refuse(scope, {
    id: 'cdk-cloudtrail:ComplianceProfile.locked',
    message: `'${option?.option}' ${option?.demands?.(parameters)}: ${rule}, which serves ${cite(rule, profile._pack)}`,
    value,
    fix: `${option?.fix(parameters)}; or accept it with profile.except({ rule: '${rule}', … })`,
  });
}

/** Writes what a profile accepts into the resources that it is about. */
export function acceptExceptions(scope: IConstruct, profile: ComplianceProfile | undefined, resources: readonly (IConstruct | undefined)[]): void {
  for (const rule of profile?._accepted ?? []) {
    for (const resource of resources) if (resource) acceptWhereFound(resource, rule, scope);
  }
}
