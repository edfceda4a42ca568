import { Stack, Token } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { notifyOf } from '../private/alarm-target';
import { areTwo } from '../private/are-two';
import { describeControls } from '../private/control-metadata';
import { markPipeline } from '../private/pipeline';
import { refuse, reportAtSynthesis } from '../private/report';
import { checkProps, elsewhere, globalRegionOf, notForwarded, notLogged } from './tamper-checks';
import { defineTamperHandler } from './tamper-handler';
import { type TamperNames, tamperNamesOf } from './tamper-names';
import type { Names } from './tamper-pattern';
import { resourcePolicyOf, servicePolicyOf } from './tamper-policies';
import type { TamperProtectionProps } from './tamper-protection-props';
import type { NameKind } from './tamper-route';
import { defineForwarding, defineRules } from './tamper-rules';
import { namesOf, ownNamesOf, type Watched, watchedOf } from './tamper-watched';

/**
 * Tells, as a rule within a minute, who stops, deletes or blinds a trail, and puts some of it back if it is asked to.
 *
 * It watches the trail, its bucket, keys, log group and topics, and itself: who changed what, where and when, and what was done about it.
 */
@propertyInjectable
export class TamperProtection extends Construct {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.monitoring.TamperProtection';

  /** The function that tells and repairs. */
  public readonly handler: IFunction;

  /** Events that nobody was told of, for 14 days. */
  public readonly deadLetterQueue: IQueue;

  /** The alarm on them. */
  public readonly undeliveredAlarm: Alarm;

  /** The rules of this Region. Each call that is watched matches one of them. */
  public readonly rules: IRule[];

  private readonly watched: Watched;
  private readonly ownNames: TamperNames;
  private readonly names: Names;
  private readonly forwarded = new Set<string>();

  private readonly props: TamperProtectionProps;

  constructor(scope: Construct, id: string, props: TamperProtectionProps) {
    super(scope, id);
    // Who is named twice is told once.
    const topics = [...new Map(props.topics.map((topic) => [topic.topicArn, topic])).values()];
    this.props = { ...props, topics };
    markPipeline(this);
    this.watched = watchedOf(this.props);
    checkProps(this, this.props, this.watched);
    this.ownNames = tamperNamesOf(this);
    const handler = defineTamperHandler(this, this.ownNames, this.props);
    this.handler = handler.fn;
    this.deadLetterQueue = handler.deadLetterQueue;
    this.undeliveredAlarm = handler.undelivered;
    this.names = merge(namesOf(this.props, this.watched), ownNamesOf(this.ownNames, handler.fn.logGroup));
    // All of them: what other Regions forward arrives on the same bus.
    this.rules = defineRules(this, { names: this.names, own: this.ownNames, part: { has: () => true, global: true } }, handler);
    for (const topic of topics) notifyOf([this.undeliveredAlarm], { scope: this, area: 'TamperProtection' }, topic);
    this.undeliveredAlarm.addAlarmAction(...(props.alarmActions ?? []));
    reportAtSynthesis(this, () => this.problems());
    describeControls([this], undefined);
  }

  /**
   * Pass events of another Region on to this one: of global services such as IAM, which are in one Region of the partition only (`us-east-1`,
   * `cn-north-1`, `us-gov-west-1`), or of a bucket or key that is not in the Region of the trail.
   *
   * @param scope a stack of that Region, and of the same account
   * @param id the id of the construct there
   */
  public forwardFrom(scope: Construct, id: string): void {
    const [home, there] = [Stack.of(this), Stack.of(scope)];
    if (Token.isUnresolved(home.region) || !areTwo(home.region, there.region) || areTwo(home.account, there.account)) {
      refuse(this, {
        id: 'cdk-cloudtrail:TamperProtection.forwardFrom',
        message: 'events are forwarded between two Regions of one account, and both have to be known',
        value: { from: placeOf(there), to: placeOf(home) },
        fix: "give both stacks an 'env' with the account and two Regions",
      });
    }
    if (this.forwarded.has(there.region)) {
      refuse(this, {
        id: 'cdk-cloudtrail:TamperProtection.forwardedTwice',
        message: 'events of a Region are forwarded once, by rules and a role whose names would be taken',
        value: there.region,
        fix: 'leave the second call out',
      });
    }
    const part = { has: (region: string) => region === there.region, global: globalRegionOf(home.region) === there.region };
    // A rule that forwards is one that watches.
    const names = merge(this.names, { rule: [{ name: this.ownNames.prefix, region: there.region }] });
    const forwarding = new Construct(scope, id);
    markPipeline(forwarding);
    defineForwarding(forwarding, { names, own: this.ownNames, part }, home);
    this.forwarded.add(there.region);
  }

  /**
   * A service control policy that lets nobody but `deployRoles` stop, change or delete what is protected. Reading stays allowed. It is in force in
   * the member accounts that it is attached to, and never in the management account.
   */
  public serviceControlPolicy(): PolicyDocument {
    return servicePolicyOf(this, this.policyScope());
  }

  /**
   * A resource control policy for bucket, keys and queue: it is also in force for principals outside of the organization. The services that such a policy
   * can be about are few; trail, log group and topics are not among them.
   */
  public resourceControlPolicy(): PolicyDocument {
    return resourcePolicyOf(this, this.policyScope());
  }

  private policyScope() {
    return { props: this.props, watched: this.watched, own: this.ownNames };
  }

  private problems() {
    const kinds = (Object.keys(this.names) as NameKind[]).filter((kind) => this.names[kind]?.length);
    return [...notLogged(this.props, kinds), ...notForwarded(this, this.names, this.forwarded), ...elsewhere(this, this.watched)];
  }
}

function merge(one: Names, other: Names): Names {
  const kinds = [...new Set([...Object.keys(one), ...Object.keys(other)])] as NameKind[];
  return Object.fromEntries(kinds.map((kind) => [kind, [...(one[kind] ?? []), ...(other[kind] ?? [])]]));
}

function placeOf({ account, region }: Stack): string {
  return [account, region].map((part) => (Token.isUnresolved(part) ? 'unknown' : part)).join(' ');
}
