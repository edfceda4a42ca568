import { type Kind, NotUnderstood, type Token } from './tokens';

/** Goes through the tokens of a pattern. */
export class Reader {
  private index = 0;

  /** @param tokens the last one is the end */
  constructor(private readonly tokens: readonly Token[]) {}

  public get next(): Token {
    return this.tokens[this.index] as Token;
  }

  /** Goes on if the next token is of a kind. */
  public skip(kind: Kind): boolean {
    const found = this.next.kind === kind;
    if (found) this.index++;
    return found;
  }

  /** The next token, which has to be of a kind. */
  public take(kind: Kind, otherwise: string): Token {
    const token = this.next;
    return this.skip(kind) ? token : this.refuse(otherwise);
  }

  public refuse(reason: string, at: Token = this.next): never {
    throw new NotUnderstood({ position: at.position, reason });
  }
}
