/** How many ways to deploy a template are looked at. */
export const MAX_WORLDS = 64;

/** Decisions that a template leaves to its deployment: values of parameters, outcomes of conditions. The same question gets the same answer. */
export class Choices {
  private readonly answers = new Map<string, unknown>();
  private asked = 0;
  private readonly taken: { readonly label: string; readonly index: number; readonly count: number }[] = [];

  /** @param prefix which option to take at the first questions; afterwards it is always the first option */
  constructor(private readonly prefix: readonly number[] = []) {}

  public choose<T>(key: string, options: readonly T[], say: (option: T) => string): T {
    if (options.length < 2) return options[0] as T;
    this.asked++;
    if (this.answers.has(key)) return this.answers.get(key) as T;
    const index = this.prefix[this.taken.length] ?? 0;
    const answer = options[index] as T;
    this.answers.set(key, answer);
    this.taken.push({ label: say(answer), index, count: options.length });
    return answer;
  }

  /** How often a decision was asked for: what came about between two equal numbers hangs on none. */
  public get consulted(): number {
    return this.asked;
  }

  /** What was decided, in words. */
  public get made(): readonly string[] {
    return this.taken.map(({ label }) => label);
  }

  /** The decisions that lead to everything not tried yet. */
  public alternatives(): number[][] {
    return this.taken.flatMap(({ count }, position) => {
      if (position < this.prefix.length) return [];
      const before = this.taken.slice(0, position).map(({ index }) => index);
      return Array.from({ length: count - 1 }, (_, other) => [...before, other + 1]);
    });
  }
}

/** Runs something once for each way to decide what it asks for. `complete` is false if there are too many. */
export function explore<T>(run: (choices: Choices) => T): { readonly results: T[]; readonly complete: boolean } {
  const results: T[] = [];
  const open: number[][] = [[]];
  while (open.length > 0 && results.length < MAX_WORLDS) {
    const choices = new Choices(open.shift());
    results.push(run(choices));
    open.push(...choices.alternatives());
  }
  return { results, complete: open.length === 0 };
}
