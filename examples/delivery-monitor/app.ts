import { App, Stack, Tags } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuditTrail, DataEventGuard, DeliveryMonitor, EventSelector, LogArchive, ResourceType, TrailDashboard } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit', { env: { region: 'eu-west-1' } });

const archive = new LogArchive(stack, 'Archive');
const trail = new AuditTrail(stack, 'Trail', {
  trailName: 'audit',
  archive,
  eventSelectors: [EventSelector.managementEvents(), EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION)],
});

const masterKey = new Key(stack, 'AlarmsKey', { enableKeyRotation: true });
const alarmTopic = new Topic(stack, 'Alarms', { masterKey, enforceSSL: true });

// Both Regions must deliver. Whatever else delivers to the archive is watched by its digests.
const delivery = new DeliveryMonitor(stack, 'Delivery', { archive, alarmTopic, trail, regions: ['eu-west-1', 'us-east-1'] });

// A loop that calls itself costs more in CloudTrail than anybody expects: above this it is told who causes it.
const dataEvents = new DataEventGuard(stack, 'DataEvents', { archive, alarmTopic, expectedDataEventsPerDay: 2_000_000 });

new TrailDashboard(stack, 'Page', { trail, archive, delivery, dataEvents });

Tags.of(trail).add('owner', 'security', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });
leaveOut(stack, 'alarms', 'cloudWatchLogs', 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');
