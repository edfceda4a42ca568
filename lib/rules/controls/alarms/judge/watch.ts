import { isJson, type Json, section } from '../../../../template/json';
import type { TemplateResource } from '../../../../template/resource';
import { isUnresolved } from '../../../../template/symbols';
import { textOf } from '../../../../template/unknown';
import type { World } from '../../../../template/world';
import { allOf, fail, type Judgement, pass, property, unknown } from '../../judgement';
import { judgeActions } from './actions';
import { anyOf } from './any-of';
import { findBeside } from './find-beside';
import { isSameMetric, type Metric, metricsOf, watchedBy } from './metrics';

const TYPE = 'AWS::CloudWatch::Alarm';

/** Whether an alarm acts on what a metric filter counts. */
export function judgeWatch(world: World, filter: TemplateResource): Judgement {
  const metrics = metricsOf(filter);
  const ground = property(filter, 'MetricTransformations');
  if (!metrics) return unknown(`the metric of filter ${filter.logicalId} is not known`, `MetricTransformations of ${filter.logicalId}`, ground);
  const found = anyOf(metrics.flatMap((metric) => watchers(world, filter, metric).map(({ judgement }) => judgement)));
  const answer = found ?? fail(`no alarm watches the metric of filter ${filter.logicalId}`);
  return { ...answer, grounds: [ground, ...answer.grounds] };
}

/** The alarms on what a metric filter counts, as far as they are known. */
export function alarmsOn(world: World, filter: TemplateResource): TemplateResource[] {
  return (metricsOf(filter) ?? []).flatMap((metric) => watchers(world, filter, metric).map(({ alarm }) => alarm));
}

interface Watcher {
  readonly alarm: TemplateResource;
  readonly judgement: Judgement;
}

function watchers(world: World, filter: TemplateResource, metric: Metric): Watcher[] {
  const keys = isUnresolved(metric.namespace) ? [ANY_NAMESPACE] : [metric.namespace, OPEN];
  return findBeside(world, TYPE, filter, keys, namespacesOf).flatMap((alarm) => {
    const watches = judgeMetric(alarm, metric);
    if (!watches) return [];
    const judgement = allOf([watches, judgeActions(world, alarm)]);
    return [{ alarm, judgement: judgement.verdict === 'pass' ? { ...judgement, because: `alarm ${alarm.logicalId} acts` } : judgement }];
  });
}

/** Whether an alarm watches a metric; `undefined` if it does not. */
function judgeMetric(alarm: TemplateResource, metric: Metric): Judgement | undefined {
  const name = alarm.logicalId;
  const watched = watchedBy(alarm);
  if (!watched) return unknown(`what alarm ${name} watches is not known`, `Metrics of alarm ${name}`, property(alarm, 'Metrics'));
  const judged = watched.metrics.flatMap((each) => judgeName(alarm, each, metric) ?? []);
  if (watched.plain || (judged.length === 0 && !hasQuery(alarm))) return anyOf(judged);
  return unknown(`alarm ${name} watches what an expression makes of metrics`, `the expression of alarm ${name}`, property(alarm, 'Metrics'));
}

function judgeName(alarm: TemplateResource, watched: Metric, metric: Metric): Judgement | undefined {
  const name = alarm.logicalId;
  const same = isSameMetric(watched, metric);
  if (same === false) return undefined;
  if (same !== true) return unknown(`alarm ${name} may watch another metric`, same.dependsOn, property(alarm, 'MetricName'));
  const dimensions = [watched.hasDimensions, metric.hasDimensions];
  if (dimensions.includes('unknown')) return unknown(`the dimensions of the metric of alarm ${name} are not known`, `Dimensions of alarm ${name}`);
  if (dimensions[0] !== dimensions[1]) return undefined;
  if (dimensions[0] === true) return fail(`alarm ${name} watches one value of the dimensions of the metric`, property(alarm, 'Dimensions'));
  return pass(`alarm ${name} watches the metric`);
}

const OPEN = 'open';
const ANY_NAMESPACE = 'any';

/** What an alarm can be found by, without looking at the values of parameters: most alarms of an app watch something else. */
function namespacesOf({ rawProperties: { Namespace, Metrics } }: TemplateResource): readonly string[] {
  const queries = Metrics === undefined ? [] : Array.isArray(Metrics) ? Metrics : [{ 'Fn::If': Metrics }];
  const names = [...(Namespace === undefined ? [] : [Namespace]), ...queries.flatMap(namespacesOfQuery)];
  return [ANY_NAMESPACE, ...new Set(names.map((name) => (isJson(name) ? OPEN : (textOf(name) ?? OPEN))))];
}

function namespacesOfQuery(query: unknown): unknown[] {
  if (!isJson(query)) return [{}];
  const { MetricStat, Expression } = query;
  if (MetricStat !== undefined) return [section(section(query, 'MetricStat'), 'Metric').Namespace ?? {}];
  return typeof Expression === 'string' && !isQuery(Expression) ? [] : [{}];
}

/** Whether an alarm asks for metrics by a query, so that its expression names those that it watches. */
function hasQuery(alarm: TemplateResource): boolean {
  const queries = [alarm.property('Metrics')].flat().filter(isJson);
  return queries.some(({ Expression }: Json) => Expression !== undefined && (typeof Expression !== 'string' || isQuery(Expression)));
}

function isQuery(expression: string): boolean {
  return /^\s*SELECT\b/i.test(expression) || isUnresolved(expression);
}
