import { RESOURCE_TYPE_NAMES } from '../../lib/selection/resource-type-names';
import type { Counted } from './summary';

/** An option of a selector that leaves a contributor out. */
export interface Exclusion {
  /** Which of `EventSelector.dataEvents(ResourceType.of(…), { … })`. */
  readonly text: string;
  /** Events that it would leave out, of all contributors that are known: there may be more. */
  readonly events: number;
}

/** How a contributor can be left out: by its resource, by the name of the event, or by the caller; what leaves out the least first. */
export function exclusionsOf(one: Counted, all: readonly Counted[]): Exclusion[] {
  const { resourceType, resource, eventName, caller } = one;
  // CloudTrail takes only types that it knows, and ARNs only of those that have them.
  if (!RESOURCE_TYPE_NAMES.has(resourceType)) return [];
  const same = all.filter((other) => other.resourceType === resourceType);
  const sum = (is: (other: Counted) => boolean) => same.filter(is).reduce((total, { count }) => total + count, 0);
  // Without the slash it would be the beginning of other names too.
  const prefix = resourceType === 'AWS::S3::Object' || resourceType === 'AWS::S3Express::Object' ? `${resource}/` : resource;
  const exclusions = [
    ...(resource.startsWith('arn:')
      ? [{ text: `excludeResourceArnPrefixes: [${quoted(prefix)}]`, events: sum((other) => other.resource === resource) }]
      : []),
    { text: `excludeEventNames: [${quoted(eventName)}]`, events: sum((other) => other.eventName === eventName) },
    ...(caller.startsWith('arn:')
      ? [{ text: `where: [{ field: 'userIdentity.arn', notStartsWith: [${quoted(caller)}] }]`, events: sum((other) => other.caller === caller) }]
      : []),
  ];
  return exclusions.sort((a, b) => a.events - b.events);
}

/** As code: callers choose some names, and whoever copies the option runs it. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
