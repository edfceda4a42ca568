import { loggedParts } from '../../selection/normal';
import { couldLogDeliveries } from '../../selection/reach';
import { type AdvancedEventSelector, valuesOf } from '../../selection/selector';
import { type LogBucketModel, logBucketsOfDeployed, type PossibleLogBuckets, possibleLogBuckets, uniqueByName } from '../../template/log-buckets';
import type { Survey } from '../../template/survey';
import { isOpen, isUnresolved } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import { trailOf } from '../../template/trails';
import type { World } from '../../template/world';
import { type Observation, perTrail, type Rule } from '../rule';
import { finding, undecided } from './problems';

/**
 * W01: data events on the objects of a bucket that receives log files: each delivery is an event, which is delivered again.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const loggingLoop: Rule = perTrail((trail, { world }) => {
  // Before it is asked where trails deliver: most log no objects at all.
  if (!loggedParts(trail.selectors).some(({ selector }) => isOfObjects(selector))) return [];
  const reached = logBucketsNear(trail, world).filter((bucket) => reaches(trail, bucket));
  const certain = reached.filter((bucket) => isOwn(trail, bucket) || isNamed(trail, bucket));
  if (certain.length > 0) return [loop(trail, certain)];
  const [unsure] = reached;
  if (!unsure) return [];
  return [
    undecided(
      trail.resource,
      'Trail.logsOwnDeliveries',
      `whether the trail logs what is delivered to the bucket ${unsure.name} depends on the account that the bucket is in`,
    ),
  ];
});

/** The log buckets of every trail that may deliver where this one looks. How the others are deployed decides nothing. */
function logBucketsNear(trail: TrailModel, { survey }: World): LogBucketModel[] {
  const near = possibleLogBuckets(survey).filter(({ buckets }) => buckets.some((bucket) => reaches(trail, bucket)));
  return uniqueByName(near.flatMap((other) => (other.isFixed ? other.buckets : reachedTogether(trail, other, survey))));
}

/** Those that are reached in a deployment that has both trails: one of two may be there instead of the other. */
function reachedTogether({ resource: { stack, logicalId } }: TrailModel, other: PossibleLogBuckets, survey: Survey): readonly LogBucketModel[] {
  const key = `reached ${stack.id} ${logicalId} ${other.trail.stack.id} ${other.trail.logicalId}`;
  const known = survey.shared.get(key) as readonly LogBucketModel[] | undefined;
  if (known) return known;
  const { results } = survey.inEveryWorld((world) => {
    const resource = world.resource(stack, logicalId);
    if (!resource || !world.isDeployed(resource)) return [];
    const trail = trailOf(world, resource);
    return logBucketsOfDeployed(world, other.trail).filter((bucket) => reaches(trail, bucket));
  });
  const reached = results.flatMap(({ value }) => value);
  survey.shared.set(key, reached);
  return reached;
}

function loop({ resource }: TrailModel, buckets: readonly LogBucketModel[]): Observation {
  return finding(resource, 'Trail.logsOwnDeliveries', {
    message: `the selectors log what is delivered to ${buckets.map(({ name, resource: bucket }) => bucket?.path ?? name).join(', ')}: each delivery is an event, which is delivered again, without end and at your cost`,
    value: buckets.map(({ name }) => name),
    fix: 'leave these buckets out: an advanced event selector with resources.ARN NotStartsWith and the ARN of each with a slash at the end',
  });
}

function reaches(trail: TrailModel, bucket: LogBucketModel): boolean {
  const { resource } = bucket;
  // Data events are recorded for the owner of the bucket, and in its Region.
  if (resource && differs(resource.account, trail.account)) return false;
  if (resource && trail.isMultiRegion === false && differs(resource.region, trail.region)) return false;
  return loggedParts(trail.selectors).some(
    ({ selector }) => isOfObjects(selector) && couldLogDeliveries(selector, filesIn(trail, bucket), { isUnresolved }),
  );
}

/** A selector without a type has a finding of its own. */
function isOfObjects(selector: AdvancedEventSelector): boolean {
  return valuesOf(selector, 'resources.type').some((type) => type === 'AWS::S3::Object' || isUnresolved(type));
}

function isOwn({ account }: TrailModel, { resource }: LogBucketModel): boolean {
  return resource !== undefined && resource.account === account;
}

/** Whether a selector asks for the bucket itself. */
function isNamed(trail: TrailModel, bucket: LogBucketModel): boolean {
  const files = filesIn(trail, bucket);
  return loggedParts(trail.selectors).some(({ selector }) =>
    (['StartsWith', 'Equals'] as const).some((operator) =>
      valuesOf(selector, 'resources.ARN', operator).some(
        (value) => value.startsWith(files) || (files.startsWith(value) && value.startsWith(`arn:${trail.partition}:s3:::${bucket.name}/`)),
      ),
    ),
  );
}

/** What the ARNs of the log files start with: a bucket may hold other data as well. */
function filesIn({ partition }: TrailModel, { name, keyPrefix }: LogBucketModel): string {
  return `arn:${partition}:s3:::${name}/${keyPrefix}`;
}

function differs(one: string, other: string): boolean {
  return one !== other && !isOpen(one) && !isOpen(other);
}
