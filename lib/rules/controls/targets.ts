import { keyById, policiesOfBucket, resourcesBy, topicByName } from '../../template/find';
import { isJson, section } from '../../template/json';
import type { TemplateResource } from '../../template/resource';
import { display } from '../../template/symbols';
import { listOf, textOf } from '../../template/unknown';
import type { World } from '../../template/world';
import type { ControlScene, Judge, KeyScene, PolicyScene } from './control-rule';
import { type Ground, type Judgement, property, unknown } from './judgement';

/** Something that a rule is asked about: a resource, or what these templates do not define. */
export type Target = Found | Elsewhere;

interface Found {
  readonly resource: TemplateResource;
  /** Where it is named as what it is, such as the log bucket of a trail. */
  readonly named?: Ground;
  readonly scene: ControlScene | KeyScene | PolicyScene;
}

interface Elsewhere {
  /** What it is called, with what it is. */
  readonly elsewhere: string;
  /** Where it is named. */
  readonly named: Ground;
}

/** What a rule says of something that these templates do not define. */
export function judgeElsewhere({ elsewhere, named }: Elsewhere): Judgement {
  return unknown(`the ${elsewhere} is not defined in these templates`, `the ${elsewhere}`, named);
}

/** What a rule is asked about because of a trail. */
export function targetsOf(kind: Exclude<Judge['of'], 'resource' | 'report'>, scene: ControlScene): Target[] {
  const { trail } = scene;
  const named = (what: string, text: string | undefined, found: TemplateResource | undefined, name: string): Target[] =>
    text === undefined
      ? []
      : [{ ...(found ? { resource: found, scene } : { elsewhere: `${what} ${display(text)}` }), named: property(trail.resource, name) } as Target];
  switch (kind) {
    case 'trail':
      return [{ resource: trail.resource, scene }];
    case 'logBucket':
      return named('log bucket', trail.bucketName, trail.bucket, 'S3BucketName');
    case 'logBucketPolicy':
      return policies(scene);
    case 'logGroup':
      return named('log group', trail.logGroupArn, trail.logGroup, 'CloudWatchLogsLogGroupArn');
    case 'logRole':
      return named('role', trail.roleArn, trail.role, 'CloudWatchLogsRoleArn');
    case 'topic':
      return unique([...named('topic', trail.topicName, trail.topic, 'SnsTopicName'), ...alarmTopics(scene)]);
    case 'key':
      return unique(keys(scene));
  }
}

/** The policy of a bucket that is defined elsewhere may be here. */
function policies(scene: ControlScene): Target[] {
  const { world, trail } = scene;
  const { bucketName, bucket } = trail;
  if (bucketName === undefined) return [];
  const found = policiesOfBucket(world, bucketName);
  const resource = bucket ?? found[0];
  const named = property(trail.resource, 'S3BucketName');
  return [
    resource ? { resource, named, scene: { ...scene, bucketName, policies: found } } : { elsewhere: `log bucket ${display(bucketName)}`, named },
  ];
}

/** The keys that encrypt what a trail delivers. */
function keys(scene: ControlScene): Target[] {
  const { bucket, kmsKeyId, key, logGroup, resource } = scene.trail;
  return [
    ...keyTarget(scene, kmsKeyId, property(resource, 'KMSKeyId'), true),
    ...(bucket ? keyTarget(scene, defaultKeyOf(bucket), property(bucket, 'BucketEncryption'), false) : []),
    ...(logGroup ? keyTarget(scene, textOf(logGroup.property('KmsKeyId')), property(logGroup, 'KmsKeyId'), false) : []),
  ].map((target) => ('resource' in target && target.resource === key ? { ...target, scene: { ...scene, ofTrail: true } } : target));
}

