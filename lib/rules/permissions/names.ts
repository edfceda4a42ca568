import { type Assembly, rawResources, type TemplateStack } from '../../template/assembly';
import { generated } from '../../template/symbols';

/** CloudFormation cuts the name of the stack where the name of a role or a function gets too long; this much of it always stays. */
const STAYS = 20;
const MADE_UP = /([\w.-]*)-(«[^»]*»)/g;

/** What a name begins with that CloudFormation makes up in a stack: that of the outermost stack, since nested ones are named after it. */
export function beginningOf(stack: TemplateStack): string {
  if (stack.parent) return beginningOf(stack.parent.stack);
  return stack.name.length > STAYS ? stack.name.slice(0, STAYS) : `${stack.name}-`;
}

/** Texts of templates as patterns of a policy. */
export class Names {
  private readonly stacks: ReadonlyMap<string, TemplateStack>;

  constructor({ stacks }: Assembly) {
    const symbols = stacks.flatMap((stack) =>
      rawResources(stack).map(([logicalId]): [string, TemplateStack] => [generated('', stack.id, logicalId).slice(1), stack]),
    );
    this.stacks = new Map(symbols);
  }

  /** A text with `*` for each part that is not known before the deployment. */
  public pattern(text: string): string {
    return text
      .replace(MADE_UP, (_, before: string, symbol: string) => this.beginning(before, symbol))
      .replace(/‹[^›]*›/g, '*')
      .replace(/\*{2,}/g, '*');
  }

  private beginning(before: string, symbol: string): string {
    const stack = this.stacks.get(symbol);
    const beginning = stack ? beginningOf(stack) : '';
    // The names of buckets are in lower case.
    return `${before.startsWith(stack?.name ?? '') ? beginning : beginning.toLowerCase()}*`;
  }
}
