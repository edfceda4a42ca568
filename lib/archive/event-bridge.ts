import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { reportAtSynthesis } from '../private/report';

/**
 * Has the bucket tell EventBridge of each new object.
 *
 * By the property of the L1, since `eventBridgeEnabled` of the L2 brings a function, a role and a custom resource.
 */
export function setEventBridge(bucket: CfnBucket): void {
  bucket.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration', { EventBridgeEnabled: true });
}

/** `addEventNotification()` brings a custom resource that overwrites what the property says, once deployed. */
export function refuseEventNotifications(scope: IConstruct, bucket: IBucket): void {
  reportAtSynthesis(scope, () =>
    bucket.node.tryFindChild('Notifications') === undefined
      ? []
      : [
          {
            id: 'cdk-cloudtrail:LogArchive.notificationsOverwritten',
            severity: 'error',
            message:
              "the custom resource of addEventNotification() and 'eventBridgeEnabled' would overwrite the bucket's notifications to EventBridge, and processors would see no more files",
            value: bucket.node.path,
            fix: 'route the events with an EventBridge rule instead; they are on for every log archive',
          },
        ],
  );
}
