import type { Position } from './expression';

/** Stands for any text, also none, or for one character. */
export type Wildcard = { readonly wildcard: '*' | '?' };

/** A text with wildcards, in pieces. Without pieces it is the empty text. */
export type TextPattern = readonly (string | Wildcard)[];

/** Any text. */
export const ANY: Wildcard = { wildcard: '*' };

/**
 * Reads a value of a rule. A backslash before `*`, `?` or a backslash takes their meaning; before anything else it is a backslash.
 *
 * @see https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#escaping
 */
export function parseText(value: string): TextPattern {
  const pieces: (string | Wildcard)[] = [];
  for (const [token] of value.matchAll(/\\[*?\\]|[*?]|\\|[^\\*?]+/g)) {
    if (token === '*' || token === '?') pieces.push({ wildcard: token });
    else pieces.push(token.length === 2 && /^\\[*?\\]$/.test(token) ? token.slice(1) : token);
  }
  return joined(pieces);
}

/** The pattern for texts that have this one at a place. */
export function placed(pattern: TextPattern, position: Position): TextPattern {
  const before = position === 'end' || position === 'anywhere';
  const after = position === 'start' || position === 'anywhere';
  return joined([...(before ? [ANY] : []), ...pattern, ...(after ? [ANY] : [])]);
}

/** The only text that the pattern is for; `undefined` where it has wildcards. */
export function literalOf(pattern: TextPattern): string | undefined {
  return pattern.every((piece) => typeof piece === 'string') ? pattern.join('') : undefined;
}

/**
 * A test for texts.
 *
 * Nothing but `*` asks for a text that is not empty: this is how rules say that a field has to be there.
 */
export function textTest(pattern: TextPattern, cased: boolean): (text: string) => boolean {
  const test = lowered(pattern, cased);
  const literal = literalOf(pattern);
  // Most texts have another length, and no other text becomes one of ASCII of this length.
  if (!cased && literal !== undefined && isAscii(literal)) return (text) => text.length === literal.length && test(text.toLowerCase());
  return cased ? test : (text) => test(text.toLowerCase());
}

function lowered(pattern: TextPattern, cased: boolean): (text: string) => boolean {
  const pieces = cased ? pattern : pattern.map((piece) => (typeof piece === 'string' ? piece.toLowerCase() : piece));
  const literal = literalOf(pieces);
  if (literal !== undefined) return (text) => text === literal;
  const [first, second, third, ...others] = pieces;
  if (isAny(first) && second === undefined) return (text) => text !== '';
  if (others.length === 0) {
    if (isAny(first) && typeof second === 'string' && third === undefined) return (text) => text.endsWith(second);
    if (typeof first === 'string' && isAny(second) && third === undefined) return (text) => text.startsWith(first);
    if (isAny(first) && typeof second === 'string' && isAny(third)) return (text) => text.includes(second);
  }
  const units = pieces.flatMap<string | Wildcard>((piece) => (typeof piece === 'string' ? piece.split('') : [piece]));
  return (text) => globs(units, text);
}

/** Goes back to the last `*` only, which is enough: the time is at most the product of both lengths. */
function globs(units: readonly (string | Wildcard)[], text: string): boolean {
  let [at, unit, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    const wanted = units[unit];
    if (isAny(wanted)) {
      [star, resume] = [unit, at];
      unit++;
    } else if (wanted !== undefined && (typeof wanted !== 'string' || wanted === text[at])) {
      at++;
      unit++;
    } else if (star >= 0) {
      at = ++resume;
      unit = star + 1;
    } else return false;
  }
  return units.slice(unit).every(isAny);
}

/** Texts side by side as one, and one `*` for several. */
function joined(pieces: readonly (string | Wildcard)[]): TextPattern {
  const result: (string | Wildcard)[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else if (!(isAny(piece) && isAny(last)) && piece !== '') result.push(piece);
  }
  return result;
}

const isAscii = (text: string) => Buffer.byteLength(text) === text.length;

function isAny(piece: string | Wildcard | undefined): boolean {
  return typeof piece === 'object' && piece.wildcard === '*';
}
