import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type CfnManagedPolicy, type CfnRole, Grant, type IGrantable, type ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { bundled, defineHandler } from '../private/handler-function';
import { declaredOf, stackOf } from './tamper-declared';
import type { TamperNames } from './tamper-names';
import { ENVIRONMENT, GUIDE } from './tamper-protection.contract';
import type { TamperProtectionProps } from './tamper-protection-props';

/** What acts on events. */
export interface TamperHandler {
  readonly fn: LambdaFunction;
  /** Events that nobody was told of, for 14 days. */
  readonly deadLetterQueue: IQueue;
  readonly undelivered: Alarm;
}

/** The function that tells, and repairs if it is asked to; with a queue for what it could not tell. */
export function defineTamperHandler(scope: Construct, names: TamperNames, props: TamperProtectionProps): TamperHandler {
  const { logRetention = RetentionDays.ONE_YEAR, encryptionKey, topics, deployRoles = [] } = props;
  const deadLetterQueue = new Queue(scope, 'DeadLetters', {
    queueName: names.queue,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const { fn, permissions } = defineHandler(scope, 'Handler', {
    code: bundled('tamper-protection'),
    handler: 'index.handler',
    description: 'tells of changes that would blind a trail, and repairs some of them',
    environment: {
      [ENVIRONMENT.topicArns]: topics.map(({ topicArn }) => topicArn).join(' '),
      [ENVIRONMENT.roleArn]: roleArn(scope, names),
      [ENVIRONMENT.deployRoles]: deployRoles.join(' '),
      [ENVIRONMENT.trailArn]: props.trail?.trailRef.trailArn ?? '',
      [ENVIRONMENT.stack]: props.repair ? (stackOf(scope, props)?.name ?? '') : '',
      [ENVIRONMENT.repair]: declaredOf(scope, props),
    },
    memorySize: 256,
    timeout: Duration.minutes(1),
    logRetention,
    // It says what was repaired, and when.
    removalPolicy: RemovalPolicy.RETAIN,
    encryptionKey,
    deadLetterQueue,
  });
  fn.addEnvironment(ENVIRONMENT.logGroup, fn.logGroup.logGroupName);
  fn.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.hours(6) });
  nameAll(scope, names, fn, permissions as ManagedPolicy);
  permit(scope, permissions, props);
  return { fn, deadLetterQueue, undelivered: undeliveredAlarm(scope, names, deadLetterQueue) };
}

function roleArn(scope: Construct, { role }: TamperNames): string {
  return Stack.of(scope).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: role });
}

/** By names that are known before: the rules watch what they belong to, and would otherwise wait for each other. */
function nameAll(scope: Construct, names: TamperNames, fn: LambdaFunction, policy: ManagedPolicy): void {
  (fn.node.defaultChild as CfnFunction).functionName = names.fn;
  (scope.node.findChild('HandlerRole').node.defaultChild as CfnRole).roleName = names.role;
  (policy.node.defaultChild as CfnManagedPolicy).managedPolicyName = names.role;
}

function permit(scope: Construct, grantee: IGrantable, { topics, trail, repair, ...props }: TamperProtectionProps): void {
  Grant.addToPrincipal({ grantee, actions: ['sns:Publish'], resourceArns: topics.map(({ topicArn }) => topicArn) });
  for (const { masterKey } of topics) masterKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
  if (!trail || !repair) return;
  const selectors = ['GetEventSelectors', 'PutEventSelectors', 'GetInsightSelectors', 'PutInsightSelectors'];
  const actions = ['GetTrailStatus', 'StartLogging', ...(repair.putsSelectors ? selectors : [])].map((name) => `cloudtrail:${name}`);
  Grant.addToPrincipal({ grantee, actions, resourceArns: [trail.trailRef.trailArn] });
  const stack = stackOf(scope, { trail, topics, repair, ...props });
  if (stack) Grant.addToPrincipal({ grantee, actions: ['cloudformation:DescribeStacks'], resourceArns: [stack.arn] });
}

function undeliveredAlarm(scope: Construct, { alarm }: TamperNames, queue: IQueue): Alarm {
  return queue
    .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' })
    .createAlarm(scope, 'UndeliveredAlarm', {
      alarmName: alarm,
      alarmDescription: `A change that may blind a trail could not be told. See ${GUIDE}#alerts-that-were-not-sent`,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
}
