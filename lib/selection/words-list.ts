import type { Condition } from './conditions';

/** How a value is shown; for placeholders, whatever a reader understands. */
export type Display = (value: string) => string;

/** `a, b and c`, each once and in the order of the alphabet. */
export function enumerate(items: readonly string[], word: 'and' | 'or'): string {
  const sorted = [...new Set(items)].sort();
  return sorted.length < 2 ? sorted.join('') : `${sorted.slice(0, -1).join(', ')} ${word} ${sorted[sorted.length - 1]}`;
}

/** `GetObject`, `Get…` or `…Object`. */
export function textOf({ how, value }: Condition, display: Display): string {
  const shown = display(value);
  return { Equals: shown, StartsWith: `${shown}…`, EndsWith: `…${shown}` }[how];
}

/** A full stop, unless an ellipsis stands there. */
export function sentence(text: string): string {
  return text.endsWith('…') ? text : `${text}.`;
}
