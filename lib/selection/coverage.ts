import type { TrailSelectors } from './basic-selector';
import { loggedParts } from './normal';
import { categoryOf, type EventCategory, valuesOf } from './selector';

/** Whether a trail logs some events of a category; with `access`, some that read or some that write. */
export function logsCategory(selectors: TrailSelectors, category: EventCategory, access?: 'read' | 'write'): boolean {
  const opposite = access && { read: 'false', write: 'true' }[access];
  return loggedParts(selectors).some(({ selector }) => {
    const readOnly = valuesOf(selector, 'readOnly');
    return categoryOf(selector) === category && (readOnly.length === 0 || readOnly.some((value) => value !== opposite));
  });
}

/**
 * Whether a trail logs management events at all. A trail for data events need not, but where none of an account does, nobody sees what is done to it.
 */
export function logsManagementEvents(selectors: TrailSelectors): boolean {
  return logsCategory(selectors, 'Management');
}
