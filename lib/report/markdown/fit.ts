/** A part of a document that can be cut between its rows. */
export interface Section {
  readonly before: string;
  readonly rows: readonly string[];
  readonly after: string;
  /** What the rows are, as in `controls of CIS`. */
  readonly rowsAre: string;
  /** How much more room it gets than another, if there is not enough for all. */
  readonly weight: number;
}

/** Room for the sentence that says what was left out. */
const NOTICE = 300;

/**
 * Puts sections together. If they are longer than they may be in all, the longest lose their last rows, and say so: small ones stay whole.
 *
 * @param whole where everything is, for the sentence that says what was left out
 */
export function fitted(sections: readonly Section[], longest: number, whole: string): string {
  const all = sections.map((section) => write(section, section.rows.length, whole)).join('\n');
  if (all.length <= longest) return all;
  const fixed = sections.reduce((sum, { before, after }) => sum + before.length + after.length + NOTICE, 0);
  const rooms = share(sections, Math.max(0, longest - fixed));
  return sections.map((section, index) => write(section, fitting(section, rooms[index] ?? 0), whole)).join('\n');
}

/** Gives each section what it needs, or its share of what is left after those that need less. */
function share(sections: readonly Section[], room: number): number[] {
  const needs = sections.map((section, index) => ({ index, need: sizeOf(section), weight: section.weight }));
  const rooms = sections.map(() => 0);
  let left = room;
  let weights = needs.reduce((sum, { weight }) => sum + weight, 0);
  for (const { index, need, weight } of needs.sort((one, other) => one.need / one.weight - other.need / other.weight)) {
    rooms[index] = Math.min(need, Math.floor((left * weight) / weights));
    left -= rooms[index] ?? 0;
    weights -= weight;
  }
  return rooms;
}

function sizeOf({ rows }: Section): number {
  return rows.reduce((sum, row) => sum + row.length + 1, 0);
}

function fitting({ rows }: Section, room: number): number {
  let used = 0;
  const first = rows.findIndex((row) => {
    used += row.length + 1;
    return used > room;
  });
  return first === -1 ? rows.length : first;
}

function write({ before, rows, after, rowsAre }: Section, number: number, whole: string): string {
  const left = rows.length - number;
  const notice = left > 0 ? `\n**Left out here: ${left} of ${rows.length} ${rowsAre}.** ${whole}\n` : '';
  return `${before}${rows.slice(0, number).join('\n')}\n${after}${notice}`;
}
