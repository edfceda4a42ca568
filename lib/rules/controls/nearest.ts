import { byId } from '../packs/order';

/** How many are shown: more than a glance takes in would hide the right one. */
const SHOWN = 3;

/** The ids that are most like a text that is none of them, the nearest first. */
export function nearest(text: string, ids: readonly string[]): string[] {
  const ranked = ids.map((id) => ({ id, distance: distance(text.trim().toUpperCase(), id.toUpperCase()) }));
  ranked.sort((one, other) => one.distance - other.distance || byId(one.id, other.id));
  return ranked.slice(0, SHOWN).map(({ id }) => id);
}

/** How many characters have to be put in, left out or replaced to make one text of the other. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, character] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, wanted] of [...other].entries()) {
      const [left, above, diagonal] = [current[column] ?? 0, previous[column + 1] ?? 0, previous[column] ?? 0];
      current.push(Math.min(left + 1, above + 1, diagonal + Number(character !== wanted)));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
