import { ANY_ELEMENT, type Selector, type Step } from './pattern';

/** What an event has where a selector goes to: nothing, one value, or several where it has a star. */
export function valuesAt(event: unknown, { steps }: Selector): unknown[] {
  return steps.reduce<unknown[]>((values, step) => values.flatMap((value) => below(value, step)), [event]);
}

function below(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value) !== (typeof step === 'number' || step === ANY_ELEMENT)) return [];
  if (typeof step === 'symbol') return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Readonly<Record<string | number, unknown>>)[step]] : [];
}
