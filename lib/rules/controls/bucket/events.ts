import { resourcesBy } from '../../../template/find';
import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { listOf, textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import { type Answer, some } from '../answer';
import type { ControlRule } from '../control-rule';
import { isRight, TRUE } from '../judge-value';
import { fail, pass, unknown } from '../judgement';
import { memberOf, type Placed, valueAt } from '../places';

const TARGETS = ['EventBridgeConfiguration', 'LambdaConfigurations', 'QueueConfigurations', 'TopicConfigurations'];

/** BKT-14. */
export const events: ControlRule = {
  id: 'BKT-14',
  name: 'LogBucketEvents',
  title: 'The log bucket tells what happens to its objects',
  severity: 'info',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Whoever has to know at once that log files are delivered or deleted is told by the bucket, or by nobody.',
  predicate: 'NotificationConfiguration has EventBridge enabled, or a function, queue or topic as its target',
  live: 's3:GetBucketNotificationConfiguration',
  fix: 'set EventBridgeEnabled in NotificationConfiguration to true',
  limit: 'of which events it tells, and what comes of it, is not looked at',
  of: 'logBucket',
  judge: (bucket, { world }) => {
    const targets = TARGETS.map((name) => valueAt(bucket, 'NotificationConfiguration', name));
    const answers = targets.map((target) => tells(world, target));
    const told = targets[answers.indexOf(true)];
    const { ground } = told ?? valueAt(bucket, 'NotificationConfiguration');
    if (told) return pass('NotificationConfiguration has a target', ground);
    const answer = some(answers);
    if (answer !== false)
      return unknown('whether NotificationConfiguration has a target is not known', (answer as { dependsOn: string }).dependsOn, ground);
    const custom = notificationsOf(world, bucket);
    if (custom) return unknown('a custom resource sets the notifications', `what ${custom.path} does`, { resource: custom, path: ['Type'] });
    return fail('NotificationConfiguration is missing or has no target', ground);
  },
};

function tells(world: World, target: Placed): Answer {
  return target.ground.path.includes('EventBridgeConfiguration') ? isBridge(world, target.value) : hasItem(target.value);
}

/** CloudFormation takes a configuration without the flag for an enabled one. */
function isBridge(world: World, value: unknown): Answer {
  const flag = memberOf(value, 'EventBridgeEnabled');
  return flag === undefined ? isJson(value) : isRight(world, flag, TRUE);
}

function hasItem(value: unknown): Answer {
  const list = listOf(value);
  if (list?.length === 0) return false;
  return list?.some(isJson) === true ? true : { dependsOn: display(unknownIn(value) ?? 'NotificationConfiguration') };
}

/** The custom resource of the AWS CDK that sets the notifications of a bucket in place of CloudFormation. */
function notificationsOf(world: World, bucket: TemplateResource): TemplateResource | undefined {
  return resourcesBy(world, 'Custom::S3BucketNotifications', 'bucket', (one) => [textOf(one.property('BucketName')) ?? ''], bucket.name)[0];
}
