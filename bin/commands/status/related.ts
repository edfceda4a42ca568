import { keyById, policiesOfBucket, policiesOfTopic, topicByName } from '../../../lib/template/find';
import { isJson, section } from '../../../lib/template/json';
import { logBucketsOfTrail } from '../../../lib/template/log-buckets';
import type { TemplateResource } from '../../../lib/template/resource';
import type { TrailModel } from '../../../lib/template/trail-model';
import { trailsIn } from '../../../lib/template/trails';
import { listOf, textOf } from '../../../lib/template/unknown';
import type { World } from '../../../lib/template/world';

/**
 * The trails of one way to deploy an assembly; what they deliver to, with its keys and policies; the metric filters on their log groups; the alarms
 * and rules of the stacks of all these, and elsewhere those that are about CloudTrail; and the topics that hear of it.
 */
export function resourcesToLookAt(world: World): TemplateResource[] {
  const trails = trailsIn(world);
  const core = unique([...trails.map(({ resource }) => resource), ...trails.flatMap((trail) => destinationsOf(world, trail))]);
  const stacks = new Set(core.map(({ stack }) => stack));
  const groups = new Set(trails.flatMap(({ logGroup }) => logGroup?.name ?? []));

  const filters = world.resources('AWS::Logs::MetricFilter').filter((filter) => groups.has(textOf(filter.property('LogGroupName')) ?? ''));
  const metrics = new Set(filters.flatMap(metricsOf));
  const alarms = world.resources('AWS::CloudWatch::Alarm').filter((alarm) => stacks.has(alarm.stack) || metrics.has(metricOf(alarm)));
  const rules = world.resources('AWS::Events::Rule').filter((rule) => stacks.has(rule.stack) || isAboutCloudTrail(rule));
  const targets = [...alarms.flatMap((alarm) => ACTIONS.flatMap((name) => texts(alarm.property(name)))), ...rules.flatMap(targetsOf)];
  const topics = unique([
    ...core.filter(({ type }) => type === 'AWS::SNS::Topic'),
    ...[...alarms, ...rules].flatMap((from) => targets.flatMap((target) => topicByName(world, target, from) ?? [])),
  ]);
  return unique([...core, ...filters, ...alarms, ...rules, ...topics.flatMap((topic) => withPartsOfTopic(world, topic))]);
}

const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

function destinationsOf(world: World, trail: TrailModel): TemplateResource[] {
  const names = logBucketsOfTrail(world, trail).map(({ name }) => name);
  const buckets = logBucketsOfTrail(world, trail).flatMap(({ resource }) => resource ?? []);
  const { topic, logGroup } = trail;
  const keys = [
    trail.key,
    ...buckets.map((bucket) => keyById(world, keyOfBucket(bucket), bucket)),
    logGroup && keyById(world, textOf(logGroup.property('KmsKeyId')), logGroup),
    topic && keyById(world, textOf(topic.property('KmsMasterKeyId')), topic),
  ];
  return [...buckets, ...names.flatMap((name) => policiesOfBucket(world, name)), ...keys, logGroup, topic].flatMap((one) => one ?? []);
}

function keyOfBucket(bucket: TemplateResource): string | undefined {
  const encryption = bucket.property('BucketEncryption');
  const rules = isJson(encryption) ? (listOf(encryption.ServerSideEncryptionConfiguration) ?? []) : [];
  return rules.filter(isJson).flatMap((rule) => textOf(section(rule, 'ServerSideEncryptionByDefault').KMSMasterKeyID) ?? [])[0];
}

function withPartsOfTopic(world: World, topic: TemplateResource): TemplateResource[] {
  const subscriptions = world.resources('AWS::SNS::Subscription').filter((one) => textOf(one.property('TopicArn')) === topic.arn);
  const key = keyById(world, textOf(topic.property('KmsMasterKeyId')), topic);
  return [topic, ...(key ? [key] : []), ...policiesOfTopic(world, topic.arn), ...subscriptions];
}

function metricsOf(filter: TemplateResource): string[] {
  const transformations = (listOf(filter.property('MetricTransformations')) ?? []).filter(isJson);
  return transformations.map(({ MetricNamespace, MetricName }) => JSON.stringify([textOf(MetricNamespace), textOf(MetricName)]));
}

function metricOf(alarm: TemplateResource): string {
  return JSON.stringify([textOf(alarm.property('Namespace')), textOf(alarm.property('MetricName'))]);
}

/** Rules for what is done to trails and their guards: their events come by way of CloudTrail. */
function isAboutCloudTrail(rule: TemplateResource): boolean {
  return /via CloudTrail|aws\.cloudtrail/.test(JSON.stringify(rule.property('EventPattern') ?? ''));
}

function targetsOf(rule: TemplateResource): string[] {
  return (listOf(rule.property('Targets')) ?? []).filter(isJson).flatMap(({ Arn }) => textOf(Arn) ?? []);
}

function texts(value: unknown): string[] {
  return (listOf(value) ?? []).flatMap((one) => textOf(one) ?? []);
}

function unique(resources: readonly TemplateResource[]): TemplateResource[] {
  return [...new Map(resources.map((one) => [`${one.stack.id} ${one.logicalId}`, one])).values()];
}
