import type { Assembly } from './assembly';
import { inEveryWorld } from './explore';
import { bucketByName, keyById, logGroupByArn, roleByArn, topicByName } from './find';
import type { Json } from './json';
import { readAggregations, readInsights, readSelectors } from './read-selectors';
import type { TemplateResource } from './resource';
import type { TrailModel } from './trail-model';
import { type Flag, flagOf, textOf, unknownIn } from './unknown';
import type { World } from './world';

/**
 * The trails of an assembly. A trail whose properties depend on conditions is there once for each form that it can take.
 */
export function trailsOf(assembly: Assembly): TrailModel[] {
  const all = inEveryWorld(assembly, (world) => trailsIn(world).map((trail): TrailModel => ({ ...trail }))).results.flatMap(({ value }) => value);
  const seen = new Map(all.map((trail) => [JSON.stringify([trail.resource.stack.id, trail.resource.logicalId, trail.resource.properties]), trail]));
  return [...seen.values()];
}

/** The trails of one way to deploy an assembly. */
export function trailsIn(world: World): TrailModel[] {
  return world.resources('AWS::CloudTrail::Trail').map((resource) => trailOf(world, resource));
}

/** A trail, of which a property is looked at only when it is asked for: what it hangs on is then the only thing to decide. */
export function trailOf(world: World, resource: TemplateResource): TrailModel {
  // CloudFormation reads an empty text as none.
  const text = (name: string) => textOf(resource.property(name)) || undefined;
  const read = {
    resource,
    get name() {
      return resource.name;
    },
    named: resource.rawProperties.TrailName !== undefined,
    get arn() {
      return resource.arn;
    },
    account: resource.account,
    region: resource.region,
    partition: resource.stack.partition,
    get bucketName() {
      return textOf(resource.property('S3BucketName'));
    },
    get bucket() {
      return bucketByName(world, this.bucketName);
    },
    get keyPrefix() {
      return text('S3KeyPrefix');
    },
    get kmsKeyId() {
      return text('KMSKeyId');
    },
    get key() {
      return keyById(world, this.kmsKeyId, resource);
    },
    get topicName() {
      return text('SnsTopicName');
    },
    get topic() {
      return topicByName(world, this.topicName, resource);
    },
    get logGroupArn() {
      return text('CloudWatchLogsLogGroupArn');
    },
    get logGroup() {
      return logGroupByArn(world, this.logGroupArn);
    },
    get roleArn() {
      return text('CloudWatchLogsRoleArn');
    },
    get role() {
      return roleByArn(world, this.roleArn);
    },
    get selectors() {
      return readSelectors(picked(resource, 'EventSelectors', 'AdvancedEventSelectors'));
    },
    get insights() {
      return readInsights(picked(resource, 'InsightSelectors'));
    },
    get aggregations() {
      return readAggregations(picked(resource, 'AggregationConfigurations'));
    },
    get isMultiRegion() {
      return flag(resource.property('IsMultiRegionTrail'), false);
    },
    get isOrganization() {
      return flag(resource.property('IsOrganizationTrail'), false);
    },
    get includesGlobalServiceEvents() {
      return flagOf(resource.property('IncludeGlobalServiceEvents'));
    },
    get isLogging() {
      return flag(resource.property('IsLogging'), true);
    },
    get validatesLogFiles() {
      return flag(resource.property('EnableLogFileValidation'), false);
    },
    get unknowns() {
      return Object.entries(resource.properties).flatMap(([property, value]) => {
        const dependsOn = unknownIn(value);
        return dependsOn === undefined ? [] : [{ property, dependsOn }];
      });
    },
  };
  return read as TrailModel;
}

function picked(resource: TemplateResource, ...names: string[]): Json {
  return Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      const value = resource.property(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function flag(value: unknown, fallback: boolean): Flag {
  return flagOf(value) ?? fallback;
}
