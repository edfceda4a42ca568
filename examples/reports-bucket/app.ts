import { App, Duration, RemovalPolicy, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AccessReport,
  AuditTrail,
  CloudWatchLogs,
  EventSelector,
  LogArchive,
  ManagementEventSource,
  ObjectLock,
  ReadWrite,
  S3Objects,
} from 'cdk-cloudtrail';
import type { Construct } from 'constructs';
import { leaveOut } from '../left-out';

/** A finance team's data, and a trail that records who reads and changes it. */
export class ReportsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const { reports, orders, handler } = this.defineData();

    const archive = new LogArchive(this, 'Archive', {
      expireAfter: Duration.days(2557),
      objectLock: ObjectLock.governance(Duration.days(365)),
    });
    const trail = new AuditTrail(this, 'Audit', {
      trailName: 'reports-audit',
      archive,
      eventSelectors: [
        EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS] }),
        EventSelector.s3Objects([S3Objects.of(reports, 'finance/')]),
        EventSelector.lambdaInvocations([handler]),
        EventSelector.dynamoDbItems([orders], { readWrite: ReadWrite.WRITE_ONLY }),
      ],
      cloudWatchLogs: CloudWatchLogs.toNewLogGroup(),
    });
    trail.addOutputs();

    const alarms = new Topic(this, 'Alarms', { masterKey: new Key(this, 'AlarmsKey', { enableKeyRotation: true }), enforceSSL: true });
    new AccessReport(this, 'Access', { archive, alarmTopic: alarms });

    Tags.of(trail).add('owner', 'finance', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });
    leaveOut(this, 'alarms', 'insights', 'kmsEvents', 'objectsOfAllBuckets', 'replica');
  }

  /** What is audited: in your app, the resources that you have. */
  private defineData() {
    const reports = new Bucket(this, 'Reports', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const handler = new LambdaFunction(this, 'CloseBooks', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
    });
    return { reports, orders, handler };
  }
}

export const app = new App();
new ReportsStack(app, 'ReportsAudit');
