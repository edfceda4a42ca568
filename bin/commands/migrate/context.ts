import type { Aligned } from '../../../lib/template/align';
import type { ResourceChange } from '../../../lib/template/resource-change';
import type { RawResource } from '../../../lib/template/survey';
import type { TrailModel } from '../../../lib/template/trail-model';
import { trailsOf } from '../../../lib/template/trails';
import { keyOf, type Role, rolesOf } from './roles';

/** Both assemblies, and what changes between them. */
export interface Context {
  /** Whether what there is belongs to no stack: it was made by hand, or by another tool. */
  readonly outside: boolean;
  readonly aligned: Aligned;
  readonly changes: readonly ResourceChange[];
  readonly trailsBefore: readonly TrailModel[];
  readonly trailsAfter: readonly TrailModel[];
  readonly rolesBefore: ReadonlyMap<string, Role>;
  readonly rolesAfter: ReadonlyMap<string, Role>;
}

export function contextOf(aligned: Aligned, changes: readonly ResourceChange[], outside: boolean): Context {
  return {
    outside,
    aligned,
    changes: outside ? changes.map(withoutGuesses) : changes,
    trailsBefore: trailsOf(aligned.before),
    trailsAfter: trailsOf(aligned.after),
    rolesBefore: rolesOf(aligned.before),
    rolesAfter: rolesOf(aligned.after),
  };
}

/** Of what a trail uses, a description of the trail tells the name and nothing else. */
function withoutGuesses(change: ResourceChange): ResourceChange {
  return change.type === 'AWS::CloudTrail::Trail' ? change : { ...change, properties: [] };
}

/** What a resource was to a trail, or else what it will be. */
export function roleOf({ rolesBefore, rolesAfter }: Context, { before, after }: ResourceChange): Role | undefined {
  return (before && rolesBefore.get(keyOf(before))) ?? (after && rolesAfter.get(keyOf(after)));
}

/** The forms of a trail: one for each that the conditions of its template allow. */
export function formsOf(trails: readonly TrailModel[], resource: RawResource | undefined): readonly TrailModel[] {
  return resource ? trails.filter((trail) => keyOf(trail.resource) === keyOf(resource)) : [];
}

/** Changes of resources that had, or will have, a role. */
export function changesOf(context: Context, role: Role): readonly ResourceChange[] {
  return context.changes.filter((change) => roleOf(context, change) === role);
}
