import { logsManagementEvents } from '../../selection/coverage';
import { evaluate } from '../../selection/evaluate';
import { hasUnknownSelectors } from '../../template/read-selectors';
import { isUnresolved } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import type { Observation, Rule } from '../rule';
import { finding } from './problems';

/** W04: trails that log no management events, in an account where no other does. */
export const noManagementEvents: Rule = ({ trails }) =>
  byAccount(trails).flatMap((together) => {
    const [first] = together;
    if (!first || together.some(({ selectors, resource }) => hasUnknownSelectors(resource.properties) || logsManagementEvents(selectors))) return [];
    return [
      finding(first.resource, 'App.noManagementEvents', {
        message:
          'no trail of this account in these templates logs management events: with event selectors, they are not logged unless a selector says so',
        value: first.name,
        fix: 'add a selector for management events, or acknowledge that another trail logs them',
      }),
    ];
  });

/** W07: a second trail for the same management events, which is charged for. */
export const paidManagementEvents: Rule = ({ trails }) =>
  byAccount(trails).flatMap((together) =>
    together.flatMap((trail, index): Observation[] => {
      const first = together.slice(0, index).find((other) => overlap(trail, other));
      if (!first) return [];
      return [
        finding(trail.resource, 'App.paidManagementEvents', {
          message: `the trail ${first.resource.path} logs the same management events: the first copy in a Region is free, each further one costs 2 USD per 100,000 events`,
          value: trail.name,
          fix: 'let one trail log management events, and the other data events alone',
        }),
      ];
    }),
  );

function byAccount(trails: readonly TrailModel[]): TrailModel[][] {
  return [...new Set(trails.map(({ account }) => account))].map((account) => trails.filter((trail) => trail.account === account));
}

function overlap(one: TrailModel, other: TrailModel): boolean {
  const sameRegion = one.region === other.region || one.isMultiRegion === true || other.isMultiRegion === true;
  return (
    sameRegion &&
    one.isLogging !== false &&
    other.isLogging !== false &&
    [true, false].some((readOnly) => logs(one, readOnly) && logs(other, readOnly))
  );
}

function logs({ selectors }: TrailModel, readOnly: boolean): boolean {
  const event = { eventCategory: 'Management', eventType: 'AwsApiCall', eventName: 'Any', eventSource: 'any.amazonaws.com', readOnly };
  return evaluate(event, selectors, { isUnresolved }).logged === 'yes';
}
