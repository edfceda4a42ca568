import { join } from 'node:path';
import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AlertTarget, AuditTrail, CloudWatchLogs, DetectionAlerts, DetectionLevel, DetectionRules, EventSelector, LogArchive } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');

const archive = new LogArchive(stack, 'Archive');
const trail = new AuditTrail(stack, 'Trail', {
  trailName: 'audit',
  archive,
  eventSelectors: [EventSelector.managementEvents()],
  cloudWatchLogs: CloudWatchLogs.toNewLogGroup(),
});

const masterKey = new Key(stack, 'AlarmsKey', { enableKeyRotation: true });
const security = new Topic(stack, 'Security', { masterKey, enforceSSL: true });

// Rules of your own are counted until you know how much they find; then they are promoted.
const own = DetectionRules.fromDirectory(join(__dirname, 'rules')).staged();

new DetectionAlerts(stack, 'Alerts', {
  archive,
  trail,
  rules: DetectionRules.recommended().plus(own),
  targets: [AlertTarget.topic(security)],
  alarmTopic: security,
  minimumLevel: DetectionLevel.MEDIUM,
  mergeWindow: Duration.minutes(30),
  maxAlertsPerHour: 30,
});

Tags.of(trail).add('owner', 'security', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });
leaveOut(stack, 'alarms', 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');
