import { App, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { AuditTrail, LogArchive } from 'cdk-cloudtrail';
import type { IConstruct } from 'constructs';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');

// The bucket and the policy of the older trail, under the logical ids that `cdk-cloudtrail migrate` names.
const archive = new LogArchive(stack, 'Archive');
takeOver(archive.bucket, 'TrailS30071F172');
takeOver(archive.bucket.policy, 'TrailS3PolicyE42170FE');

// The same id and the same name: to CloudFormation it is the same trail, and its chain of digests goes on.
new AuditTrail(stack, 'Trail', { trailName: 'audit', archive });

Tags.of(stack).add('owner', 'platform');
leaveOut(stack, 'alarms', 'cloudWatchLogs', 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');

/** Gives the resource of a construct the logical id of one that is deployed. */
function takeOver(construct: IConstruct | undefined, logicalId: string): void {
  const resource = construct?.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`nothing takes over ${logicalId}: the construct has no resource of its own`);
  resource.overrideLogicalId(logicalId);
}
