import type { TemplateResource } from '../../../template/resource';
import type { World } from '../../../template/world';
import { isRight, TRUE } from '../judge-value';
import { type Placed, valueAt } from '../places';
import { type Days, daysIn, exactly, onlyIf } from './days';

/** Where a bucket says for how long it locks what nobody locks otherwise. */
export const RETENTION = ['ObjectLockConfiguration', 'Rule', 'DefaultRetention'];

/** For how long a bucket locks every object by default: nobody can delete a version, and no lifecycle rule either. */
export function lockOf(world: World, bucket: TemplateResource): Days {
  const none = exactly(0);
  const [days, years] = ['Days', 'Years'].map((name) => valueAt(bucket, ...RETENTION, name)) as [Placed, Placed];
  if (days.value === undefined && years.value === undefined) return none;
  const locked = days.value === undefined ? daysIn(world, years, 365) : daysIn(world, days);
  return onlyIf(isRight(world, bucket.property('ObjectLockEnabled'), TRUE), locked, none);
}
