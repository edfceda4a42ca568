import { accessOfCall, dataServiceOfEventSource } from '../../log-format/data-plane';
import { covers, deselecting, selecting } from '../../selection/conditions';
import { loggedParts } from '../../selection/normal';
import { couldReach } from '../../selection/reach';
import { type AdvancedEventSelector, fieldSelectorsOf, valuesOf } from '../../selection/selector';
import { logGroupByArn } from '../../template/find';
import { isJson, section } from '../../template/json';
import { hasUnknownSelectors } from '../../template/read-selectors';
import type { TemplateResource } from '../../template/resource';
import { isOpen, isUnresolved } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import { listOf, textOf } from '../../template/unknown';
import { atOnce, type Observation, type Rule, type Scene } from '../rule';
import { finding } from './problems';

/** An event that an alert waits for. */
interface Awaited {
  readonly eventSource: string;
  readonly eventName: string;
  readonly buckets: readonly string[];
}

const TYPES = { s3: ['AWS::S3::Object'], lambda: ['AWS::Lambda::Function'], dynamodb: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream'] } as const;

/** W13: rules and metric filters for data events that no trail logs. */
export const alertWithoutEvents: Rule = atOnce((scene) => [...rules(scene), ...metricFilters(scene)]);

/** W13: the events of global services are in one Region. */
export const alertRegion: Rule = atOnce(({ world }) =>
  world.resources('AWS::Events::Rule').flatMap((rule) => {
    const { sources } = patternOf(rule);
    const global = sources.filter((source) => GLOBAL.includes(source));
    if (global.length === 0 || global.length < sources.length || rule.stack.partition !== 'aws' || isOpen(rule.region) || rule.region === 'us-east-1')
      return [];
    return [
      finding(rule, 'App.alertRegion', {
        message: `the rule is in ${rule.region}, and EventBridge has the events of ${global.join(', ')} in us-east-1`,
        value: global,
        fix: 'define the rule in us-east-1, or forward the events from there',
      }),
    ];
  }),
);

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events */
const GLOBAL = ['iam.amazonaws.com', 'cloudfront.amazonaws.com', 'organizations.amazonaws.com', 'route53.amazonaws.com'];

function rules({ world, trails }: Scene): Observation[] {
  return world.resources('AWS::Events::Rule').flatMap((rule) => {
    const near = trails.filter((trail) => trail.account === rule.account && (trail.region === rule.region || trail.isMultiRegion !== false));
    return near.length === 0 ? [] : report(rule, patternOf(rule).awaited, near);
  });
}

function metricFilters({ world, trails }: Scene): Observation[] {
  const groups = trails.map((trail) => ({ trail, name: logGroupByArn(world, trail.logGroupArn)?.name ?? nameOfGroup(trail.logGroupArn) }));
  return world.resources('AWS::Logs::MetricFilter').flatMap((filter) => {
    const group = textOf(filter.properties.LogGroupName);
    const feeding = groups.flatMap(({ trail, name }) => (group !== undefined && name === group ? [trail] : []));
    return feeding.length === 0 ? [] : report(filter, awaitedByFilter(textOf(filter.properties.FilterPattern) ?? ''), feeding);
  });
}

function report(alert: TemplateResource, awaited: readonly Awaited[], trails: readonly TrailModel[]): Observation[] {
  if (trails.some(({ resource }) => hasUnknownSelectors(resource.properties))) return [];
  const missing = awaited.filter((event) => !trails.some((trail) => couldLog(trail, event)));
  const [first] = missing;
  // An alert that fires for some of what it names is not what nobody notices.
  if (!first || missing.length < awaited.length) return [];
  return [
    finding(alert, 'App.alertWithoutEvents', {
      message: `no event selector of ${trails.map(({ resource }) => resource.path).join(', ')} logs what this waits for, so it never fires`,
      value: missing.map(({ eventSource, eventName }) => `${eventSource} ${eventName}`),
      fix: `add an event selector for the data events of ${TYPES[dataServiceOfEventSource(first.eventSource) ?? 's3'][0]}`,
    }),
  ];
}

function couldLog({ selectors, partition }: TrailModel, { eventSource, eventName, buckets }: Awaited): boolean {
  const service = dataServiceOfEventSource(eventSource);
  const readOnly = service && accessOfCall(service, eventName) === 'read' ? 'true' : 'false';
  return loggedParts(selectors).some(({ selector }) => {
    const ofType = valuesOf(selector, 'resources.type').some((type) => service && (TYPES[service] as readonly string[]).includes(type));
    if (!ofType || !could(selector, 'readOnly', readOnly) || !could(selector, 'eventName', eventName)) return false;
    return (
      service !== 's3' || buckets.length === 0 || buckets.some((bucket) => couldReach(selector, `arn:${partition}:s3:::${bucket}/`, { isUnresolved }))
    );
  });
}

function could(selector: AdvancedEventSelector, field: string, value: string): boolean {
  const actual = { how: 'Equals', value } as const;
  return fieldSelectorsOf(selector, field).every((row) => {
    const wanted = selecting(row);
    return (
      (wanted.length === 0 || wanted.some((one) => isUnresolved(one.value) || covers(one, actual))) &&
      !deselecting(row).some((one) => covers(one, actual))
    );
  });
}

/** The sources that a rule names, and the data events among what it waits for. */
function patternOf({ properties }: TemplateResource): { sources: string[]; awaited: Awaited[] } {
  const pattern = isJson(properties.EventPattern) ? properties.EventPattern : {};
  const detail = section(pattern, 'detail');
  const throughTrail = strings(pattern['detail-type']).includes('AWS API Call via CloudTrail');
  const sources = throughTrail ? strings(detail.eventSource) : [];
  const buckets = strings(section(detail, 'requestParameters').bucketName);
  return { sources, awaited: sources.flatMap((eventSource) => dataEvents(eventSource, strings(detail.eventName), buckets)) };
}

/** The data events that the pattern of a metric filter compares names with: `{ ($.eventSource = "s3.amazonaws.com") && ($.eventName = GetObject) }`. */
function awaitedByFilter(pattern: string): Awaited[] {
  const valuesOfField = (field: string) =>
    [...pattern.matchAll(new RegExp(`\\$\\.${field}\\s*=\\s*"?([\\w.]+)"?`, 'g'))].map(([, value = '']) => value);
  return valuesOfField('eventSource').flatMap((eventSource) => dataEvents(eventSource, valuesOfField('eventName'), []));
}

function dataEvents(eventSource: string, names: readonly string[], buckets: readonly string[]): Awaited[] {
  const service = dataServiceOfEventSource(eventSource);
  if (!service || !names.every((name) => accessOfCall(service, name) !== undefined)) return [];
  return names.map((eventName) => ({ eventSource, eventName, buckets }));
}

function nameOfGroup(arn: string | undefined): string | undefined {
  return /:log-group:([^:]+)/.exec(arn ?? '')?.[1];
}

/** The plain texts of a pattern; its other matchers could be anything. */
function strings(value: unknown): string[] {
  return (listOf(value) ?? []).flatMap((one) => (typeof one === 'string' && !isUnresolved(one) ? [one] : []));
}
