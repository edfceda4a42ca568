/** A regular expression in its parts, as plain data that JSON keeps: a repetition without `max` may go on. */
export type RegexNode =
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'assertion'; readonly where: Assertion }
  | { readonly kind: 'sequence'; readonly of: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly of: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly of: RegexNode; readonly min: number; readonly max?: number };

/** A regular expression that was parsed; of flags there are `i`, `m` and `s`. */
export interface ParsedRegex {
  readonly flags: string;
  readonly node: RegexNode;
}

/** A place in a text: `^`, `$`, `\b`, `\B`, and the start and the end whatever the flags are. */
export type Assertion = '^' | '$' | 'b' | 'B' | 'A' | 'z';

/** A construct that is not supported; the message says which and why. */
export class RegexError extends Error {}

const MAX_LENGTH = 1000;
const LETTERS_IN_CLASS = /\\(?![dDwWsSnrtfv]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^a-zA-Z0-9])/;
const CHARACTER = /\\(?:[dDwWsSnrtfv]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^a-zA-Z0-9])|\.|[^\\[\]()|*+?^$]|\]/y;
const QUANTIFIER = /([*+?])|\{(\d+)(?:(,)(\d*))?\}/y;
const GROUP = /\((?:\?:|\?P?<[A-Za-z_]\w*>|(?!\?))/y;
const CLASS = /\[\^?(?:\\.|[^\\\]])+\]/sy;
const BOUND: Readonly<Record<string, readonly [number, number?]>> = { '*': [0], '+': [1], '?': [0, 1] };

/**
 * Parses what can be run in linear time: no lookaround, no backreference, nothing possessive or atomic. Flags are also taken as `(?i)` at the start.
 *
 * @throws RegexError
 */
export function parseRegex(source: string, flags = ''): ParsedRegex {
  const [inline = '', given = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  return { flags: [...new Set(flags + given)].join(''), node: new RegexParser(source.slice(inline.length)).parse() };
}

class RegexParser {
  private at = 0;

  constructor(private readonly source: string) {
    if (source.length > MAX_LENGTH) throw new RegexError(`it has ${source.length} characters, and ${MAX_LENGTH} are the most`);
  }

  /** The parts of the whole expression. */
  parse(): RegexNode {
    const node = this.choice();
    if (this.at < this.source.length) throw new RegexError(`a ) at ${this.at + 1} closes nothing`);
    return node;
  }

  private choice(): RegexNode {
    const of = [this.sequence()];
    while (this.take(/\|/y)) of.push(this.sequence());
    return of.length === 1 ? (of[0] as RegexNode) : { kind: 'choice', of };
  }

  private sequence(): RegexNode {
    const of: RegexNode[] = [];
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at] as string)) of.push(this.repeated(this.atom()));
    return { kind: 'sequence', of };
  }

  private repeated(of: RegexNode): RegexNode {
    const match = this.take(QUANTIFIER);
    if (!match) return of;
    const [text, sign, from, comma, to] = match;
    const least = Number(from);
    const [min, max] = sign ? (BOUND[sign] as readonly [number, number?]) : [least, comma ? (to ? Number(to) : undefined) : least];
    if (of.kind === 'assertion') throw new RegexError(`${text} repeats a place, not a text`);
    if (max !== undefined && min > max) throw new RegexError(`${text} has its bounds in the wrong order`);
    // Lazy or not: whether there is a match is the same.
    if (!this.take(/\?/y) && this.take(/\+/y)) throw new RegexError(`${text}+ is possessive, which is not supported`);
    return { kind: 'repeat', of, min, ...(max !== undefined && { max }) };
  }

  private atom(): RegexNode {
    const assertion = this.take(/[\^$]|\\[bBAzZ]/y)?.[0]
      .replace('\\', '')
      .replace('Z', 'z');
    if (assertion) return { kind: 'assertion', where: assertion as Assertion };
    if (this.take(GROUP)) {
      const inner = this.choice();
      if (!this.take(/\)/y)) throw new RegexError('a ( is not closed');
      return inner;
    }
    const source = this.take(CLASS)?.[0] ?? this.take(CHARACTER)?.[0];
    if (source === undefined) throw new RegexError(this.unknown());
    if (source.length > 1 && source.startsWith('[')) checkClass(source);
    // Where it is no quantifier, it stands for itself.
    return { kind: 'character', source: source === '{' ? '\\{' : source };
  }

  private unknown(): string {
    const rest = this.source.slice(this.at);
    const found = /^\(\?(?:<[=!]|[=!>]|[a-z-]+[:)]?)?|^\\.?|^./s.exec(rest)?.[0];
    return `${found} at ${this.at + 1} is not supported (no lookaround, backreference, atomic group, flag in the middle or unknown escape)`;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at = pattern.lastIndex;
    return match;
  }
}

function checkClass(source: string): void {
  if (LETTERS_IN_CLASS.test(source) || /\[[:.=]/.test(source.slice(1)))
    throw new RegexError(`${source} has an escape or a class that is not supported`);
  try {
    new RegExp(source);
  } catch {
    throw new RegexError(`${source} is no set of characters`);
  }
}
