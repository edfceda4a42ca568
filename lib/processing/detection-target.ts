import { Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct, IConstruct } from 'constructs';
import { areTwo } from '../private/are-two';
import { refuse } from '../private/report';

/** Who gets alerts. */
export abstract class AlertTarget {
  /**
   * The subscribers of a topic: in words by e-mail, as JSON for queues, functions and HTTPS. Subscriptions can filter by the attributes
   * `severity`, `rule` and `kind`.
   *
   * The role of the function is given the right to publish, and to use the key of a topic of this app that is encrypted with one. The policy
   * of a topic in another account, and of the key of an imported topic, has to allow the same: this library cannot write it.
   *
   * @param topic a topic of this Region
   */
  public static topic(topic: ITopic): AlertTarget {
    return new TopicTarget(topic);
  }

  /**
   * The rules of an event bus. Events have the source `cdk-cloudtrail` and the detail type `CloudTrail Detection Alert`.
   *
   * The policy of a bus in another account has to let the role of the function put events.
   *
   * @param bus a bus of this Region
   */
  public static eventBus(bus: IEventBus): AlertTarget {
    return new BusTarget(bus);
  }

  /** @internal */
  public abstract _bind(scope: Construct, grantee: IGrantable): string;
}

class TopicTarget extends AlertTarget {
  constructor(private readonly topic: ITopic) {
    super();
  }

  /** @internal */
  public _bind(scope: Construct, grantee: IGrantable): string {
    const { topicArn, masterKey } = this.topic;
    checkRegion(scope, this.topic, this.topic.env.region);
    Grant.addToPrincipal({ grantee, actions: ['sns:Publish'], resourceArns: [topicArn] });
    masterKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
    return topicArn;
  }
}

class BusTarget extends AlertTarget {
  constructor(private readonly bus: IEventBus) {
    super();
  }

  /** @internal */
  public _bind(scope: Construct, grantee: IGrantable): string {
    const { eventBusArn } = this.bus;
    checkRegion(scope, this.bus, this.bus.env.region);
    Grant.addToPrincipal({ grantee, actions: ['events:PutEvents'], resourceArns: [eventBusArn] });
    return eventBusArn;
  }
}

function checkRegion(scope: Construct, target: IConstruct, there: string): void {
  const here = Stack.of(scope).region;
  if (!areTwo(here, there)) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:DetectionAlerts.targetRegion',
    message: `alerts are sent to targets of the function's own Region only, ${here}, and this one is in ${there}`,
    value: target.node.path,
    fix: `pass a target of ${here}; a bus there can have a rule that passes events on`,
  });
}
