import { Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Construct } from 'constructs';
import type { Problem } from '../findings/finding';
import { areTwo } from '../private/are-two';
import { refuse } from '../private/report';
import { trailResourceOf } from '../private/trail-resource';
import { evaluate } from '../selection/evaluate';
import { AuditTrail } from '../trail/audit-trail';
import type { Names } from './tamper-pattern';
import type { TamperProtectionProps } from './tamper-protection-props';
import { GLOBAL_SOURCES, type NameKind } from './tamper-route';
import { ROUTES } from './tamper-routes';
import type { Watched } from './tamper-watched';

const ID = 'cdk-cloudtrail:TamperProtection';

/** Stops where props are wrong by themselves. */
export function checkProps(scope: Construct, props: TamperProtectionProps, { archive, logGroup }: Watched): void {
  const { topics, trail, deployRoles = [] } = props;
  if (topics.length === 0) {
    refuse(scope, { id: `${ID}.noTarget`, message: 'nobody would be told', value: [], fix: "pass at least one topic in 'topics'" });
  }
  if (!trail && !archive && !logGroup) {
    refuse(scope, {
      id: `${ID}.nothingProtected`,
      message: 'nothing is protected',
      fix: "pass the 'trail', or the 'archive' of trails of other accounts",
    });
  }
  const malformed = deployRoles.find((role) => !Token.isUnresolved(role) && !/^arn:[\w*-]+:iam::[\d*]*:role\/[\w+=,.@/*-]+$/.test(role));
  if (malformed !== undefined) {
    refuse(scope, {
      id: `${ID}.deployRole`,
      message: "'deployRoles' are ARNs of roles, in which '*' stands for anything",
      value: malformed,
      fix: "write it like 'arn:aws:iam::111122223333:role/deploy'",
    });
  }
  checkPlace(scope, props);
  checkRepair(scope, props);
}

function checkPlace(scope: Construct, { trail }: TamperProtectionProps): void {
  if (!trail) return;
  for (const [part, name] of [['account', 'account'] as const, ['region', 'Region'] as const]) {
    const [here, there] = [Stack.of(scope)[part], trail.env[part]];
    if (!areTwo(here, there)) continue;
    refuse(scope, {
      id: `${ID}.${part}`,
      message: `a trail is changed in its own ${name} only, ${there}, and the protection would be in ${here}`,
      value: trail.node.path,
      fix: `define the protection in a stack of ${there}`,
    });
  }
}

function checkRepair(scope: Construct, { trail, repair }: TamperProtectionProps): void {
  if (!repair) return;
  if (!trail)
    refuse(scope, { id: `${ID}.noTrail`, message: 'only a trail is repaired, and there is none', fix: "pass the 'trail', or leave 'repair' out" });
  const minutes = repair.window.toMinutes({ integral: false });
  if (
    !Number.isInteger(repair.attempts) ||
    repair.attempts < 1 ||
    repair.attempts > 10 ||
    !Number.isInteger(minutes) ||
    minutes < 5 ||
    minutes > 1440
  ) {
    refuse(scope, {
      id: `${ID}.repairBounds`,
      message: 'a repair is tried 1 to 10 times, in a window of 5 minutes to a day, in whole minutes',
      value: { attempts: repair.attempts, minutes },
      fix: 'pass numbers of these ranges',
    });
  }
  if (!repair.putsSelectors || trailResourceOf(trail)) return;
  refuse(scope, {
    id: `${ID}.selectorsUnknown`,
    message: 'what a trail logs that the app does not define is not known, so it cannot be put back',
    value: trail.node.path,
    fix: 'use TamperRepair.logging()',
  });
}

/** EventBridge has an event of the API only while a trail logs it. */
export function notLogged({ trail }: TamperProtectionProps, kinds: readonly NameKind[]): Problem[] {
  if (!(trail instanceof AuditTrail)) return [];
  const selectors = { AdvancedEventSelectors: [...trail._selectors()] };
  const sources = Object.values(ROUTES).flatMap((routes) => routes.filter(({ names }) => kinds.includes(names)).map(({ source }) => source));
  const lost = [...new Set(sources)].filter((source) => evaluate(writeOf(source), selectors).logged === 'no');
  if (lost.length === 0) return [];
  return [
    {
      id: `${ID}.notLogged`,
      severity: 'warning',
      message: `the trail ${trail.node.path} does not log management events of some services, and EventBridge has them only while a trail of the account does`,
      value: lost,
      fix: 'have the trail log them, or make sure that another trail does, then acknowledge this',
    },
  ];
}

function writeOf(source: string) {
  return { eventSource: `${source}.amazonaws.com`, eventCategory: 'Management', eventType: 'AwsApiCall', readOnly: false, managementEvent: true };
}

/** Regions that have events of what is protected, and that none are forwarded from. */
export function notForwarded(scope: Construct, names: Names, forwarded: ReadonlySet<string>): Problem[] {
  const home = Stack.of(scope).region;
  if (Token.isUnresolved(home)) return [];
  const resources = Object.values(names).flatMap((named) => named.map(({ region }) => region));
  const missing = [...new Set([...resources, globalRegionOf(home) ?? home])].filter((region) => areTwo(home, region) && !forwarded.has(region));
  if (missing.length === 0) return [];
  return [
    {
      id: `${ID}.notForwarded`,
      severity: 'warning',
      message: `EventBridge has events in their own Region only, those of ${GLOBAL_SOURCES.join(' and ')} in one for all; nothing passes them on from there to ${home}`,
      value: missing,
      fix: `call forwardFrom() with a stack of each of these Regions`,
    },
  ];
}

/** Resources of other accounts, whose events are there. */
export function elsewhere(scope: Construct, { archive, logGroup, keys }: Watched): Problem[] {
  const { account } = Stack.of(scope);
  const strangers = [archive?.bucket, logGroup, ...keys].filter((one) => one !== undefined && areTwo(account, one.env.account));
  if (strangers.length === 0) return [];
  return [
    {
      id: `${ID}.otherAccount`,
      severity: 'warning',
      message: 'changes of these are recorded in another account, and not told here',
      value: strangers.map((one) => one?.node.path),
      fix: "define a protection there that has the 'archive', then acknowledge this",
    },
  ];
}

/** Where the events of global services of a partition are; `undefined` where that is not known. */
export function globalRegionOf(region: string): string | undefined {
  const regions: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };
  return regions[RegionInfo.get(region).partition ?? 'aws'];
}
