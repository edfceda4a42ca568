import { Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, type IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { DependencyGroup, type IConstruct } from 'constructs';
import { refuseAwsManagedKey } from '../private/aws-managed-key';
import { refuse, report } from '../private/report';
import { reportSecondTopicPolicy } from '../private/second-policy';
import { statementsJson } from '../private/statement-json';
import type { BoundNotifications } from './bound';
import { mustKnowEnvironment } from './checks';

/** Options of `Notifications.topic()`. */
export interface TopicNotificationsOptions {
  /**
   * The customer managed key of an imported topic.
   *
   * @default - the key of the topic, if the topic knows one; else the topic is not encrypted with a customer managed key
   */
  readonly encryptionKey?: IKey;

  /**
   * Who writes the policies of the topic and its key, where this library cannot: for example `platform team, repository x`.
   *
   * @default - nobody: a policy that cannot be written is an error that prints the statements
   */
  readonly policiesManagedBy?: string;
}

/** Who is told of each delivered log file. */
export abstract class Notifications {
  /**
   * An SNS topic, of this or another account or Region.
   *
   * To a topic of this app that had no policy, the statement for CloudTrail is the first one: it replaces SNS's default,
   * which lets everybody of the topic's account publish and subscribe. Whoever relies on that without a permission of
   * their own needs one.
   *
   * @param topic a standard topic
   * @param options who manages the policies of an imported topic
   */
  public static topic(topic: ITopic, options: TopicNotificationsOptions = {}): Notifications {
    return new TopicNotifications(topic, options);
  }

  /** @internal */
  public abstract _bind(scope: IConstruct, trailArn: string): BoundNotifications;
}

class TopicNotifications extends Notifications {
  constructor(
    private readonly topic: ITopic,
    private readonly options: TopicNotificationsOptions,
  ) {
    super();
  }

  /** @internal */
  public _bind(scope: IConstruct, trailArn: string): BoundNotifications {
    const { topic } = this;
    this.warnOfFifo(scope);
    const key = this.options.encryptionKey ?? topic.masterKey;
    mustKnowEnvironment(scope, 'topic', topic);
    if (key) checkKey(scope, key);
    const missing = [
      ...this.unwritten('topic', topic, this.publish(trailArn), (statement) => topic.addToResourcePolicy(statement).statementAdded),
      ...(key ? this.unwritten('key', key, this.encrypt(trailArn), (statement) => key.addToResourcePolicy(statement, true).statementAdded) : []),
    ];
    if (missing.length > 0 && this.options.policiesManagedBy === undefined) {
      refuse(scope, {
        id: 'cdk-cloudtrail:Notifications.policyNotWritten',
        message: 'the policy of an imported topic or key cannot be written from here, and without it the trail cannot be created',
        value: topic.node.path,
        awsMessage: 'SNS Topic does not exist or the topic policy is incorrect!',
        fix: `say in 'policiesManagedBy' who adds the following, and have them add it\n${missing.map((text) => text(scope)).join('\n')}\n`,
      });
    }
    reportSecondTopicPolicy(scope, topic);
    const dependency = new DependencyGroup();
    const policy = topic.node.tryFindChild('Policy');
    if (policy) dependency.add(policy);
    // The topic waits for a key that it refers to; an alias is only a text.
    if (key && (key !== topic.masterKey || !CfnKey.isCfnKey(key.node.defaultChild))) dependency.add(key);
    // The ARN, since CloudTrail looks for a name in the trail's own account and Region.
    return { topicArn: topic.topicArn, dependency };
  }

  private publish(trailArn: string): PolicyStatement {
    return new PolicyStatement({
      principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    });
  }

  private encrypt(trailArn: string): PolicyStatement {
    return new PolicyStatement({
      principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    });
  }

  private unwritten(
    kind: string,
    of: IConstruct,
    statement: PolicyStatement,
    add: (statement: PolicyStatement) => boolean,
  ): ((scope: IConstruct) => string)[] {
    if (add(statement)) return [];
    return [(scope) => `to the policy of the ${kind} ${of.node.path}:\n${statementsJson(scope, [statement])}`];
  }

  private warnOfFifo(scope: IConstruct): void {
    const { topic } = this;
    if (!topic.fifo && (Token.isUnresolved(topic.topicArn) || !topic.topicArn.endsWith('.fifo'))) return;
    report(scope, [
      {
        id: 'cdk-cloudtrail:Notifications.fifoTopic',
        severity: 'warning',
        message: 'CloudTrail does not document notifications to FIFO topics',
        value: topic.node.path,
        fix: 'pass a standard topic',
      },
    ]);
  }
}

function checkKey(scope: IConstruct, key: IKey): void {
  refuseAwsManagedKey(scope, key, {
    id: 'cdk-cloudtrail:Notifications.awsManagedKey',
    service: 'CloudTrail',
    awsMessage: 'SNS Topic does not exist or the topic policy is incorrect!',
  });
  mustKnowEnvironment(scope, 'key of the topic', key);
}
