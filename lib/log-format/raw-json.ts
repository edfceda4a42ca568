const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const [OPEN_BRACKET, CLOSE_BRACKET] = [0x5b, 0x5d];
const [OPEN_BRACE, CLOSE_BRACE] = [0x7b, 0x7d];

/**
 * The texts of the elements of an array that is a member of the outermost object.
 *
 * Only for text that `JSON.parse` has accepted: it looks for boundaries and checks nothing. Where the member is there twice, the last counts, as in `JSON.parse`.
 */
export function elementsOf(text: string, member: string): string[] {
  let elements: string[] = [];
  forEachPart(text, text.indexOf('{'), (start, end) => {
    const colon = endOfString(text, start) + 1;
    const name: unknown = JSON.parse(text.slice(start, colon));
    if (name === member) elements = partsOf(text, text.indexOf('[', colon), end);
  });
  return elements;
}

function partsOf(text: string, open: number, limit: number): string[] {
  const parts: string[] = [];
  if (open < 0 || open >= limit) return parts;
  forEachPart(text, open, (start, end) => parts.push(text.slice(start, end)));
  return parts;
}

/** Calls back with each member of an object or element of an array, without the space around it. */
function forEachPart(text: string, open: number, visit: (start: number, end: number) => void): void {
  let [start, depth] = [open + 1, 0];
  for (let index = open + 1; depth >= 0; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    if (depth < 0 || (depth === 0 && code === COMMA)) {
      const [from, to] = trimmed(text, start, index);
      if (from < to) visit(from, to);
      start = index + 1;
    }
  }
}

function endOfString(text: string, quote: number): number {
  let end = text.indexOf('"', quote + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(index - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function trimmed(text: string, start: number, end: number): [number, number] {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) <= 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to--;
  return [from, to];
}
