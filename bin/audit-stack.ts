import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { AccessReport, AlertTarget, AuditTrail, DetectionAlerts, EventSelector, IntegrityMonitor, LogArchive, ObjectLock, S3Objects } from '../lib';
import type { AppConfig } from './config';

/** Properties of `AuditStack`. */
export interface AuditStackProps extends StackProps {
  readonly config: AppConfig;
}

/**
 * A trail for what exists in the account: management events, and data events of the resources that the configuration names; and what its log files are
 * put to: the access report, alerts, the proof of their integrity.
 */
export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, { config, ...props }: AuditStackProps) {
    super(scope, id, props);
    const archive = new LogArchive(this, 'Archive', {
      expireAfter: Duration.days(config.keepLogFilesForDays),
      objectLock: config.lockLogFilesForDays > 0 ? ObjectLock.governance(Duration.days(config.lockLogFilesForDays)) : undefined,
    });
    const trail = new AuditTrail(this, 'Trail', { trailName: config.trailName, archive, eventSelectors: this.selectorsOf(config) });
    trail.addOutputs();

    const alarms = new Topic(this, 'Alarms', { masterKey: new Key(this, 'AlarmsKey', { enableKeyRotation: true }), enforceSSL: true });
    if (config.alarmEmail) alarms.addSubscription(new EmailSubscription(config.alarmEmail));
    new AccessReport(this, 'Access', { archive, alarmTopic: alarms });
    new DetectionAlerts(this, 'Alerts', { archive, trail, alarmTopic: alarms, targets: [AlertTarget.topic(alarms)] });
    new IntegrityMonitor(this, 'Integrity', { archive, alarmTopic: alarms });
  }

  private selectorsOf({ auditedBuckets, auditedFunctions, auditedTables }: AppConfig): EventSelector[] {
    const objects = auditedBuckets.map((entry, index) => {
      const [name = '', ...folders] = entry.split('/');
      const prefix = folders.join('/');
      return S3Objects.of(Bucket.fromBucketName(this, `Bucket${index}`, name), prefix === '' ? undefined : prefix);
    });
    const functions = auditedFunctions.map((name, index) => LambdaFunction.fromFunctionName(this, `Function${index}`, name));
    const tables = auditedTables.map((name, index) => Table.fromTableName(this, `Table${index}`, name));
    return [
      EventSelector.managementEvents(),
      ...(objects.length > 0 ? [EventSelector.s3Objects(objects)] : []),
      ...(functions.length > 0 ? [EventSelector.lambdaInvocations(functions)] : []),
      ...(tables.length > 0 ? [EventSelector.dynamoDbItems(tables)] : []),
    ];
  }
}
