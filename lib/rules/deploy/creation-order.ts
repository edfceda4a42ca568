import { policiesOfBucket, policiesOfTopic } from '../../template/find';
import type { TemplateResource } from '../../template/resource';
import type { TrailModel } from '../../template/trail-model';
import type { World } from '../../template/world';
import { policiesOfRole } from '../access/role-policies';
import { type Observation, perTrail, type Rule } from '../rule';
import { type DeployProblem, finding } from './problems';

/** X13: what waits for itself. */
export const dependencyCycle: Rule = perTrail((trail) => {
  if (!isCyclic(trail)) return [];
  const { resource } = trail;
  return [
    finding(resource, 'Trail.dependencyCycle', {
      message: 'the trail waits for a resource that waits for the trail, such as a policy that refers to it',
      value: resource.logicalId,
      awsMessage: 'Template is undeployable, these resources have a dependency cycle',
      fix: "write the ARN of the trail from its name in the policies, in place of Ref or Fn::GetAtt, and give the trail a 'TrailName'",
    }),
  ];
});

/**
 * X01, E12, E29, E31: CloudTrail tries bucket, role and topic while the trail is created, so all that they need must be there before. CloudFormation
 * creates in any order what does not refer to each other.
 */
export const creationOrder: Rule = perTrail((trail, { world }) => {
  if (isCyclic(trail)) return [];
  return [...bucketOrder(trail, world), ...roleOrder(trail, world), ...topicOrder(trail, world)];
});

function isCyclic({ resource }: TrailModel): boolean {
  return resource.dependsOn.has(resource.logicalId);
}

function bucketOrder(trail: TrailModel, world: World): Observation[] {
  const { bucketName, bucket } = trail;
  const policies = bucketName === undefined ? [] : policiesOfBucket(world, bucketName);
  const late = policies.find((policy) => isLate(trail, policy));
  if (late) {
    return [
      before(
        trail,
        late,
        'Trail.createdBeforeBucketPolicy',
        'the policy of its bucket',
        `Incorrect S3 bucket policy is detected for bucket: ${bucketName}`,
      ),
    ];
  }
  // Without a policy there is a finding already, and its fix makes the trail wait.
  if (!bucket || policies.length === 0 || !isLate(trail, bucket)) return [];
  return [before(trail, bucket, 'Trail.createdBeforeBucket', 'its bucket', `S3 bucket ${bucketName} does not exist!`)];
}

function roleOrder(trail: TrailModel, world: World): Observation[] {
  const late = trail.role && policiesOfRole(world, trail.role).find((policy) => isLate(trail, policy));
  return late
    ? [before(trail, late, 'Trail.createdBeforeRolePolicy', 'the policy of its role', 'Access denied. Check the permissions for your role.')]
    : [];
}

function topicOrder(trail: TrailModel, world: World): Observation[] {
  const late = trail.topic && policiesOfTopic(world, trail.topic.arn).find((policy) => isLate(trail, policy));
  const message = 'SNS Topic does not exist or the topic policy is incorrect!';
  return late ? [before(trail, late, 'Trail.createdBeforeTopicPolicy', 'the policy of its topic', message)] : [];
}

/** In another stack, the order is that of the stacks. */
function isLate({ resource }: TrailModel, needed: TemplateResource): boolean {
  return needed.stack === resource.stack && !resource.dependsOn.has(needed.logicalId);
}

function before({ resource }: TrailModel, needed: TemplateResource, what: DeployProblem, noun: string, awsMessage: string): Observation {
  return finding(resource, what, {
    message: `the trail does not depend on ${noun}, ${needed.path}: CloudFormation may create the trail first, and then it fails now and then`,
    value: needed.logicalId,
    awsMessage,
    fix: `add ${needed.logicalId} to DependsOn of the trail`,
  });
}
