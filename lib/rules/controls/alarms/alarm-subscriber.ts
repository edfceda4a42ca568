import { display, isUnresolved } from '../../../template/symbols';
import type { TrailModel } from '../../../template/trail-model';
import { listOf, textOf } from '../../../template/unknown';
import type { World } from '../../../template/world';
import type { ControlRule } from '../control-rule';
import { allOf, type Judgement, notApplicable, property, unknown } from '../judgement';
import { logGroupOf } from './judge/log-group';
import { filtersOf } from './judge/metric-filters';
import { judgeSubscribers } from './judge/subscribers';
import { alarmsOn } from './judge/watch';

/** ALM-21. */
export const alarmSubscriber: ControlRule = {
  id: 'ALM-21',
  name: 'AlarmSubscriberConfirmed',
  title: 'Somebody hears of the alarms on the events of the trail',
  severity: 'low',
  decidable: 'partly',
  resourceTypes: ['AWS::SNS::Subscription'],
  rationale: 'A topic without a subscription tells nobody, and neither does one whose subscription was never confirmed.',
  predicate:
    'each topic among AlarmActions of the alarms on the events of the trail has a subscription of lambda, sqs or firehose in its own account, which AWS ' +
    'confirms; a person has to confirm others',
  live: 'sns:ListSubscriptionsByTopic',
  fix: 'add a subscription to the topic of the alarms, and confirm it',
  limit: 'it is not seen who reads what the subscription gets, nor what its filter policy holds back',
  of: 'trail',
  judge: (trail, { world }) => judgeTopics(world, trail),
};

function judgeTopics(world: World, trail: TrailModel): Judgement {
  const ground = property(trail.resource, 'CloudWatchLogsLogGroupArn');
  const group = logGroupOf(world, trail);
  const filters = group && group !== 'unknown' ? filtersOf(world, group) : [];
  const alarms = filters.flatMap(({ filter }) => alarmsOn(world, filter));
  const actions = alarms.flatMap((alarm) => {
    const value = alarm.property('AlarmActions');
    return (listOf(value) ?? [value]).map((action) => ({ alarm, action: textOf(action) ?? '' }));
  });
  const topics = new Map(actions.filter(({ action }) => /:sns:/.test(action) || isUnresolved(action)).map((one) => [one.action, one]));
  const judged = [...topics.values()].map(({ alarm, action }) => {
    const named = property(alarm, 'AlarmActions');
    const name = display(action);
    if (!/:sns:/.test(action)) return unknown(`it is not known what alarm ${alarm.logicalId} tells`, name, named);
    return judgeSubscribers(world, action, alarm, named);
  });
  return judged.length === 0 ? notApplicable('no alarm on the events of the trail tells a topic', ground) : allOf(judged);
}
