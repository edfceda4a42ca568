import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { listOf, Unknown } from '../../../../lib/template/unknown';
import { ask } from '../ask';
import { compared, given, named, type Pair } from '../check';
import { sameSet } from '../same';
import type { Looker } from './looker';

const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'] as const;
/** What decides when it goes off. */
const SETTINGS = [
  'Namespace',
  'MetricName',
  'Statistic',
  'ExtendedStatistic',
  'Period',
  'Threshold',
  'ComparisonOperator',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'TreatMissingData',
] as const;

/** An alarm: when it goes off, and whether anybody hears it. */
export const lookAtAlarm: Looker = async (resource, aws) => {
  const send = async () => {
    const command = new DescribeAlarmsCommand({ AlarmNames: [resource.name], AlarmTypes: ['MetricAlarm'] });
    return (await aws.cloudWatch(resource.region).send(command)).MetricAlarms ?? [];
  };
  const alarm = named(await ask('cloudwatch:DescribeAlarms', send), ({ AlarmName }: MetricAlarm) => AlarmName === resource.name);
  const { properties, name } = resource;
  const fix = `aws cloudwatch put-metric-alarm --alarm-name ${name} …, with what is declared`;
  return given(resource, resource.type, alarm, (live) => {
    const enabled: Pair = {
      property: 'ActionsEnabled',
      declared: properties.ActionsEnabled ?? true,
      live: live.ActionsEnabled ?? true,
      because: live.ActionsEnabled ? 'its actions were declared to be off' : 'the alarm goes off and nobody hears it',
      fix: `aws cloudwatch ${live.ActionsEnabled ? 'disable' : 'enable'}-alarm-actions --alarm-names ${name}`,
    };
    const actions = ACTIONS.map((property): Pair => {
      const declared = listOf(properties[property]) ?? new Unknown(property);
      return { property, declared, live: live[property] ?? [], by: sameSet, because: 'others hear of it than declared', fix };
    });
    // Where the template leaves something out, CloudWatch has an answer of its own.
    const settings = SETTINGS.filter((property) => properties[property] !== undefined);
    const dimensions: Pair = {
      property: 'Dimensions',
      declared: properties.Dimensions ?? [],
      live: live.Dimensions ?? [],
      by: sameSet,
      because: 'it watches another metric',
      fix,
    };
    const others = settings.map((property): Pair => ({ property, declared: properties[property], live: live[property], fix }));
    return [enabled, ...actions, dimensions, ...others].map((pair) => compared(resource, pair));
  });
};
