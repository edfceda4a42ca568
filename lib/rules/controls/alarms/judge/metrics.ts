import { isJson, type Json, section } from '../../../../template/json';
import type { TemplateResource } from '../../../../template/resource';
import { display, isOpen, isUnresolved } from '../../../../template/symbols';
import { type Flag, listOf, textOf } from '../../../../template/unknown';

/** A metric of CloudWatch, as far as it is known. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** Each value of a dimension makes another metric. */
  readonly hasDimensions: Flag;
}

/** The metrics that a metric filter counts in; `undefined` if they are not known. */
export function metricsOf(filter: TemplateResource): readonly Metric[] | undefined {
  const added = isFilled(filter.property('EmitSystemFieldDimensions'));
  return listOf(filter.property('MetricTransformations'))
    ?.filter(isJson)
    .map(({ MetricNamespace, MetricName, Dimensions }) => {
      const metric = metricOf({ Namespace: MetricNamespace, MetricName, Dimensions });
      return added === false ? metric : { ...metric, hasDimensions: added };
    });
}

/** What an alarm looks at. */
export interface Watched {
  readonly metrics: readonly Metric[];
  /** Whether it looks at one of them as it is; else at what an expression makes of them, or in an account that is not known. */
  readonly plain: boolean;
}

/** What an alarm looks at; `undefined` if it is not known. */
export function watchedBy(alarm: TemplateResource): Watched | undefined {
  if (alarm.rawProperties.Metrics === undefined) {
    const [Namespace, MetricName, Dimensions] = ['Namespace', 'MetricName', 'Dimensions'].map((name) => alarm.property(name));
    return { plain: true, metrics: [metricOf({ Namespace, MetricName, Dimensions })] };
  }
  const queries = listOf(alarm.property('Metrics'))?.filter(isJson);
  if (!queries) return undefined;
  const asked = queries.map((query) => ({ query, account: textOf(query.AccountId) ?? alarm.account }));
  const own = asked.filter(({ account }) => account === alarm.account || isOpen(account) || isOpen(alarm.account));
  return {
    metrics: own.flatMap(({ query }) => (isJson(query.MetricStat) ? metricOf(section(query.MetricStat, 'Metric')) : [])),
    plain: own.every(({ account }) => account === alarm.account) && queries.every(({ Expression }) => Expression === undefined),
  };
}

function metricOf({ Namespace, MetricName, Dimensions }: Json): Metric {
  return { namespace: textOf(Namespace) ?? '', name: textOf(MetricName) ?? '', hasDimensions: isFilled(Dimensions) };
}

function isFilled(value: unknown): Flag {
  const list = listOf(value);
  if (isJson(value)) return Object.keys(value).length > 0;
  return list ? list.length > 0 : 'unknown';
}

/** Whether two metrics have the same name; what that depends on, if it is not known. */
export function isSameMetric(one: Metric, other: Metric): boolean | { readonly dependsOn: string } {
  const unlike = [
    [one.namespace, other.namespace],
    [one.name, other.name],
  ].filter(([first, second]) => first !== second);
  const open = unlike.map((pair) => pair.find(isUnresolved));
  const [first] = open;
  if (unlike.length === 0) return true;
  return first === undefined || open.includes(undefined) ? false : { dependsOn: display(first) };
}
