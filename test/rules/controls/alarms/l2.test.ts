import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, type ILogGroup, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CONTROL_RULES } from '../../../../lib/rules/controls/catalogue';
import { judgeRule } from '../../../../lib/rules/controls/judge-rule';
import { DEFAULT_PARAMETERS } from '../../../../lib/rules/controls/rule-parameters';
import { Survey } from '../../../../lib/template/survey';
import { assemblyOf, stackOf } from '../../../template/assemblies';

const NAMES = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];

/** What rules say of a trail whose alarm is made with the constructs of the CDK. */
function verdicts(groupOf: (stack: Stack) => ILogGroup): readonly (readonly string[])[] {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  const logGroup = groupOf(stack);
  new Trail(stack, 'Trail', { sendToCloudWatchLogs: true, cloudWatchLogGroup: logGroup });
  const filterPattern = FilterPattern.any(...NAMES.map((name) => FilterPattern.stringValue('$.eventName', '=', name)));
  const filter = new MetricFilter(stack, 'Changes', { logGroup, filterPattern, metricNamespace: 'Audit', metricName: 'changes' });
  const topic = new Topic(stack, 'Topic');
  topic.addSubscription(new SqsSubscription(new Queue(stack, 'Queue')));
  filter.metric({ statistic: 'sum' }).createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 }).addAlarmAction(new SnsAction(topic));
  const survey = new Survey(assemblyOf(stackOf(Template.fromStack(stack).toJSON(), { account: '111122223333', region: 'eu-west-1' })), {
    anyValue: true,
  });
  return ['ALM-05', 'ALM-20', 'ALM-21'].map((id) =>
    CONTROL_RULES.filter((rule) => rule.id === id).flatMap((rule) => judgeRule(survey, rule, DEFAULT_PARAMETERS).map(({ verdict }) => verdict)),
  );
}

test('filters, alarms and topics of the CDK pass', () => {
  expect(verdicts((stack) => new LogGroup(stack, 'Logs'))).toEqual([['pass'], ['pass'], ['pass']]);
});

test('filters of a log group that is known by its name pass', () => {
  expect(verdicts((stack) => LogGroup.fromLogGroupName(stack, 'Logs', 'central'))).toEqual([['pass'], ['pass'], ['pass']]);
});

test('filters of a log group that is known by its ARN pass', () => {
  const arn = 'arn:aws:logs:eu-west-1:111122223333:log-group:central:*';

  expect(verdicts((stack) => LogGroup.fromLogGroupArn(stack, 'Logs', arn))).toEqual([['pass'], ['pass'], ['pass']]);
});
