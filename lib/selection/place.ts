import type { AdvancedEventSelector } from './selector';

/** How a message names a basic event selector: people count from one. */
export function placeOfBasic(index: number): string {
  return `event selector ${index + 1}`;
}

/** How a message names an advanced event selector. */
export function placeOfAdvanced(index: number, { Name }: AdvancedEventSelector): string {
  return `advanced event selector ${index + 1}${Name ? ` (${JSON.stringify(Name)})` : ''}`;
}
