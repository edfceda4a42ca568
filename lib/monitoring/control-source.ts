import { Stack } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Problem } from '../findings/finding';
import { areTwo } from '../private/are-two';
import { refuse, reportAtSynthesis } from '../private/report';
import type { AlarmRuleId } from '../rules/controls/alarms/demands';
import { type ControlSample, LOW_NOISE } from '../rules/controls/alarms/low-noise';
import { evaluate } from '../selection/evaluate';
import type { AuditTrail } from '../trail/audit-trail';
import type { ControlAlarmsProps } from './control-alarms-props';

/** The log group whose events are watched. */
export function logGroupOf(scope: Construct, { trail, logGroup }: ControlAlarmsProps): ILogGroup {
  if ((trail === undefined) === (logGroup === undefined)) {
    refuse(scope, {
      id: 'cdk-cloudtrail:ControlAlarms.source',
      message: trail ? "'trail' and 'logGroup' cannot both be given" : 'it is not said whose events are watched',
      fix: "pass the 'trail', or the 'logGroup' that an imported trail delivers to",
    });
  }
  const found = logGroup ?? trail?.logGroup;
  if (!found) {
    refuse(scope, {
      id: 'cdk-cloudtrail:ControlAlarms.noLogGroup',
      message: 'metric filters count events in CloudWatch Logs, and the trail does not deliver there',
      value: trail?.node.path,
      fix: "give the trail 'cloudWatchLogs', such as CloudWatchLogs.toNewLogGroup()",
    });
  }
  checkPlace(scope, found);
  return found;
}

function checkPlace(scope: Construct, logGroup: ILogGroup): void {
  for (const part of ['account', 'region'] as const) {
    const [here, there] = [Stack.of(scope)[part], logGroup.env[part]];
    if (!areTwo(here, there)) continue;
    refuse(scope, {
      id: `cdk-cloudtrail:ControlAlarms.${part}`,
      message: `metric filters are defined where their log group is, in ${there}, and these would be in ${here}`,
      value: logGroup.node.path,
      fix: `define the alarms in a stack of ${there}`,
    });
  }
}

/** Looks at the synthesis whether the trail logs what the controls are about: selectors may be added until then. */
export function checkLogged(scope: Construct, trail: AuditTrail, ids: readonly AlarmRuleId[]): void {
  reportAtSynthesis(scope, () => {
    const selectors = { AdvancedEventSelectors: [...trail._selectors()] };
    const isLost = (sample: ControlSample) => evaluate(eventLike(sample), selectors).logged === 'no';
    const lost = ids.filter((id) => LOW_NOISE[id].samples.some(isLost));
    const allLost = ids.every((id) => LOW_NOISE[id].samples.every(isLost));
    return lost.length === 0 ? [] : [allLost ? nothingLogged(trail) : partlyLogged(trail, lost)];
  });
}

function eventLike(sample: ControlSample) {
  return { ...sample, eventCategory: 'Management', eventType: 'AwsApiCall', managementEvent: true };
}

function nothingLogged({ node }: AuditTrail): Problem {
  return {
    id: 'cdk-cloudtrail:ControlAlarms.nothingLogged',
    severity: 'error',
    message: 'the controls are about management events, and the trail logs none of theirs: the alarms would never go off',
    value: node.path,
    fix: 'add EventSelector.managementEvents() to the trail, or watch another one',
  };
}

function partlyLogged({ node }: AuditTrail, lost: readonly AlarmRuleId[]): Problem {
  return {
    id: 'cdk-cloudtrail:ControlAlarms.notLogged',
    severity: 'warning',
    message: `the trail ${node.path} leaves out events that these controls are about, so that their alarms stay silent`,
    value: lost,
    fix: 'have the trail log all management events, or another trail with alarms of its own',
  };
}
