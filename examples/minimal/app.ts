import { App, Stack, Tags } from 'aws-cdk-lib';
import { AuditTrail } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');
const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit' });

Tags.of(stack).add('owner', 'platform');
leaveOut(trail, 'alarms', 'cloudWatchLogs', 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');
