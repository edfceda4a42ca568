/** Marks records whose members are read when they are asked for: they do not own them. By this, who needs all members does without the code for some. */
export const ON_DEMAND = Symbol('members on demand');

/**
 * Something that a record may have: at this path a text that is, whatever its case, one of these.
 *
 * Where lists are on the path, one element that has it is enough. A value that is neither a text nor null passes as well: it is for whoever reads the record
 * to say what it means.
 */
export interface Clause {
  /** The names of members from the record down to the value. */
  readonly path: readonly string[];
  /** In lower case. */
  readonly values: ReadonlySet<string>;
}

/** Whether a record passes one of the clauses. */
export function passesOne(record: object, clauses: readonly Clause[]): boolean {
  return clauses.some((clause) => passes(record, clause));
}

function passes(record: unknown, { path, values }: Clause): boolean {
  // Not by recursion: how deep lists are nested is the choice of whoever called the API.
  const open: [value: unknown, depth: number][] = [[record, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    const name = path[depth];
    if (name === undefined) {
      if (typeof value === 'string' ? values.has(value.toLowerCase()) : value !== null) return true;
    } else if (Array.isArray(value)) for (const element of value) open.push([element, depth]);
    else if (typeof value === 'object' && value !== null) {
      const member =
        Object.hasOwn(value, name) || (value as { [ON_DEMAND]?: boolean })[ON_DEMAND] ? (value as Record<string, unknown>)[name] : undefined;
      if (member !== undefined) open.push([member, depth + 1]);
    }
  }
  return false;
}
