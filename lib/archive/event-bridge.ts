import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { reportAtSynthesis } from '../private/report';

/**
 * Has the bucket tell EventBridge of each new object.
 *
 * By the property of the L1, since `eventBridgeEnabled` of the L2 brings a function, a role and a custom resource. Where
 * there is that custom resource, notifications are its affair: an update of the property would take away those that it set.
 */
export function setEventBridge(bucket: IBucket, resource: CfnBucket): void {
  const setting = Lazy.any({ produce: () => (customResourceOf(bucket) ? undefined : { EventBridgeEnabled: true }) });
  resource.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration', setting);
}

const CHECKED = new WeakSet<IConstruct>();

/** `addEventNotification()` brings a custom resource that overwrites what the property says, once deployed. */
export function refuseEventNotifications(scope: IConstruct, bucket: IBucket): void {
  // On an imported bucket, the custom resource leaves what it finds as it is.
  if (CHECKED.has(bucket) || !CfnBucket.isCfnBucket(bucket.node.defaultChild)) return;
  CHECKED.add(bucket);
  reportAtSynthesis(scope, () =>
    !switchesEventBridgeOff(bucket)
      ? []
      : [
          {
            id: 'cdk-cloudtrail:LogArchive.notificationsOverwritten',
            severity: 'error',
            message:
              "the custom resource of addEventNotification() overwrites the bucket's notifications to EventBridge, and processors would see no more files",
            value: bucket.node.path,
            fix: 'route the events with an EventBridge rule instead, or call enableEventBridgeNotification() of the bucket as well',
          },
        ],
  );
}

function customResourceOf(bucket: IBucket): CfnResource | undefined {
  const found = bucket.node.tryFindChild('Notifications')?.node.tryFindChild('Resource');
  return found && CfnResource.isCfnResource(found) ? found : undefined;
}

function switchesEventBridgeOff(bucket: IBucket): boolean {
  const resource = customResourceOf(bucket);
  return resource !== undefined && !JSON.stringify(Stack.of(resource).resolve(resource._toCloudFormation())).includes('"EventBridgeConfiguration"');
}
