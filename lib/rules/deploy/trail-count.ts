import type { TrailModel } from '../../template/trail-model';
import type { Observation, Rule } from '../rule';
import { checklist, finding } from './problems';

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const MAX_TRAILS = 5;

/** E74: trails per Region; a multi-Region trail counts in each. */
export const trailCount: Rule = ({ trails }) => {
  const accounts = new Set(trails.map(({ account }) => account));
  const found = [...accounts].flatMap((account) => tooMany(trails.filter((trail) => trail.account === account)));
  const [first] = trails;
  if (!first) return found;
  return [...found, checklist(first.resource, `an account has at most ${MAX_TRAILS} trails per Region: count in those that it has already`)];
};

function tooMany(trails: readonly TrailModel[]): Observation[] {
  const regions = [...new Set(trails.map(({ region }) => region))];
  const crowded = regions
    .map((region) => trails.filter((trail) => trail.region === region || trail.isMultiRegion === true))
    .sort((one, other) => other.length - one.length)[0];
  const surplus = crowded?.[MAX_TRAILS];
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
