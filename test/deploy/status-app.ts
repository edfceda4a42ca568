import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type CfnLogGroup, FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AuditTrail, CloudWatchLogs, EventSelector, Insight, LogArchive, Notifications, ObjectLock, ResourceType } from 'cdk-cloudtrail';

/** One of everything that `status` looks at. */
const stack = new Stack(new App(), 'StatusAudit');

const security = new Topic(stack, 'Security', { masterKey: new Key(stack, 'SecurityKey', { enableKeyRotation: true }), enforceSSL: true });
security.addSubscription(new EmailSubscription('security@example.com'));

const retention = new CfnParameter(stack, 'Retention', { type: 'Number', default: 90 });
const events = new LogGroup(stack, 'Events', { logGroupName: 'status-audit' });
(events.node.defaultChild as CfnLogGroup).retentionInDays = retention.valueAsNumber;

const archive = new LogArchive(stack, 'Archive', { expireAfter: Duration.days(2557), objectLock: ObjectLock.governance(Duration.days(365)) });
new AuditTrail(stack, 'Trail', {
  trailName: 'status-audit',
  archive,
  eventSelectors: [EventSelector.managementEvents(), EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION)],
  insights: [Insight.apiCallRate()],
  cloudWatchLogs: CloudWatchLogs.to(events),
  notifications: Notifications.topic(security),
});

const filter = new MetricFilter(stack, 'RootUsage', {
  logGroup: events,
  filterName: 'root-usage',
  filterPattern: FilterPattern.literal('{ $.userIdentity.type = "Root" }'),
  metricNamespace: 'Audit',
  metricName: 'RootUsage',
});
const alarm = new Alarm(stack, 'RootUsageAlarm', {
  metric: new Metric({ namespace: 'Audit', metricName: 'RootUsage', statistic: 'Sum', period: Duration.minutes(5) }),
  threshold: 1,
  evaluationPeriods: 1,
});
alarm.node.addDependency(filter);
alarm.addAlarmAction(new SnsAction(security));

new Rule(stack, 'Stopped', {
  eventPattern: { source: ['aws.cloudtrail'], detailType: ['AWS API Call via CloudTrail'], detail: { eventName: ['StopLogging', 'DeleteTrail'] } },
  targets: [new SnsTopic(security)],
});
