import { DescribeRuleCommand, type DescribeRuleResponse, ListTargetsByRuleCommand, type Target } from '@aws-sdk/client-eventbridge';
import { isJson } from '../../../../lib/template/json';
import { listOf, textOf, Unknown } from '../../../../lib/template/unknown';
import { ask } from '../ask';
import { type Check, compared, given, missing } from '../check';
import type { DeclaredResource } from '../declared';
import { parsed, sameSet } from '../same';
import type { Looker } from './looker';

/** A rule of EventBridge: whether it is on, what it matches, and whom it tells. */
export const lookAtRule: Looker = async (resource, aws) => {
  const client = aws.events(resource.region);
  const bus = textOf(resource.properties.EventBusName);
  const which = bus === undefined ? {} : { EventBusName: bus };
  const gone = ['ResourceNotFoundException'];
  const rule = await ask('events:DescribeRule', () => client.send(new DescribeRuleCommand({ Name: resource.name, ...which })), gone);
  if (rule.is === 'absent') return [missing(resource)];
  // A rule has so few of them that one answer holds all.
  const listTargets = async () => (await client.send(new ListTargetsByRuleCommand({ Rule: resource.name, ...which }))).Targets ?? [];
  const targets = await ask('events:ListTargetsByRule', listTargets, gone);
  const arguments_ = `--name ${resource.name}${bus === undefined ? '' : ` --event-bus-name ${bus}`}`;
  return [
    ...given(resource, 'State', rule, (live) => settingsOf(resource, live, arguments_)),
    ...given(resource, 'Targets', targets, (live) => [targetsOf(resource, live, arguments_)]),
  ];
};

function settingsOf(resource: DeclaredResource, live: Partial<DescribeRuleResponse>, which: string): Check[] {
  const { State = 'ENABLED', EventPattern, ScheduleExpression } = resource.properties;
  const isOff = live.State === 'DISABLED';
  const fix = `aws events put-rule ${which} …, with what is declared`;
  return [
    compared(resource, {
      property: 'State',
      declared: State,
      live: live.State,
      because: isOff ? 'the rule is off: what it waits for is not told to anybody' : 'the rule is on, and was declared otherwise',
      fix: `aws events ${isOff ? 'enable' : 'disable'}-rule ${which}`,
    }),
    compared(resource, {
      property: 'EventPattern',
      declared: EventPattern,
      live: parsed(live.EventPattern),
      because: 'other events are matched',
      fix,
    }),
    compared(resource, { property: 'ScheduleExpression', declared: ScheduleExpression, live: live.ScheduleExpression || undefined, fix }),
  ];
}

function targetsOf(resource: DeclaredResource, live: readonly Target[], which: string): Check {
  const declared = listOf(resource.properties.Targets);
  return compared(resource, {
    property: 'Targets',
    declared: declared ? declared.map((target) => (isJson(target) ? target.Arn : target)) : new Unknown('Targets'),
    live: live.map(({ Arn }) => Arn),
    by: sameSet,
    because: 'others hear of it than declared',
    fix: `aws events put-targets ${which.replace('--name', '--rule')} …, with what is declared`,
  });
}
