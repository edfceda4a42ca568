import { logsManagementEvents } from '../../selection/coverage';
import { evaluate } from '../../selection/evaluate';
import { hasUnknownSelectors } from '../../template/read-selectors';
import { isUnresolved } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import { atOnce, type Observation, type Rule } from '../rule';
import { overlapping, sameAccount } from './place';
import { finding, undecided } from './problems';

/** W04: trails that log no management events, in an account where no other does. */
export const noManagementEvents: Rule = atOnce(({ trails }) => {
  const mayLog = ({ selectors, resource }: TrailModel) => hasUnknownSelectors(resource.properties) || logsManagementEvents(selectors);
  const alone = trails.filter((trail) => !trails.some((other) => sameAccount(trail, other) !== 'no' && mayLog(other)));
  const firstOfAccount = alone.filter((trail, index) => !alone.slice(0, index).some((other) => sameAccount(trail, other) !== 'no'));
  return firstOfAccount.map(({ resource, name }) =>
    finding(resource, 'App.noManagementEvents', {
      message:
        'no trail of this account in these templates logs management events: with event selectors, they are not logged unless a selector says so',
      value: name,
      fix: 'add a selector for management events, or acknowledge that another trail logs them',
    }),
  );
});

/** W07: a second trail for the same management events, which is charged for. */
export const paidManagementEvents: Rule = atOnce(({ trails }) =>
  trails.flatMap((trail, index): Observation[] => {
    const earlier = trails.slice(0, index).filter((other) => overlapping(trail, other) !== 'no' && shareEvents(trail, other));
    const first = earlier.find((other) => overlapping(trail, other) === 'yes');
    if (first) return [paid(trail, first)];
    const perhaps = earlier.find((other) => overlapping(trail, other) === 'unknown');
    return perhaps
      ? [
          undecided(
            trail.resource,
            'App.paidManagementEvents',
            onAccount(perhaps, 'logs the same management events, for which all copies but the first are charged'),
          ),
        ]
      : [];
  }),
);

/** A question about another trail that hangs on where the stacks are deployed. */
export function onAccount({ resource }: TrailModel, what: string): string {
  return `whether the trail ${resource.path} ${what} depends on whether both stacks are deployed to the same account and Region`;
}

function paid({ resource, name }: TrailModel, first: TrailModel): Observation {
  return finding(resource, 'App.paidManagementEvents', {
    message: `the trail ${first.resource.path} logs the same management events: the first copy in a Region is free, each further one costs 2 USD per 100,000 events`,
    value: name,
    fix: 'let one trail log management events, and the other data events alone',
  });
}

function shareEvents(one: TrailModel, other: TrailModel): boolean {
  return one.isLogging !== false && other.isLogging !== false && [true, false].some((readOnly) => logs(one, readOnly) && logs(other, readOnly));
}

function logs({ selectors, resource }: TrailModel, readOnly: boolean): boolean {
  const event = { eventCategory: 'Management', eventType: 'AwsApiCall', eventName: 'Any', eventSource: 'any.amazonaws.com', readOnly };
  return !hasUnknownSelectors(resource.properties) && evaluate(event, selectors, { isUnresolved }).logged === 'yes';
}
