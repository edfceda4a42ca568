import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, RetentionDays, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { bundled, defineHandler } from '../private/handler-function';
import { runbook } from '../private/runbook';
import type { AlarmRuleId } from '../rules/controls/alarms/demands';
import { sieveFor } from '../rules/controls/alarms/low-noise-sieve';
import { ENVIRONMENT } from './control-alarms.contract';
import type { ControlAlarmsProps } from './control-alarms-props';

/** Lambda takes no longer description. */
const MAX_DESCRIPTION = 256;

/** What tells a topic of events in words. */
export interface EventNotices {
  readonly fn: IFunction;
  /** Deliveries of events that could not be told, as CloudWatch Logs made them, for 14 days. */
  readonly deadLetterQueue: IQueue;
  readonly deadLetters: Alarm;
}

/** Who is told of what. */
export interface EventNoticesOptions extends Pick<ControlAlarmsProps, 'logRetention' | 'encryptionKey'> {
  readonly logGroup: ILogGroup;
  readonly topic: ITopic;
  readonly controls: readonly AlarmRuleId[];
}

/**
 * A function that the log group has subscribed to. CloudWatch Logs calls it without waiting for an answer: Lambda keeps the call for six hours,
 * tries it three times, and puts what fails for good into a queue with an alarm.
 */
export function defineEventNotices(scope: Construct, options: EventNoticesOptions): EventNotices {
  const { logGroup, topic, controls, logRetention = RetentionDays.ONE_YEAR, encryptionKey } = options;
  const deadLetterQueue = new Queue(scope, 'DeadLetters', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const { fn, permissions } = defineHandler(scope, 'Handler', {
    code: bundled('control-alarm'),
    handler: 'index.handler',
    description: `tells of the events that control alarms are about, from ${logGroup.node.path}`.slice(0, MAX_DESCRIPTION),
    environment: { [ENVIRONMENT.topicArn]: topic.topicArn, [ENVIRONMENT.controls]: controls.join(' ') },
    memorySize: 256,
    timeout: Duration.minutes(1),
    logRetention,
    removalPolicy: RemovalPolicy.RETAIN,
    encryptionKey,
    deadLetterQueue,
  });
  fn.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.hours(6) });
  Grant.addToPrincipal({ grantee: permissions, actions: ['sns:Publish'], resourceArns: [topic.topicArn] });
  topic.masterKey?.grant(permissions, 'kms:Decrypt', 'kms:GenerateDataKey');
  new SubscriptionFilter(scope, 'Subscription', {
    logGroup,
    destination: new LambdaDestination(fn),
    filterPattern: FilterPattern.literal(sieveFor(controls)),
  });
  return { fn, deadLetterQueue, deadLetters: deadLettersAlarm(scope, deadLetterQueue) };
}

function deadLettersAlarm(scope: Construct, queue: IQueue): Alarm {
  return queue
    .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' })
    .createAlarm(scope, 'DeadLettersAlarm', {
      alarmDescription: `Events of controls could not be told in words; their alarms count them all the same. See ${runbook('events-that-were-not-told')}`,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
}
