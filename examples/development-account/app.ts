import { App, Stack, Tags } from 'aws-cdk-lib';
import { AuditTrail, LogArchive } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');

// `cdk destroy` deletes trail, log files, bucket and key, in this order.
const archive = LogArchive.forDevelopment(stack, 'Archive');
new AuditTrail(stack, 'Trail', { trailName: 'development-audit', archive });

Tags.of(stack).add('owner', 'platform');
leaveOut(stack, 'accessLogs', 'alarms', 'cloudWatchLogs', 'insights', 'kept', 'objectLock', 'objectsOfAllBuckets', 'replica');
