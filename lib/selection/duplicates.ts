import type { Problem } from '../findings/finding';
import { problem } from './problems';

/** The items of a list that are the same as an earlier one, and which one. The order of keys does not matter, that of lists does. */
export function duplicatesOf(items: readonly unknown[]): [index: number, first: number][] {
  const texts = items.map(canonical);
  return texts.flatMap((text, index): [number, number][] => (texts.indexOf(text) < index ? [[index, texts.indexOf(text)]] : []));
}

/** CloudFormation wants the values of a list to differ. */
export function checkDuplicateValues(place: string, values: readonly string[]): Problem[] {
  const repeated = new Set(values.filter((value, index) => values.indexOf(value) < index));
  return [...repeated].map((value) =>
    problem('duplicateValue', {
      message: `${place}: a value is there twice, and CloudFormation wants the items of the list to differ`,
      value,
      fix: 'remove one of them',
    }),
  );
}

function canonical(item: unknown): string {
  return JSON.stringify(item, (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
