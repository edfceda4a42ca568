import { Duration, Stack } from 'aws-cdk-lib';
import { EventBus, type IRuleTarget, Match, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as BusTarget, LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Problem } from '../findings/finding';
import { reportAtSynthesis } from '../private/report';
import type { TamperHandler } from './tamper-handler';
import { leastJsonLength } from './tamper-length';
import { ruleNameOf, type TamperNames } from './tamper-names';
import { detailOf, type Names, type Part } from './tamper-pattern';
import type { TamperSubject } from './tamper-protection.contract';
import { ROUTES } from './tamper-routes';

/** EventBridge takes no longer patterns. */
const LONGEST_PATTERN = 2048;

/** What the rules watch. */
export interface Watching {
  readonly names: Names;
  readonly own: TamperNames;
  /** What the names of events of another Region are in the pattern: which of them this rule is about. */
  readonly part: Part;
}

/** Rules that call the function: one for each subject of which something is protected. */
export function defineRules(scope: Construct, watching: Watching, { fn, deadLetterQueue }: TamperHandler): Rule[] {
  const target = () => new LambdaFunction(fn, { deadLetterQueue, retryAttempts: 20, maxEventAge: Duration.hours(6) });
  return rules(scope, watching, target);
}

/** Rules in another Region that pass events on to the default bus of the Region of the protection, where its rules find them. */
export function defineForwarding(scope: Construct, watching: Watching, home: Stack): Rule[] {
  const here = Stack.of(scope);
  const busArn = home.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  const name = `${watching.own.prefix}${here.region}`;
  const role = new Role(scope, 'Role', {
    roleName: name,
    assumedBy: new ServicePrincipal('events.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': here.account } } }),
  });
  new ManagedPolicy(scope, 'Policy', {
    managedPolicyName: name,
    roles: [role],
    statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [busArn] })],
  });
  const bus = EventBus.fromEventBusArn(scope, 'Bus', busArn);
  return rules(scope, watching, () => new BusTarget(bus, { role: role.withoutPolicyUpdates() }));
}

function rules(scope: Construct, { names, own, part }: Watching, target: () => IRuleTarget): Rule[] {
  return (Object.keys(ROUTES) as TamperSubject[]).flatMap((subject) => {
    const detail = detailOf(subject, names, part);
    if (!detail) return [];
    const rule = new Rule(scope, `${subject.charAt(0).toUpperCase()}${subject.slice(1)}Rule`, {
      ruleName: ruleNameOf(own, subject),
      description: `calls that tamper with: ${subject}`,
      // Nobody but AWS can send events with such a source.
      eventPattern: { source: Match.prefix('aws.'), detailType: ['AWS API Call via CloudTrail'], detail },
      targets: [target()],
    });
    reportAtSynthesis(rule, () => tooLong(rule, detail));
    return [rule];
  });
}

function tooLong(rule: Rule, detail: unknown): Problem[] {
  const length = leastJsonLength(Stack.of(rule).resolve(detail));
  if (length <= LONGEST_PATTERN) return [];
  return [
    {
      id: 'cdk-cloudtrail:TamperProtection.patternTooLong',
      severity: 'error',
      message: `the pattern of the rule takes ${length} characters, and EventBridge takes ${LONGEST_PATTERN}`,
      value: length,
      fix: "pass fewer 'topics' or 'keys' and define a second protection for the others, or give the log group a shorter name",
    },
  ];
}