/** Keys that AWS manages are nobody's to look at. */
function keyTarget(scene: ControlScene, id: string | undefined, named: Ground, ofTrail: boolean): Target[] {
  if (id === undefined || id === '' || /(^|:)alias\/aws\//.test(id)) return [];
  const found = keyById(scene.world, id, named.resource);
  return [found ? { resource: found, named, scene: { ...scene, ofTrail } } : { elsewhere: `key ${display(id)}`, named }];
}

function defaultKeyOf(bucket: TemplateResource): string | undefined {
  const encryption = bucket.property('BucketEncryption');
  const rules = listOf(isJson(encryption) ? encryption.ServerSideEncryptionConfiguration : undefined) ?? [];
  return rules.filter(isJson).flatMap((rule) => textOf(section(rule, 'ServerSideEncryptionByDefault').KMSMasterKeyID) ?? [])[0];
}

/** The topics that are told by alarms on the events of a trail. */
function alarmTopics({ world, trail, ...rest }: ControlScene): Target[] {
  const scene = { world, trail, ...rest };
  return alarmsOn(world, trail.logGroup).flatMap((alarm) =>
    (listOf(alarm.property('AlarmActions')) ?? []).flatMap((action): Target[] => {
      const arn = textOf(action);
      const topic = topicByName(world, arn, alarm);
      if (topic) return [{ resource: topic, named: property(alarm, 'AlarmActions'), scene }];
      return arn !== undefined && /:sns:/.test(arn) ? [{ elsewhere: `topic ${display(arn)}`, named: property(alarm, 'AlarmActions') }] : [];
    }),
  );
}

/** The metric filters of a log group. */
function filtersOf(world: World, logGroup: TemplateResource | undefined): TemplateResource[] {
  if (!logGroup) return [];
  return resourcesBy(world, 'AWS::Logs::MetricFilter', 'log group', (filter) => [textOf(filter.property('LogGroupName')) ?? ''], logGroup.name);
}

/** The alarms on metrics that are made of the events of a log group. */
function alarmsOn(world: World, logGroup: TemplateResource | undefined): TemplateResource[] {
  return filtersOf(world, logGroup).flatMap((filter) => metricsOf(filter).flatMap((metric) => alarmsOnMetric(world, metric)));
}

/** The names of the metrics that a metric filter makes, each with its namespace. */
function metricsOf(filter: TemplateResource): string[] {
  return (listOf(filter.property('MetricTransformations')) ?? [])
    .filter(isJson)
    .map(({ MetricNamespace, MetricName }) => metricKey(textOf(MetricNamespace), textOf(MetricName)));
}

/** The alarms on a metric. */
function alarmsOnMetric(world: World, metric: string): TemplateResource[] {
  return resourcesBy(world, 'AWS::CloudWatch::Alarm', 'metric', watchedBy, metric);
}

/** The metrics that an alarm watches, itself or in an expression. */
function watchedBy(alarm: TemplateResource): string[] {
  const parts = (listOf(alarm.property('Metrics')) ?? []).filter(isJson).map((query) => section(section(query, 'MetricStat'), 'Metric'));
  return [
    metricKey(textOf(alarm.property('Namespace')), textOf(alarm.property('MetricName'))),
    ...parts.map(({ Namespace, MetricName }) => metricKey(textOf(Namespace), textOf(MetricName))),
  ];
}

function metricKey(namespace = '', name = ''): string {
  return JSON.stringify([namespace, name]);
}

/** What is named twice is asked about once. */
function unique(targets: readonly Target[]): Target[] {
  const nameOf = (target: Target) => ('resource' in target ? targetKey(target) : target.elsewhere);
  return [...new Map(targets.map((target) => [nameOf(target), target] as const).reverse()).values()].reverse();
}

/** What stands for a target, in whatever way the assembly is deployed: what is elsewhere, by the place that names it, since it may have several names. */
export function targetKey(target: Target): string {
  if ('resource' in target) return `${target.resource.stack.id} ${target.resource.logicalId}`;
  const { resource, path } = target.named;
  return `elsewhere ${resource.stack.id} ${resource.logicalId} ${path.join('.')}`;
}
