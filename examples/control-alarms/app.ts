import { App, Stack, Tags } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AuditTrail, CloudWatchLogs, ControlAlarms } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');

const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit', cloudWatchLogs: CloudWatchLogs.toNewLogGroup() });

const alarms = new Topic(stack, 'Alarms', { masterKey: new Key(stack, 'AlarmsKey', { enableKeyRotation: true }), enforceSSL: true });
alarms.addSubscription(new EmailSubscription('security@example.com'));
new ControlAlarms(stack, 'Controls', { trail, topic: alarms, encryptionKey: trail.archive.encryptionKey });

Tags.of(trail).add('owner', 'security', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });
leaveOut(trail, 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');
