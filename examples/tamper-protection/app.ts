import { App, Stack, Tags } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AuditTrail, TamperProtection, TamperRepair } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');

const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit' });

const alarms = new Topic(stack, 'Alarms', { masterKey: new Key(stack, 'AlarmsKey', { enableKeyRotation: true }), enforceSSL: true });
alarms.addSubscription(new EmailSubscription('security@example.com'));
new TamperProtection(stack, 'Tamper', {
  trail,
  topics: [alarms],
  repair: TamperRepair.loggingAndSelectors(),
  deployRoles: ['arn:aws:iam::*:role/cdk-*-cfn-exec-role-*'],
  encryptionKey: trail.archive.encryptionKey,
});

Tags.of(trail).add('owner', 'security', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });
leaveOut(trail, 'alarms', 'cloudWatchLogs', 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');
