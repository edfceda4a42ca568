import { type Assembly, rawResources } from '../../../lib/template/assembly';
import { isJson } from '../../../lib/template/json';
import { unreadIn } from '../../../lib/template/read-assembly';
import { display } from '../../../lib/template/symbols';
import { Unknown } from '../../../lib/template/unknown';
import type { Check, Verdict } from './check';
import type { DeclaredResource } from './declared';
import type { Deployment } from './run';

/** What all checks say together. */
export type Outcome = 'asDeclared' | 'drift' | 'undecided';

/** What was found. */
export interface Result {
  readonly outcome: Outcome;
  readonly deployment: Deployment;
  readonly checks: readonly Check[];
  /** How many checks have each verdict. */
  readonly summary: Readonly<Record<Verdict, number>>;
  /** What trails rely on that these templates do not define. */
  readonly elsewhere: readonly string[];
  /** When it was looked at. */
  readonly at: Date;
}

/** Sums up. What is wrong goes before what is not known, and what nobody looked at is never as declared. */
export function resultOf(deployment: Deployment, checks: readonly Check[], at: Date): Result {
  const count = (wanted: Verdict) => checks.filter(({ verdict }) => verdict === wanted).length;
  const summary = { same: count('same'), drift: count('drift'), missing: count('missing'), error: count('error'), unknown: count('unknown') };
  const seen = checks.some(({ resource, verdict }) => resource.type === 'AWS::CloudTrail::Trail' && verdict !== 'unknown');
  const outcome =
    summary.drift + summary.missing + summary.error > 0
      ? 'drift'
      : summary.unknown > 0 || !seen || unreadIn(deployment.assembly).length > 0
        ? 'undecided'
        : 'asDeclared';
  return { outcome, deployment, checks, summary, elsewhere: [...elsewhereOf(deployment.resources), ...unreadStacks(deployment.assembly)], at };
}

/** Properties of a trail that name something of its own, and the types of that. */
const RELIES_ON: readonly [property: string, type: string, what: string][] = [
  ['S3BucketName', 'AWS::S3::Bucket', 'bucket'],
  ['KMSKeyId', 'AWS::KMS::', 'key'],
  ['SnsTopicName', 'AWS::SNS::Topic', 'topic'],
  ['CloudWatchLogsLogGroupArn', 'AWS::Logs::LogGroup', 'log group'],
];

function elsewhereOf(resources: readonly DeclaredResource[]): string[] {
  const trails = resources.filter(({ type }) => type === 'AWS::CloudTrail::Trail');
  return trails.flatMap(({ properties, name, path }) =>
    RELIES_ON.flatMap(([property, type, what]) => {
      const value = properties[property];
      if (typeof value !== 'string' || value === '') return [];
      const isHere = resources.some((one) => one.type.startsWith(type) && [one.name, one.arn, one.ref].includes(value));
      // A key has aliases.
      return isHere || (what === 'key' && value.startsWith('alias/')) ? [] : [`the ${what} ${display(value)} of trail ${display(name)} (${path})`];
    }),
  );
}

/** Nested stacks whose templates are elsewhere: what they declare is not known. */
function unreadStacks({ stacks }: Assembly): string[] {
  return stacks.flatMap((stack) =>
    rawResources(stack).flatMap(([logicalId, { Type }]) => {
      const isRead = stacks.some(({ parent }) => parent?.logicalId === logicalId && parent.stack.id === stack.id);
      return Type !== 'AWS::CloudFormation::Stack' || isRead ? [] : [`what the nested stack ${stack.id}/${logicalId} declares`];
    }),
  );
}

/** A value without what stands for something unknown, which is shown in angle brackets. */
export function shown(value: unknown): unknown {
  if (value instanceof Unknown) return `<${display(value.dependsOn)}>`;
  if (typeof value === 'string') return display(value);
  if (Array.isArray(value)) return value.map(shown);
  return isJson(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)])) : value;
}

/** A check for programs. */
export function checkAsJson({ resource, property, verdict, declared = null, live = null, because, fix }: Check) {
  const { stack, logicalId, path, type, name } = resource;
  const where = { stack: stack.id, logicalId, path, type, name: display(name), property };
  return { ...where, verdict, declared: shown(declared), live: shown(live), because: because ?? null, fix: shown(fix ?? null) };
}
