import { App, Stack, Tags } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuditTrail, CloudWatchLogs, EventSelector, Insight, NetworkEventSource, Notifications } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit');

const deliveries = new Topic(stack, 'Deliveries', { masterKey: new Key(stack, 'DeliveriesKey', { enableKeyRotation: true }), enforceSSL: true });
const trail = new AuditTrail(stack, 'Trail', {
  trailName: 'audit',
  eventSelectors: [EventSelector.managementEvents(), EventSelector.networkActivity(NetworkEventSource.S3, { deniedOnly: true })],
  insights: [Insight.apiCallRate(), Insight.apiErrorRate()],
  cloudWatchLogs: CloudWatchLogs.toNewLogGroup({ retention: RetentionDays.ONE_YEAR }),
  notifications: Notifications.topic(deliveries),
});

Tags.of(trail).add('owner', 'platform', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });
leaveOut(trail, 'alarms', 'objectLock', 'objectsOfAllBuckets', 'replica');
