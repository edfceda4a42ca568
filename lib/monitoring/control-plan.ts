import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { refuse, report } from '../private/report';
import type { AcceptedRule } from '../profiles/accepted-rule';
import { ComplianceProfile } from '../profiles/compliance-profile';
import { demands, parametersOf } from '../profiles/demands';
import { problemOfForm } from '../report/acceptance-form';
import { ALARM_DEMANDS, type AlarmRuleId, demandedPattern, type PatternSource } from '../rules/controls/alarms/demands';
import { ALARM_IDS } from '../rules/controls/alarms/low-noise';
import { citeShort } from '../rules/packs/cite';

/** A control that gets alarms. */
export interface PlannedControl {
  readonly id: AlarmRuleId;
  /** What auditors look for, each text once, with the first source that has it: names depend on it, and not on which profiles there are. */
  readonly patterns: ReadonlyMap<PatternSource, string>;
  /** The controls of the frameworks, in few words. */
  readonly cited: string;
}

const SOURCES: readonly PatternSource[] = ['securityHub', 'cis-1.4', 'cis-3.0', 'cis-5.0', 'cis-7.0'];
const DEFAULT_PROFILES = [ComplianceProfile.CIS_7_0, ComplianceProfile.AWS_SECURITY_HUB];

/** The controls that some frameworks ask for, in the order of their ids. */
export function planOf(
  scope: Construct,
  profiles: readonly ComplianceProfile[] = DEFAULT_PROFILES,
  except: readonly AcceptedRule[] = [],
): PlannedControl[] {
  const excepted = except.map(({ rule }) => rule.trim());
  const asked = ALARM_IDS.filter((id) => profiles.some((profile) => demands(profile, id)));
  checkExceptions(scope, except, asked);
  const ids = asked.filter((id) => !excepted.includes(id));
  if (ids.length === 0) {
    refuse(scope, {
      id: 'cdk-cloudtrail:ControlAlarms.noControls',
      message: 'no control is left that would have an alarm',
      value: { profiles: profiles.map(({ packId }) => packId), except: excepted },
      fix: 'pass the profile of a framework that asks for alarms, such as ComplianceProfile.CIS_7_0, and except fewer controls',
    });
  }
  return ids.map((id) =>
    plannedControl(
      id,
      profiles.filter((profile) => demands(profile, id)),
    ),
  );
}

function plannedControl(id: AlarmRuleId, profiles: readonly ComplianceProfile[]): PlannedControl {
  const texts = new Set(profiles.map((profile) => demandedPattern(id, parametersOf(profile).patterns)));
  // Security Hub has no control for organizations: there, the text is that of CIS.
  const sources = SOURCES.filter((source) => source !== 'securityHub' || ALARM_DEMANDS[id].securityHub !== undefined);
  const firstSource = (text: string) => sources.find((source) => demandedPattern(id, source) === text) as PatternSource;
  const patterns = new Map([...texts].map((text) => [firstSource(text), text] as const).sort(([one], [other]) => order(one) - order(other)));
  return {
    id,
    patterns,
    cited: citeShort(
      id,
      profiles.map(({ _pack }) => _pack),
    ),
  };
}

function order(source: PatternSource): number {
  return SOURCES.indexOf(source);
}

function checkExceptions(scope: Construct, except: readonly AcceptedRule[], asked: readonly AlarmRuleId[]): void {
  report(
    scope,
    except.flatMap((accepted) => {
      const problem = problemOfForm(accepted, (text) => Token.isUnresolved(text));
      if (problem) return [{ ...problem, severity: 'error' as const }];
      if (asked.some((id) => id === accepted.rule.trim())) return [];
      return [
        {
          id: 'cdk-cloudtrail:ControlAlarms.notAsked',
          severity: 'error' as const,
          message: 'no framework of these alarms asks for the control, so that there is nothing to except',
          value: accepted.rule,
          fix: `leave it out, or name one of ${asked.join(', ')}`,
        },
      ];
    }),
  );
}
