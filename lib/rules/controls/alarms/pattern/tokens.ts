import type { Problem } from './pattern';

/** What a token is. */
export type Kind = '(' | ')' | '&&' | '||' | 'operator' | 'selector' | 'quoted' | 'regex' | 'word' | 'end';

/** A word of the language of filter patterns. */
export interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly position: number;
}

/** Thrown at the first place that is not understood. */
export class NotUnderstood extends Error {
  constructor(public readonly problem: Problem) {
    super(problem.reason);
  }
}

const SHAPES: readonly (readonly [Kind, RegExp])[] = [
  ['(', /\(/y],
  [')', /\)/y],
  ['&&', /&&/y],
  ['||', /\|\|/y],
  ['operator', /!=|<=|>=|[=<>]/y],
  ['selector', /\$(?=\.)(?:\.[\w-]+|\.\*|\.\['[^']+'\]|\[\d+\]|\[\*\])+/y],
  ['quoted', /"(?:[^"\\]|\\.)*"/y],
  ['regex', /%[^%]+%/y],
  // What CloudWatch Logs takes without quotation marks is less than this: it refuses the rest, and nothing is deployed.
  ['word', /[^\s()&|"{}=!<>%'$\\]+/y],
];

/**
 * The words between the braces of a pattern.
 *
 * @param end where the closing brace is
 * @throws NotUnderstood
 */
export function tokensOf(text: string, start: number, end: number): Token[] {
  const found: Token[] = [];
  let position = start;
  while (position < end) {
    const space = /\s+/y;
    space.lastIndex = position;
    position += space.exec(text)?.[0].length ?? 0;
    const token = position < end ? tokenAt(text, position) : undefined;
    if (token) found.push(token);
    position += token?.text.length ?? 0;
  }
  return [...found, { kind: 'end', text: '', position: end }];
}

function tokenAt(text: string, position: number): Token {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = position;
    const found = shape.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, position };
  }
  throw new NotUnderstood({ position, reason: reasonFor(text, position) });
}

function reasonFor(text: string, position: number): string {
  switch (text[position]) {
    case "'":
      return 'values are put into double quotation marks, not into single ones';
    case '"':
      return 'a quotation mark is not closed';
    case '%':
      return 'a regular expression is not closed';
    case '$':
      return 'a property selector starts with $. and a name';
    default:
      return `${JSON.stringify(text[position])} means nothing here`;
  }
}
