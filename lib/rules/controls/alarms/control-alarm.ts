import type { ControlRule } from '../control-rule';
import type { AlarmRuleId, PatternSource } from './demands';
import { judgeAlarm } from './judge/judge-alarm';
import { type Need, needsOf } from './judge/needs';

/** What is said of a rule about a metric filter with an alarm. */
export interface ControlAlarmTexts {
  readonly id: AlarmRuleId;
  readonly name: string;
  /** The events, as in "an alarm tells of" them. */
  readonly events: string;
  readonly rationale: string;
  /** What a pass does not say about these events. */
  readonly limit?: string;
}

const LIMIT =
  'it is not judged what else a filter matches, unless it is every event, nor whether threshold and period let the alarm go off; an alarm that acts ' +
  'through a composite alarm does not count; how Security Hub compares patterns is not published: white space, quotation marks, order and parentheses ' +
  'that change nothing are left free';

/** A rule about a metric filter for the events of a control, with an alarm. */
export function controlAlarm({ id, name, events, rationale, limit }: ControlAlarmTexts): ControlRule {
  const needs = new Map<PatternSource, readonly Need[]>();
  const needsFrom = (source: PatternSource) => {
    const known = needs.get(source) ?? needsOf(id, source);
    needs.set(source, known);
    return known;
  };
  return {
    id,
    name,
    title: `An alarm tells of ${events}`,
    severity: 'low',
    decidable: 'full',
    resourceTypes: ['AWS::Logs::MetricFilter', 'AWS::CloudWatch::Alarm', 'AWS::CloudTrail::Trail'],
    rationale,
    predicate:
      `metric filters of the log group of the trail count ${events}: at least what the pattern of the chosen text matches, or exactly that of Security ` +
      'Hub; for each, an alarm on the same namespace and metric has enabled, non-empty AlarmActions',
    live: 'logs:DescribeMetricFilters, cloudwatch:DescribeAlarmsForMetric',
    fix: `add a metric filter for ${events} to the log group of the trail, and an alarm on its metric with AlarmActions; the construct ControlAlarms defines all of them`,
    limit: limit === undefined ? LIMIT : `${limit}; ${LIMIT}`,
    of: 'trail',
    judge: (trail, { world, parameters }) => judgeAlarm(world, trail, needsFrom(parameters.patterns)),
  };
}
