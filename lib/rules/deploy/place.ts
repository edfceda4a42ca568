import type { TemplateStack } from '../../template/assembly';
import { isOpen } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';

/** Whether two things are the same: `unknown` for stacks that are deployed to places that are not known, of which each may be another. */
export type Same = 'yes' | 'no' | 'unknown';

/** Whether two trails are in one account. */
export function sameAccount(one: TrailModel, other: TrailModel): Same {
  return same(one, other, one.account, other.account);
}

/** Whether two trails are in one account and have a Region in common, in which both of them log. */
export function overlapping(one: TrailModel, other: TrailModel): Same {
  const regions = [one, other].some(({ isMultiRegion }) => isMultiRegion === true) ? 'yes' : same(one, other, one.region, other.region);
  return both(sameAccount(one, other), regions);
}

/** Whether two trails are in one account and at home in one Region. */
export function sameHome(one: TrailModel, other: TrailModel): Same {
  return both(sameAccount(one, other), same(one, other, one.region, other.region));
}

function same(one: TrailModel, other: TrailModel, value: string, otherValue: string): Same {
  if (!isOpen(value) && !isOpen(otherValue)) return value === otherValue ? 'yes' : 'no';
  return rootOf(one.resource.stack) === rootOf(other.resource.stack) ? 'yes' : 'unknown';
}

function both(one: Same, other: Same): Same {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'unknown';
}

/** Nested stacks are where their parent is. */
function rootOf(stack: TemplateStack): TemplateStack {
  return stack.parent ? rootOf(stack.parent.stack) : stack;
}
