import { DescribeLogGroupsCommand, DescribeMetricFiltersCommand, type LogGroup, type MetricFilter } from '@aws-sdk/client-cloudwatch-logs';
import { isJson } from '../../../../lib/template/json';
import { listOf, textOf, Unknown } from '../../../../lib/template/unknown';
import { ask } from '../ask';
import { compared, given, missing, named } from '../check';
import { sameSet } from '../same';
import type { Looker } from './looker';

/** A log group: how long it keeps events, and its key. */
export const lookAtLogGroup: Looker = async (resource, aws) => {
  const logGroupNamePrefix = resource.name;
  const send = async () => (await aws.logs(resource.region).send(new DescribeLogGroupsCommand({ logGroupNamePrefix }))).logGroups ?? [];
  // The answer begins with the shortest name, which is the one that is asked for.
  const group = named(await ask('logs:DescribeLogGroups', send), ({ logGroupName }: LogGroup) => logGroupName === logGroupNamePrefix);
  const { properties, name } = resource;
  return given(resource, resource.type, group, (live) => [
    compared(resource, {
      property: 'RetentionInDays',
      declared: properties.RetentionInDays,
      live: live.retentionInDays,
      because: 'events are kept for another time than declared',
      fix: properties.RetentionInDays
        ? `aws logs put-retention-policy --log-group-name ${name} --retention-in-days ${properties.RetentionInDays}`
        : `aws logs delete-retention-policy --log-group-name ${name}`,
    }),
    compared(resource, {
      property: 'KmsKeyId',
      declared: properties.KmsKeyId,
      live: live.kmsKeyId,
      fix: properties.KmsKeyId
        ? `aws logs associate-kms-key --log-group-name ${name} --kms-key-id ${properties.KmsKeyId}`
        : `aws logs disassociate-kms-key --log-group-name ${name}`,
    }),
  ]);
};

/** A metric filter: what it counts, and where it counts it. */
export const lookAtMetricFilter: Looker = async (resource, aws) => {
  const logGroupName = textOf(resource.properties.LogGroupName);
  const filterNamePrefix = resource.name;
  const command = new DescribeMetricFiltersCommand({ logGroupName, filterNamePrefix });
  const send = async () => (await aws.logs(resource.region).send(command)).metricFilters ?? [];
  const found = await ask('logs:DescribeMetricFilters', send, ['ResourceNotFoundException']);
  const filter = named(found, ({ filterName }: MetricFilter) => filterName === filterNamePrefix);
  if (filter.is === 'absent') return [missing(resource)];
  const fix = `aws logs put-metric-filter --log-group-name ${logGroupName} --filter-name ${filterNamePrefix} …, with what is declared`;
  const { FilterPattern, MetricTransformations } = resource.properties;
  const transformations = listOf(MetricTransformations) ?? new Unknown('MetricTransformations');
  return given(resource, resource.type, filter, (live) => [
    compared(resource, {
      property: 'FilterPattern',
      declared: spaced(FilterPattern),
      live: spaced(live.filterPattern),
      because: 'other events are counted',
      fix,
    }),
    compared(resource, {
      property: 'MetricTransformations',
      declared: Array.isArray(transformations) ? transformations.map(declaredMetric) : transformations,
      live: (live.metricTransformations ?? []).map(({ metricNamespace, metricName, metricValue, defaultValue }) =>
        metric(metricNamespace, metricName, metricValue, defaultValue),
      ),
      by: sameSet,
      because: 'what is counted goes into another metric than the alarm watches',
      fix,
    }),
  ]);
};

function declaredMetric(transformation: unknown) {
  if (!isJson(transformation)) return transformation;
  const { MetricNamespace, MetricName, MetricValue, DefaultValue } = transformation;
  return metric(MetricNamespace, MetricName, MetricValue, DefaultValue);
}

function metric(namespace: unknown, name: unknown, value: unknown, otherwise: unknown) {
  return { namespace, name, value, ...(otherwise !== undefined && otherwise !== null && { default: otherwise }) };
}

/** Blanks between the words of a pattern mean nothing. */
function spaced(pattern: unknown): unknown {
  return typeof pattern === 'string' ? pattern.trim().replace(/\s+/g, ' ') : pattern;
}
