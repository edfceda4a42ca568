import type { Expression } from './expression';
import { ANY, placed, textTest } from './text-pattern';

/** A condition that cannot be used: the part that is wrong, why, and what to write. */
export class ConditionError extends Error {
  constructor(
    readonly what: 'unknownSelection' | 'correlation' | 'conditionSyntax',
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** A condition with the selections in it, and which of them it uses. */
export interface Condition {
  readonly when: Expression;
  readonly used: ReadonlySet<string>;
}

const CORRELATION = /\||^(?:near|count|min|max|avg|sum)$/;

/**
 * Reads a condition: names of selections with `not`, `and`, `or` (which bind in this order) and parentheses, and `1 of`, `any of` or `all of` with a
 * pattern of names or `them`, which leaves names out that start with an underscore.
 *
 * @see https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#condition
 */
export function parseCondition(text: string, selections: ReadonlyMap<string, Expression>): Condition {
  const parser = new ConditionParser(text.match(/[()]|\||[^\s()|]+/g) ?? [], selections);
  return { when: parser.parse(), used: parser.used };
}

class ConditionParser {
  readonly used = new Set<string>();
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly selections: ReadonlyMap<string, Expression>,
  ) {}

  parse(): Expression {
    const when = this.either();
    const rest = this.tokens[this.at];
    if (rest !== undefined) throw this.unexpected(rest, 'and, or, or the end');
    return when;
  }

  private either(): Expression {
    const any = [this.both()];
    while (this.take('or')) any.push(this.both());
    return any.length === 1 ? (any[0] as Expression) : { any };
  }

  private both(): Expression {
    const all = [this.negated()];
    while (this.take('and')) all.push(this.negated());
    return all.length === 1 ? (all[0] as Expression) : { all };
  }

  private negated(): Expression {
    let negations = 0;
    while (this.take('not')) negations++;
    const operand = this.operand();
    return negations % 2 === 1 ? { not: operand } : operand;
  }

  private operand(): Expression {
    if (this.take('(')) {
      const inner = this.either();
      if (!this.take(')')) throw this.unexpected(this.tokens[this.at], 'a )');
      return inner;
    }
    const token = this.tokens[this.at++];
    if (token === undefined || /^(?:and|or|of|\)|\|)$/.test(token)) throw this.unexpected(token, 'the name of a selection');
    return this.tokens[this.at] === 'of' ? this.several(token) : this.selection(token);
  }

  private several(quantifier: string): Expression {
    if (!/^(?:1|any|all)$/.test(quantifier)) throw this.unexpected(quantifier, '1, any or all before of');
    this.at++;
    const pattern = this.tokens[this.at++];
    if (pattern === undefined || /^[()|]$/.test(pattern)) throw this.unexpected(pattern, 'names of selections, such as filter_*, or them');
    const names = this.named(pattern);
    if (names.length === 0) throw this.unknown(pattern);
    const of = names.map((name) => this.selection(name));
    return quantifier === 'all' ? { all: of } : { any: of };
  }

  private named(pattern: string): string[] {
    const names = [...this.selections.keys()];
    if (pattern === 'them') return names.filter((name) => !name.startsWith('_'));
    const pieces = pattern.split('*').flatMap((piece, index) => (index === 0 ? [piece] : [ANY, piece]));
    return names.filter(textTest(placed(pieces, 'whole'), true));
  }

  private selection(name: string): Expression {
    const selection = this.selections.get(name);
    if (!selection) throw this.unknown(name);
    this.used.add(name);
    return selection;
  }

  private take(token: string): boolean {
    const found = this.tokens[this.at] === token;
    if (found) this.at++;
    return found;
  }

  private unknown(name: string): ConditionError {
    const names = [...this.selections.keys()].join(', ');
    const word = /^(?:and|or|not|of|them|all|any)$/i.test(name) ? '; write its words in lower case' : '';
    return new ConditionError('unknownSelection', `the condition names '${name}', which no selection is called`, `use ${names}${word}`);
  }

  private unexpected(found: string | undefined, expected: string): ConditionError {
    if (found !== undefined && CORRELATION.test(found)) {
      return new ConditionError(
        'correlation',
        'the condition counts or relates events, and records are looked at one by one',
        'leave out the | and what follows, or count the findings afterwards',
      );
    }
    const got = found === undefined ? 'it ends' : `there is '${found}'`;
    return new ConditionError(
      'conditionSyntax',
      `the condition wants ${expected} where ${got}`,
      'write names of selections with not, and, or, ( ), 1 of …, all of …',
    );
  }
}
