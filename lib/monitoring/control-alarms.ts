import { Token } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { acceptWhereFound } from '../private/acceptances';
import { notifyOf } from '../private/alarm-target';
import { describeControls } from '../private/control-metadata';
import { markPipeline } from '../private/pipeline';
import { refuse } from '../private/report';
import { runbook } from '../private/runbook';
import { isQuietAsDemanded, LOW_NOISE } from '../rules/controls/alarms/low-noise';
import { defineControlAlarm } from './control-alarm';
import { LOW_NOISE_SUFFIX, METRIC_NAMESPACE } from './control-alarms.contract';
import type { ControlAlarmsProps } from './control-alarms-props';
import { defineEventNotices } from './control-event-notices';
import { type PlannedControl, planOf } from './control-plan';
import { checkLogged, logGroupOf } from './control-source';

/**
 * Alarms on the events that benchmarks want somebody to be told of, such as the use of the root user or changes of IAM policies.
 *
 * For each control there are metric filters with exactly the patterns that auditors look for, an alarm on what they count, and beside it an alarm that
 * leaves out what services do. A topic is told in words who did what, where and when: an alarm alone does not say it.
 */
@propertyInjectable
export class ControlAlarms extends Construct {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.monitoring.ControlAlarms';

  /** The controls that have alarms, such as `ALM-04`. */
  public readonly controls: string[];

  /** The alarms with the patterns of auditors, in the order of `controls`. */
  public readonly auditAlarms: Alarm[];

  /** The alarms beside them that leave out what services do, for those controls where that makes a difference. */
  public readonly lowNoiseAlarms: Alarm[];

  /** The function that tells of events, if they are told. */
  public readonly handler?: IFunction;

  /** Deliveries of events that could not be told, for 14 days. */
  public readonly deadLetterQueue?: IQueue;

  constructor(scope: Construct, id: string, props: ControlAlarmsProps) {
    super(scope, id);
    markPipeline(this);
    checkTargets(this, props);
    const logGroup = logGroupOf(this, props);
    const plan = planOf(this, props.profiles, props.except);
    const ids = plan.map((control) => control.id);
    if (props.trail) checkLogged(this, props.trail, ids);
    this.controls = ids;
    const namespace = namespaceOf(this, props);
    this.auditAlarms = plan.map((control) => auditAlarm(this, control, logGroup, namespace));
    const noisy = plan.filter((control) => !isQuietAsDemanded(control.id));
    this.lowNoiseAlarms = props.lowNoiseAlarms === false ? [] : noisy.map((control) => lowNoiseAlarm(this, control, logGroup, namespace));
    const told = tellsEvents(props) ? defineEventNotices(this, { ...props, logGroup, topic: props.topic, controls: ids }) : undefined;
    this.handler = told?.fn;
    this.deadLetterQueue = told?.deadLetterQueue;
    this.connect(props, told?.deadLetters);
    this.accept(props);
    describeControls([this], undefined);
  }

  private connect({ topic, auditTopic = topic, alarmActions = [] }: ControlAlarmsProps, deadLetters: Alarm | undefined): void {
    const subject = { scope: this, area: 'ControlAlarms' };
    // That an event is over says nothing; a queue that is empty again does.
    if (auditTopic) notifyOf(this.auditAlarms, subject, auditTopic, { ofEnd: false });
    if (topic) notifyOf(this.lowNoiseAlarms, subject, topic, { ofEnd: false });
    if (topic && deadLetters) notifyOf([deadLetters], subject, topic);
    for (const alarm of [...this.auditAlarms, ...this.lowNoiseAlarms, ...(deadLetters ? [deadLetters] : [])]) alarm.addAlarmAction(...alarmActions);
  }

  private accept({ trail, profiles = [], except = [] }: ControlAlarmsProps): void {
    if (!trail) return;
    const ofProfiles = profiles.flatMap(({ _accepted }) => _accepted.filter(({ rule }) => rule.trim() in LOW_NOISE));
    for (const rule of [...except, ...ofProfiles]) acceptWhereFound(trail, rule, this);
  }
}

function auditAlarm(scope: Construct, { id, patterns, cited }: PlannedControl, logGroup: ILogGroup, namespace: string): Alarm {
  const { name, what } = LOW_NOISE[id];
  return defineControlAlarm(scope, `${name}Alarm`, {
    ...{ logGroup, namespace, metricName: name, least: 1, minutes: 5 },
    patterns: new Map(
      [...patterns].map(([source, text]) => [`${name}Filter${source === 'securityHub' ? '' : source.replace('cis-', 'Cis').replace('.', '')}`, text]),
    ),
    description: `${id}: ${what}, also by services and in vain (${cited}). See ${runbook('control-alarms')}`,
  });
}

function lowNoiseAlarm(scope: Construct, { id, cited }: PlannedControl, logGroup: ILogGroup, namespace: string): Alarm {
  const { name, what, pattern, least, minutes } = LOW_NOISE[id];
  const often = least === 1 ? '' : `, ${least} times or more in ${minutes} minutes`;
  return defineControlAlarm(scope, `${name}${LOW_NOISE_SUFFIX}Alarm`, {
    ...{ logGroup, namespace, metricName: `${name}${LOW_NOISE_SUFFIX}`, least, minutes },
    patterns: new Map([[`${name}${LOW_NOISE_SUFFIX}Filter`, pattern]]),
    description: `${id}: ${what}${often}, by others than services (${cited}). See ${runbook('control-alarms')}`,
  });
}

function tellsEvents(props: ControlAlarmsProps): props is ControlAlarmsProps & Required<Pick<ControlAlarmsProps, 'topic'>> {
  return props.topic !== undefined && props.tellEvents !== false;
}

function checkTargets(scope: Construct, { topic, auditTopic, alarmActions = [], tellEvents }: ControlAlarmsProps): void {
  if (!topic && alarmActions.length === 0) {
    refuse(scope, {
      id: 'cdk-cloudtrail:ControlAlarms.noTarget',
      message: 'the alarms would tell nobody',
      value: auditTopic?.node.path,
      fix: "pass a 'topic', or 'alarmActions'",
    });
  }
  if (!topic && tellEvents) {
    refuse(scope, {
      id: 'cdk-cloudtrail:ControlAlarms.noEventTopic',
      message: 'events are told in words to a topic, and there is none',
      value: tellEvents,
      fix: "pass a 'topic', or leave 'tellEvents' out",
    });
  }
}

function namespaceOf(scope: Construct, { namespace = METRIC_NAMESPACE }: ControlAlarmsProps): string {
  if (Token.isUnresolved(namespace) || (/^[\w./#:-]{1,255}$/.test(namespace) && !namespace.startsWith('AWS/'))) return namespace;
  return refuse(scope, {
    id: 'cdk-cloudtrail:ControlAlarms.namespace',
    message: "a namespace has 1 to 255 letters, digits and . - _ / # :, and does not begin with 'AWS/'",
    value: namespace,
    fix: "pass one such as 'CISBenchmark', or leave it out",
  });
}
