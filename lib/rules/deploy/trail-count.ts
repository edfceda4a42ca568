import type { TrailModel } from '../../template/trail-model';
import { atOnce, type Observation, type Rule } from '../rule';
import { sameAccount, sameHome } from './place';
import { checklist, finding } from './problems';

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const MAX_TRAILS = 5;

/** E74: trails per Region; a multi-Region trail counts in each. Once per app: one too many is one too many wherever it is. */
export const trailCount: Rule = atOnce(({ trails }) => {
  const [first] = trails;
  if (!first) return [];
  const crowds = trails.map((trail) => trails.filter((other) => trail === other || countsAt(trail, other)));
  const crowded = crowds.find(({ length }) => length > MAX_TRAILS);
  return [
    ...(crowded ? tooMany(crowded) : []),
    checklist(first.resource, `an account has at most ${MAX_TRAILS} trails per Region: count in those that it has already`),
  ];
});

/** Whether a trail counts where another one is at home. */
function countsAt(home: TrailModel, other: TrailModel): boolean {
  return (other.isMultiRegion === true ? sameAccount(home, other) : sameHome(home, other)) === 'yes';
}

function tooMany(crowded: readonly TrailModel[]): Observation[] {
  const surplus = crowded[MAX_TRAILS];
  if (!surplus) return [];
  return [
    finding(surplus.resource, 'App.trailCount', {
      message: `an account has at most ${MAX_TRAILS} trails per Region, where a multi-Region trail counts in every Region`,
      value: crowded.length,
      awsMessage: `User: ${surplus.account} already has ${MAX_TRAILS} trails in ${surplus.region}.`,
      fix: 'merge their event selectors into fewer trails',
    }),
  ];
}
