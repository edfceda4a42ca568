import { type CfnResource, Duration, Stack, Token } from 'aws-cdk-lib';
import { CfnTrail, type ITrailRef } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';
import { unloggedBy } from '../detection/logged';
import type { Problem } from '../findings/finding';
import { refuse, report, reportAtSynthesis } from '../private/report';
import type { TrailSelectors } from '../selection/basic-selector';
import type { DetectionAlertsProps } from './detection-alerts-props';
import type { DetectionRules } from './detection-rules';

const [SHORTEST, LONGEST] = [Duration.minutes(5), Duration.days(1)];
const UNKNOWN = '${?}';

/** What can be wrong with the props that other processors do not have. */
export function checkDetection(scope: Construct, { targets, mergeWindow, maxAlertsPerHour }: DetectionAlertsProps): void {
  if (targets.length === 0) refuseProp(scope, 'targets', 'there is nobody to send alerts to', [], 'pass a target');
  const minutes = mergeWindow === undefined || mergeWindow.isUnresolved() ? undefined : mergeWindow.toMinutes({ integral: false });
  const isInRange = minutes !== undefined && Number.isInteger(minutes) && minutes >= SHORTEST.toMinutes() && minutes <= LONGEST.toMinutes();
  if (mergeWindow && !isInRange) {
    const range = `${SHORTEST.toHumanString()} to ${LONGEST.toHumanString()}`;
    refuseProp(scope, 'mergeWindow', `'mergeWindow' must be known before deployment, in whole minutes, from ${range}`, mergeWindow.toHumanString());
  }
  if (maxAlertsPerHour === undefined || Token.isUnresolved(maxAlertsPerHour)) return;
  if (!Number.isInteger(maxAlertsPerHour) || maxAlertsPerHour < 1 || maxAlertsPerHour > 1000) {
    refuseProp(scope, 'maxAlertsPerHour', "'maxAlertsPerHour' must be an integer of at least 1 and at most 1000", maxAlertsPerHour);
  }
}

/** What is said about rules: at once what their files say, at synth whether the trail logs what they are about. */
export function checkRules(scope: Construct, rules: DetectionRules, trail: ITrailRef | undefined): void {
  if (rules.ids.length === 0) refuseProp(scope, 'rules', 'there are no rules', [], 'leave fewer of them out');
  report(scope, rules._warnings());
  if (!trail) return;
  const resource = trailIn(trail);
  if (!resource) {
    refuseProp(
      scope,
      'trail',
      'which events it logs is not known in this app',
      trail.node.path,
      "pass the trail where it is defined, or leave 'trail' out",
    );
  }
  reportAtSynthesis(scope, () => unlogged(rules, selectorsOf(resource)));
}

function trailIn(trail: ITrailRef): CfnTrail | undefined {
  return [trail, ...trail.node.findAll()].find((construct): construct is CfnTrail => CfnTrail.isCfnTrail(construct));
}

function unlogged(rules: DetectionRules, selectors: TrailSelectors): Problem[] {
  const found = rules._chosen().flatMap(({ rule }) => {
    const reason = unloggedBy(rule, selectors, { isUnresolved: (value) => value.includes(UNKNOWN) });
    return reason ? [{ rule, ...reason }] : [];
  });
  if (found.length === 0) return [];
  const fixes = found.map(({ rule, fix }) => `for '${rule.title}' (${rule.id}) ${fix}`);
  return [
    {
      id: 'cdk-cloudtrail:DetectionAlerts.unloggedRule',
      severity: 'error',
      message: 'the trail logs no event that these rules could match',
      value: found.map(({ rule }) => rule.id),
      fix: `in 'eventSelectors' of the trail, ${fixes.join('; ')}; or leave rules out with 'without()' of DetectionRules`,
    },
  ];
}

/** The selectors as they will be in the template, with overrides. What is only known at deployment stands as a placeholder. */
function selectorsOf(trail: CfnTrail): TrailSelectors {
  const template = Stack.of(trail).resolve((trail as CfnResource & { _toCloudFormation(): object })._toCloudFormation()) as {
    readonly Resources: Readonly<Record<string, { readonly Properties: TrailSelectors }>>;
  };
  const [
    {
      Properties: { EventSelectors, AdvancedEventSelectors },
    } = { Properties: {} as TrailSelectors },
  ] = Object.values(template.Resources);
  return placeholders({ EventSelectors, AdvancedEventSelectors }) as TrailSelectors;
}

function placeholders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(placeholders);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && /^(?:Ref|Fn::.*)$/.test(entries[0]?.[0] ?? '')) return UNKNOWN;
  return Object.fromEntries(entries.map(([name, inner]) => [name, placeholders(inner)]));
}

function refuseProp(scope: Construct, what: string, message: string, value: unknown, fix = 'change it, or leave it out for the default'): never {
  refuse(scope, { id: `cdk-cloudtrail:DetectionAlerts.${what}`, message, value, fix });
}
