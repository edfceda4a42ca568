import { withAlarms } from './alarms-template';
import { type Fixture, resultsOf } from './fixture';
import type { Template } from './hardened';

/** What SNS-01 says of each topic of a hardened template with alarms that is changed. */
function topics(change: (resources: Template) => void, name = 'a topic of alarms'): Record<string, string> {
  const template = (changed: Template) => {
    const all = withAlarms(changed);
    change(all.Resources);
    return all;
  };
  const fixture: Fixture = { rule: 'SNS-01', name, template, verdict: 'pass' };
  return Object.fromEntries(resultsOf(fixture).map(({ resource, verdict }) => [String(resource.logicalId), verdict]));
}

const alarmsOf = (resources: Template) => Object.values<Template>(resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');

test('the topic that alarms tell is asked about like that of the trail', () => {
  expect(topics(() => {})).toEqual({ Topic: 'pass', AlarmTopic: 'pass' });
  expect(topics(({ AlarmTopic }) => void delete AlarmTopic.Properties.KmsMasterKeyId)).toEqual({ Topic: 'pass', AlarmTopic: 'fail' });
});

test('alarms on an expression of several metrics tell their topics, too', () => {
  const inExpression = (resources: Template) => {
    for (const { Properties } of alarmsOf(resources)) {
      const { Namespace, MetricName } = Properties;
      Properties.Metrics = [{ Id: 'm', MetricStat: { Metric: { Namespace, MetricName }, Period: 300, Stat: 'Sum' } }];
      delete Properties.Namespace;
      delete Properties.MetricName;
    }
  };

  expect(topics(inExpression)).toEqual({ Topic: 'pass', AlarmTopic: 'pass' });
});

test('a topic that is defined elsewhere is not known, at the alarm that names it; other actions are no topics', () => {
  const elsewhere = (resources: Template) => {
    for (const [index, { Properties }] of alarmsOf(resources).entries()) {
      Properties.AlarmActions =
        index === 0 ? ['arn:aws:sns:eu-west-1:111122223333:security'] : ['arn:aws:lambda:eu-west-1:111122223333:function:page'];
    }
  };
  const found = topics(elsewhere);

  expect(Object.values(found).sort()).toEqual(['pass', 'unknown']);
});

test('alarms on other events have nothing to do with trails', () => {
  expect(
    topics((resources) => {
      for (const { Properties } of alarmsOf(resources)) Properties.Namespace = 'Other';
    }),
  ).toEqual({ Topic: 'pass' });
});

test('a trail without a log group has no alarms', () => {
  expect(topics(({ Trail }) => void delete Trail.Properties.CloudWatchLogsLogGroupArn)).toEqual({ Topic: 'pass' });
});
