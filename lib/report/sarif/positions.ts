import { pointer } from '../../template/route';

/** Where something begins in a file. Both count from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g;

interface Level {
  /** Left out for an object. */
  index?: number;
  readonly pointer: string;
  /** The member of an object whose value comes next. */
  member?: { readonly pointer: string; readonly at: Position };
}

/**
 * Finds places in the text of a JSON document by their pointers: the name of a member, or an item of a list. What is not in the text is left out; of
 * members with the same name the last one counts, as for whoever parses it.
 *
 * @param text must be JSON
 */
export function positionsOf(text: string, wanted: ReadonlySet<string>): ReadonlyMap<string, Position> {
  const found = new Map<string, Position>();
  const levels: Level[] = [];
  let line = 1;
  let lineStart = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const at = { line, column: index - lineStart + 1 };
    if (token === '\n') {
      line++;
      lineStart = index + 1;
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') next(levels.at(-1));
    else if (token !== ':') begin(token, at, levels, (place, from) => wanted.has(place) && found.set(place, from));
  }
  return found;
}

function next(level: Level | undefined): void {
  if (level?.index !== undefined) level.index++;
  else delete level?.member;
}

/** The name of a member, or a value. */
function begin(token: string, at: Position, levels: Level[], tell: (pointer: string, at: Position) => void): void {
  const level = levels.at(-1);
  if (level && level.index === undefined && !level.member) {
    level.member = { pointer: level.pointer + pointer(JSON.parse(token) as string), at };
    return;
  }
  const here = level?.member ?? { pointer: level ? level.pointer + pointer(level.index ?? 0) : '', at };
  tell(here.pointer, here.at);
  if (token === '{') levels.push({ pointer: here.pointer });
  if (token === '[') levels.push({ pointer: here.pointer, index: 0 });
}
