import { GetTopicAttributesCommand, paginateListSubscriptionsByTopic, type Subscription } from '@aws-sdk/client-sns';
import { listOf, textOf, Unknown } from '../../../../lib/template/unknown';
import { ask } from '../ask';
import type { Aws } from '../aws';
import { type Answer, type Check, compared, given, missing, named, unknown } from '../check';
import type { DeclaredResource } from '../declared';
import { comparedPolicies } from '../policy';
import { parsed, sameness } from '../same';
import type { Looker } from './looker';

const NO_TOPIC = ['NotFoundException', 'NotFound'];

/** A topic: its key, and who hears of it. */
export const lookAtTopic: Looker = async (resource, aws) => {
  const attributes = await attributesOf(resource.arn, resource.region, aws);
  if (attributes.is === 'absent') return [missing(resource)];
  const { KmsMasterKeyId, Subscription: inline } = resource.properties;
  const fix = `aws sns set-topic-attributes --topic-arn ${resource.arn} --attribute-name KmsMasterKeyId --attribute-value '${KmsMasterKeyId ?? ''}'`;
  const key = given(resource, 'KmsMasterKeyId', attributes, (live) => [
    compared(resource, { property: 'KmsMasterKeyId', declared: KmsMasterKeyId, live: live.KmsMasterKeyId || undefined, by: sameKey, fix }),
  ]);
  if (inline instanceof Unknown) return [...key, unknown(resource, 'Subscription', 'the template does not say what the subscriptions are')];
  const declared = (listOf(inline) ?? []) as { readonly Protocol?: unknown; readonly Endpoint?: unknown }[];
  if (declared.length === 0) return key;
  const subscriptions = await subscriptionsTo(resource.arn, resource.region, aws);
  return [...key, ...declared.flatMap(({ Protocol, Endpoint }) => subscription(resource, 'Subscription', subscriptions, { Protocol, Endpoint }))];
};

/** The policy of a topic. */
export const lookAtTopicPolicy: Looker = async (resource, aws) => {
  const { Topics, TopicArn, PolicyDocument } = resource.properties;
  if (Topics instanceof Unknown) return [unknown(resource, 'PolicyDocument', 'the template does not say of which topics it is the policy')];
  const arns = [listOf(Topics) ?? [], TopicArn].flat().flatMap((topic) => textOf(topic) ?? []);
  const all = arns.map(async (arn) => {
    const attributes = await attributesOf(arn, resource.region, aws);
    const fix = `aws sns set-topic-attributes --topic-arn ${arn} --attribute-name Policy --attribute-value file://policy.json`;
    return given(resource, 'PolicyDocument', attributes, (live) =>
      comparedPolicies(resource, 'PolicyDocument', PolicyDocument, parsed(live.Policy), fix),
    );
  });
  return (await Promise.all(all)).flat();
};

/** A subscription: whether it is there, and whether its owner has confirmed it. */
export const lookAtSubscription: Looker = async (resource, aws) => {
  const { TopicArn, Protocol, Endpoint } = resource.properties;
  const subscriptions = await subscriptionsTo(textOf(TopicArn) ?? '', resource.region, aws);
  return subscription(resource, resource.type, subscriptions, { Protocol, Endpoint });
};

function subscription(
  resource: DeclaredResource,
  property: string,
  subscriptions: Answer<readonly Subscription[]>,
  { Protocol, Endpoint }: { readonly Protocol?: unknown; readonly Endpoint?: unknown },
): readonly Check[] {
  const is = (one: Subscription) => sameness(Protocol, one.Protocol) === 'same' && sameness(Endpoint, one.Endpoint) !== 'different';
  const who = `${textOf(Protocol)} ${textOf(Endpoint)}`;
  return given(resource, property, named(subscriptions, is), ({ SubscriptionArn }) => [
    compared(resource, {
      property: 'Confirmed',
      declared: true,
      live: SubscriptionArn !== 'PendingConfirmation',
      because: `${who} has not confirmed the subscription, and hears nothing`,
      fix: `confirm it by the link that SNS sent to ${textOf(Endpoint)}; after three days the link no longer works: subscribe again`,
    }),
  ]);
}

function attributesOf(TopicArn: string, region: string, aws: Aws) {
  const send = async () => (await aws.sns(region).send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};
  return ask('sns:GetTopicAttributes', send, NO_TOPIC);
}

function subscriptionsTo(TopicArn: string, region: string, aws: Aws): Promise<Answer<readonly Subscription[]>> {
  const send = async () => {
    const all: Subscription[] = [];
    for await (const page of paginateListSubscriptionsByTopic({ client: aws.sns(region) }, { TopicArn })) all.push(...(page.Subscriptions ?? []));
    return all;
  };
  return ask('sns:ListSubscriptionsByTopic', send, NO_TOPIC);
}

/** SNS tells the id of a key as it was given: by its id, its ARN or an alias. */
function sameKey(declared: unknown, live: unknown) {
  const short = (value: unknown) => (typeof value === 'string' ? value.replace(/^arn:[^:]*:kms:[^:]*:\d{12}:(key\/)?/, '') : value);
  return sameness(short(declared), short(live));
}
