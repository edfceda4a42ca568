import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AccessReport, AuditTrail, EventSelector, IntegrityMonitor, LogArchive } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');

const archive = new LogArchive(stack, 'Archive');
const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit', archive, eventSelectors: [EventSelector.managementEvents()] });

const masterKey = new Key(stack, 'AlarmsKey', { enableKeyRotation: true });
const alarmTopic = new Topic(stack, 'Alarms', { masterKey, enforceSSL: true });

const access = new AccessReport(stack, 'Access', { archive, alarmTopic });

// Proves hour after hour that everything was delivered and is unaltered, and that the report has processed it.
new IntegrityMonitor(stack, 'Integrity', {
  archive,
  alarmTopic,
  processors: [access],
  lookBack: Duration.days(90),
});

Tags.of(trail).add('owner', 'security', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });
leaveOut(stack, 'alarms', 'cloudWatchLogs', 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');
