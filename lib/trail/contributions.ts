import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { canonicalArn } from '../private/canonical-arn';
import { logBucketsOf } from '../private/log-buckets';
import { isInPipeline } from '../private/pipeline';
import { compact } from '../selection/compact';
import type { AdvancedEventSelector } from '../selection/selector';
import { EventSelector } from '../selectors/event-selector';
import { ResourceType } from '../selectors/resource-type';
import { type DataSource, dataSourcesIn, hasTags, isDataSource } from './data-sources';
import type { LogDataEventsOptions } from './log-data-events-options';
import { hindranceOf } from './stack-order';

/** A part of the app whose data events a trail logs. */
export interface Contribution {
  readonly scope: IConstruct;
  readonly options: LogDataEventsOptions;
}

/** The selectors for them: looked at once the app is complete, in the order of the app, with no value that another one covers. */
export function selectorsFor(trail: IConstruct, contributions: readonly Contribution[]): AdvancedEventSelector[] {
  // What cannot be named is left to `problemsOf()`: the CDK would stop at the reference with an error of its own.
  const nameable = (source: DataSource) => hindranceOf(trail, source) === undefined;
  const selectors = contributions.flatMap(({ scope, options }) =>
    byType(sourcesOf(scope, options).filter(nameable)).map((sources) => selectorFor(sources, options)),
  );
  return compact(selectors, { isUnresolved: (value) => Token.isUnresolved(value) });
}

/** Parts of the app that have nothing to log, and resources that the trail cannot refer to. */
export function problemsOf(trail: IConstruct, contributions: readonly Contribution[]): Problem[] {
  return contributions.flatMap(({ scope, options }): Problem[] => {
    const sources = sourcesOf(scope, options);
    if (sources.length === 0) return [nothingToLog(scope, options)];
    return sources.flatMap((source) => {
      const hindrance = hindranceOf(trail, source);
      return hindrance ? [cannotRefer(source, hindrance.reason)] : [];
    });
  });
}

/** How many resources each stack contributes, the largest first. */
export function contributors(contributions: readonly Contribution[]): [stack: string, resources: number][] {
  const counts = new Map<string, number>();
  for (const { resource } of contributions.flatMap(({ scope, options }) => sourcesOf(scope, options))) {
    const { path } = Stack.of(resource).node;
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1));
}

function sourcesOf(scope: IConstruct, { tags = {} }: LogDataEventsOptions): DataSource[] {
  const found = dataSourcesIn(scope).filter((source) => hasTags(source, tags));
  // A bucket that is asked for by itself stays, and is refused if it is a log bucket; within a larger part it is passed over.
  if (isDataSource(scope) || found.length === 0) return found;
  const logBuckets = new Set(logBucketsOf(scope).map(({ canonical }) => `${canonical}/`));
  return found.filter(({ resource, arn }) => !isInPipeline(resource) && !logBuckets.has(canonicalArn(arn)));
}

function byType(sources: readonly DataSource[]): DataSource[][] {
  const types = [...new Set(sources.map(({ type }) => type.value))];
  return types.map((value) => sources.filter(({ type }) => type.value === value));
}

function selectorFor(sources: readonly DataSource[], { readWrite, withoutNoise }: LogDataEventsOptions): AdvancedEventSelector {
  const type = sources[0]?.type ?? ResourceType.S3_OBJECT;
  const arns = sources.map(({ arn }) => arn);
  const which = type.value === ResourceType.S3_OBJECT.value ? { resourceArnPrefixes: arns } : { resourceArns: arns };
  return EventSelector.dataEvents(type, { ...which, readWrite, withoutNoise })._render();
}

function nothingToLog(scope: IConstruct, { tags }: LogDataEventsOptions): Problem {
  return {
    id: 'cdk-cloudtrail:Trail.nothingToLog',
    severity: 'warning',
    message: `there is no bucket, function or table ${tags ? `with the tags ${JSON.stringify(tags)} ` : ''}in ${scope.node.path || 'the app'} whose data events could be logged`,
    value: scope.node.path,
    fix: 'pass a construct that has some, or leave it out',
  };
}

function cannotRefer({ resource, arn }: DataSource, reason: string): Problem {
  return {
    id: 'cdk-cloudtrail:Trail.cyclicContribution',
    severity: 'error',
    message: `the trail cannot name ${resource.node.path}, which ${reason}`,
    value: arn,
    fix: 'give the resource a name of its own: the trail then writes its ARN out, and no stack waits',
  };
}
