import type { ResourceChange } from '../../../lib/template/resource-change';
import type { RawResource } from '../../../lib/template/survey';
import { display, isGenerated } from '../../../lib/template/symbols';
import type { TrailModel } from '../../../lib/template/trail-model';

/** A resource by the place that its user gave it, or by its logical id. */
export function placeOf({ stack, logicalId }: RawResource): string {
  return stack.paths.get(logicalId)?.replace(/\/(Resource|Default)$/, '') ?? `${stack.name}/${logicalId}`;
}

/** The place of a resource that changes: the newer one, if there is one. */
export function placeOfChange({ before, after }: ResourceChange): string {
  return placeOf((after ?? before) as RawResource);
}

/** A trail by its name, or by its place where CloudFormation makes the name up. */
export function trailInWords(trail: TrailModel | undefined): string {
  if (!trail) return 'the trail';
  return isGenerated(trail.name) ? `the trail at ${placeOf(trail.resource)}` : `the trail ${JSON.stringify(display(trail.name))}`;
}
