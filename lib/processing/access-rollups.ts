import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { bundled, defineHandler } from '../private/handler-function';
import { runbook } from '../private/runbook';
import { ROLLUP_ENVIRONMENT, ROLLUP_FOLDERS } from './access-rollup.contract';
import { emptyingOf, ownKeyOf, removalPolicyLike } from './derived-bucket';

/** Properties of `AccessRollups`. */
export interface AccessRollupsProps {
  readonly archive: ILogArchive;
  /** Where the rows of the report are, and its rollups go. */
  readonly derivedBucket: IBucket;
  /** Who is told of failures: the topic of the report, which lets alarms of this account publish already. */
  readonly alarmTopic: ITopic;
  /** One year by default. */
  readonly logRetention?: RetentionDays;
}

/** Late files are processed within days: so many are computed again. */
const DAYS = 3;
const UNUSED_DAYS = 90;

/**
 * Adds the rows of an access report up, every night at 02:00 UTC: a row for each day, resource and principal, marked where the access is new;
 * and who has had access and has not used it for 90 days.
 */
export class AccessRollups extends Construct {
  public readonly handler: IFunction;

  constructor(scope: Construct, id: string, { archive, derivedBucket, alarmTopic, logRetention = RetentionDays.ONE_YEAR }: AccessRollupsProps) {
    super(scope, id);
    const { fn, permissions } = defineHandler(this, 'Handler', {
      code: bundled('access-rollup'),
      handler: 'index.handler',
      description: `adds the rows of ${scope.node.path} up by day`,
      environment: {
        [ROLLUP_ENVIRONMENT.derivedBucket]: derivedBucket.bucketName,
        [ROLLUP_ENVIRONMENT.days]: String(DAYS),
        [ROLLUP_ENVIRONMENT.unusedDays]: String(UNUSED_DAYS),
      },
      memorySize: 1024,
      timeout: Duration.minutes(15),
      logRetention,
      removalPolicy: removalPolicyLike(archive),
      encryptionKey: ownKeyOf(archive),
    });
    grantRollups(derivedBucket, permissions);
    const rule = new Rule(this, 'Nightly', {
      description: `the rollups of ${scope.node.path}`,
      schedule: Schedule.cron({ hour: '2', minute: '0' }),
    });
    rule.addTarget(new LambdaFunction(fn));
    const emptying = emptyingOf(derivedBucket);
    if (emptying) fn.node.addDependency(emptying);
    const action = new SnsAction(alarmTopic);
    const failures = this.failuresOf(fn);
    failures.addAlarmAction(action);
    failures.addOkAction(action);
    this.handler = fn;
  }

  private failuresOf(fn: IFunction): Alarm {
    return fn.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }).createAlarm(this, 'FailuresAlarm', {
      alarmDescription: `The rollups of the access report were not computed, and lack days until they are. See ${runbook('access-report-rollups')}`,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

/** It reads the rows and what it wrote itself, writes the latter, and lists the rows alone. */
function grantRollups(bucket: IBucket, grantee: IGrantable): void {
  const { rows, rollups, known, unused } = ROLLUP_FOLDERS;
  const objects = (...folders: string[]) => folders.map((folder) => bucket.arnForObjects(`${folder}*`));
  Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns: objects(rows, rollups, known, unused) });
  Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: objects(rollups, known, unused) });
  Grant.addToPrincipal({
    grantee,
    actions: ['s3:ListBucket'],
    resourceArns: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': `${rows}*` } },
  });
  bucket.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
}
