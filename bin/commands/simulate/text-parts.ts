import { printable, table } from '../shared/terminal';

export const amount = (number: number) => Math.round(number).toLocaleString('en-US');

/** A figure of a month; a dash where no event tells its time. */
export const perMonth = (number: number, factor: number) => (factor === 0 ? '–' : amount(number));

/** Cents, and more where there are none. */
export const money = (number: number, factor: number) => (factor === 0 ? '–' : number === 0 ? '0' : number.toFixed(number < 1 ? 4 : 2));

/** A title and rows; the columns from `from` up to `to` are figures. */
export function section(title: string, columns: readonly string[], rows: readonly string[][], from: number, count = columns.length): string {
  const numbers = columns.slice(from, from + count);
  return [printable(title), rows.length > 0 ? table(columns, rows, numbers) : '  nothing'].join('\n');
}
