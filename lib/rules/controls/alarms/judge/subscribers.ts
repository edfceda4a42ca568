import { resourcesBy, topicByName } from '../../../../template/find';
import { isJson } from '../../../../template/json';
import type { TemplateResource } from '../../../../template/resource';
import { display, isUnresolved } from '../../../../template/symbols';
import { listOf, textOf } from '../../../../template/unknown';
import type { World } from '../../../../template/world';
import { type Ground, type Judgement, pass, property, unknown } from '../../judgement';
import { anyOf } from './any-of';

/** Protocols that AWS confirms itself, if topic and endpoint are of one account. */
const CONFIRMED = ['lambda', 'sqs', 'firehose'];

/**
 * Whether somebody has subscribed to a topic that an alarm tells.
 *
 * @param named where the alarm names it
 */
export function judgeSubscribers(world: World, topicArn: string, alarm: TemplateResource, named: Ground): Judgement {
  const topic = topicByName(world, topicArn, alarm);
  const ofTopic = listOf(topic?.property('Subscription'))?.filter(isJson) ?? [];
  const within = topic ? ofTopic.map((one, index) => ({ ...one, ground: property(topic, 'Subscription', index) })) : [];
  const beside = resourcesBy(world, 'AWS::SNS::Subscription', 'topic', topicOf, topicArn).map((one) => ({
    Protocol: one.property('Protocol'),
    Endpoint: one.property('Endpoint'),
    ground: property(one, 'Protocol'),
  }));
  const name = display(topicArn);
  const none = unknown(`topic ${name} has no subscription in these templates`, `the subscriptions of topic ${name}`, named);
  return anyOf([...within, ...beside].map((one) => judgeSubscription(topicArn, one))) ?? none;
}

function topicOf(subscription: TemplateResource): readonly string[] {
  return [textOf(subscription.property('TopicArn')) ?? ''];
}

interface Subscription {
  readonly Protocol?: unknown;
  readonly Endpoint?: unknown;
  readonly ground: Ground;
}

function judgeSubscription(topicArn: string, { Protocol, Endpoint, ground }: Subscription): Judgement {
  const name = display(topicArn);
  const [protocol, endpoint] = [textOf(Protocol) ?? '', textOf(Endpoint) ?? ''];
  const open = [protocol, endpoint].find(isUnresolved);
  if (isUnresolved(protocol)) return unknown(`the protocol of a subscription to topic ${name} is not known`, display(protocol), ground);
  const confirmation = `the confirmation of the ${protocol} subscription to topic ${name}`;
  if (!CONFIRMED.includes(protocol)) return unknown(`a person has to confirm the ${protocol} subscription to topic ${name}`, confirmation, ground);
  if (open !== undefined) return unknown(`the endpoint of the ${protocol} subscription to topic ${name} is not known`, display(open), ground);
  if (accountOf(endpoint) === accountOf(topicArn)) return pass(`a subscription of ${protocol} is told by topic ${name}`, ground);
  return unknown(`the other account has to confirm the ${protocol} subscription to topic ${name}`, confirmation, ground);
}

function accountOf(arn: string): string | undefined {
  return arn.split(':')[4];
}
