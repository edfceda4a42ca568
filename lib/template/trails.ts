import type { Assembly } from './assembly';
import { inEveryWorld } from './explore';
import { bucketByName, keyById, logGroupByArn, roleByArn, topicByName } from './find';
import { readAggregations, readInsights, readSelectors } from './read-selectors';
import type { TemplateResource } from './resource';
import type { TrailModel } from './trail-model';
import { type Flag, flagOf, textOf, unknownIn } from './unknown';
import type { World } from './world';

/**
 * The trails of an assembly. A trail whose properties depend on conditions is there once for each form that it can take.
 */
export function trailsOf(assembly: Assembly): TrailModel[] {
  const all = inEveryWorld(assembly, trailsIn).results.flatMap(({ value }) => value);
  const seen = new Map(all.map((trail) => [JSON.stringify([trail.resource.stack.id, trail.resource.logicalId, trail.resource.properties]), trail]));
  return [...seen.values()];
}

/** The trails of one way to deploy an assembly. */
export function trailsIn(world: World): TrailModel[] {
  return world.resources('AWS::CloudTrail::Trail').map((resource) => trailOf(world, resource));
}

function trailOf(world: World, resource: TemplateResource): TrailModel {
  const { properties, stack } = resource;
  const texts = textsOf(resource);
  return {
    resource,
    name: resource.name,
    named: properties.TrailName !== undefined,
    arn: resource.arn,
    account: resource.account,
    region: resource.region,
    partition: stack.partition,
    ...texts,
    ...defined({
      bucket: bucketByName(world, texts.bucketName),
      key: keyById(world, texts.kmsKeyId, resource),
      topic: topicByName(world, texts.topicName, resource),
      logGroup: logGroupByArn(world, texts.logGroupArn),
      role: roleByArn(world, texts.roleArn),
    }),
    selectors: readSelectors(properties),
    insights: readInsights(properties),
    aggregations: readAggregations(properties),
    isMultiRegion: flag(properties.IsMultiRegionTrail, false),
    isOrganization: flag(properties.IsOrganizationTrail, false),
    includesGlobalServiceEvents: flagOf(properties.IncludeGlobalServiceEvents),
    isLogging: flag(properties.IsLogging, true),
    validatesLogFiles: flag(properties.EnableLogFileValidation, false),
    unknowns: Object.entries(properties).flatMap(([property, value]) => {
      const dependsOn = unknownIn(value);
      return dependsOn === undefined ? [] : [{ property, dependsOn }];
    }),
  };
}

function textsOf({ properties }: TemplateResource) {
  return defined({
    bucketName: textOf(properties.S3BucketName),
    // CloudFormation reads an empty text as none.
    keyPrefix: textOf(properties.S3KeyPrefix) || undefined,
    kmsKeyId: textOf(properties.KMSKeyId) || undefined,
    topicName: textOf(properties.SnsTopicName) || undefined,
    logGroupArn: textOf(properties.CloudWatchLogsLogGroupArn) || undefined,
    roleArn: textOf(properties.CloudWatchLogsRoleArn) || undefined,
  });
}

function flag(value: unknown, fallback: boolean): Flag {
  return flagOf(value) ?? fallback;
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
