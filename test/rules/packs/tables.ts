import type { Pack } from '../../../lib/rules/packs/pack';

/** Every rule that there is. */
export const RULES: readonly string[] = [
  'ACCT-01',
  ...numbered('TRAIL', 1, 13),
  ...numbered('BKT', 1, 16),
  ...numbered('KEY', 1, 5),
  ...numbered('LOG', 1, 4),
  ...numbered('ALM', 1, 15),
  ...numbered('ALM', 20, 21),
  ...numbered('SNS', 1, 3),
  ...numbered('LAKE', 1, 3),
  ...numbered('SUP', 1, 2),
];

/** The rules that are written as `TRAIL-01, 02, 04..06, KEY-01`, in the order of their ids. */
export function selection(text: string): string[] {
  let family = '';
  return text
    .split(', ')
    .flatMap((item) => {
      const [, named = family, first = '', last = first] = /^(?:([A-Z]+)-)?(\d+)(?:\.\.(\d+))?$/.exec(item) ?? [];
      family = named;
      return numbered(family, Number(first), Number(last));
    })
    .sort();
}

/** What a table of the facts says of a pack: id, coverage and rules of each control, one a line. */
export function rowsOf({ controls }: Pack): string[] {
  return controls.map(({ id, coverage, rules }) => [id, coverage, ...rules].join(' '));
}

function numbered(family: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${family}-${String(first + index).padStart(2, '0')}`);
}
