import { type Assertion, type ParsedRegex, RegexError, type RegexNode } from './regex-parse';

/** Whether a regular expression is found anywhere in a text. The time is at most the product of the lengths of both. */
export type RegexTest = (text: string) => boolean;

type Instruction =
  | { readonly kind: 'character'; readonly accepts: (text: string, at: number) => boolean; readonly next: number }
  | { readonly kind: 'assertion'; readonly holds: (text: string, at: number) => boolean; readonly next: number }
  | { readonly kind: 'split'; next: readonly number[] }
  | { readonly kind: 'match' };

const MAX_INSTRUCTIONS = 5000;

/**
 * Compiles a regular expression without backtracking: every state that it can be in is followed at once, so no pattern and no text of a caller
 * makes it slow. That is why it is not JavaScript's own.
 *
 * @throws RegexError where it is too large
 */
export function compileRegex({ flags, node }: ParsedRegex): RegexTest {
  const program = new Program(flags);
  const start = program.add(node, program.put({ kind: 'match' }));
  const needed = flags.includes('i') ? '' : neededText(node);
  return (text) => text.includes(needed) && run(program.instructions, start, text);
}

/** The longest text that has to be there as it is written: most texts do not have it, and looking for it is quick. */
function neededText(node: RegexNode): string {
  const parts = node.kind === 'sequence' ? node.of : [];
  let [run, longest] = ['', ''];
  for (const part of parts) {
    const [, escaped, plain] = (part.kind === 'character' && /^(?:\\([^a-zA-Z0-9])|([^.[\\]))$/.exec(part.source)) || [];
    const literal = escaped ?? plain;
    run = literal === undefined ? '' : run + literal;
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

class Program {
  readonly instructions: Instruction[] = [];
  private readonly characters = new Map<string, (text: string, at: number) => boolean>();

  constructor(private readonly flags: string) {}

  put(instruction: Instruction): number {
    if (this.instructions.length >= MAX_INSTRUCTIONS) throw new RegexError('its repetitions make it too large');
    return this.instructions.push(instruction) - 1;
  }

  /** Adds a part that goes on with another one; gives where it starts. */
  add(node: RegexNode, next: number): number {
    if (node.kind === 'character') return this.put({ kind: 'character', accepts: this.accepts(node.source), next });
    if (node.kind === 'assertion') return this.put({ kind: 'assertion', holds: assertions(this.flags.includes('m'))[node.where], next });
    if (node.kind === 'sequence') return node.of.reduceRight((after, part) => this.add(part, after), next);
    if (node.kind === 'choice') return this.put({ kind: 'split', next: node.of.map((part) => this.add(part, next)) });

    let start = node.max === undefined ? this.star(node.of, next) : next;
    const optional = node.max === undefined ? 0 : node.max - node.min;
    for (let times = 0; times < optional; times++) start = this.put({ kind: 'split', next: [this.add(node.of, start), next] });
    for (let times = 0; times < node.min; times++) start = this.add(node.of, start);
    return start;
  }

  private star(node: RegexNode, next: number): number {
    const split = { kind: 'split' as const, next: [next] };
    const start = this.put(split);
    split.next = [this.add(node, start), next];
    return start;
  }

  /** What one character may be is JavaScript's to say; the answers are remembered. */
  private accepts(source: string): (text: string, at: number) => boolean {
    const known = this.characters.get(source);
    if (known) return known;
    const pattern = new RegExp(`^${source}$`, this.flags.replace('m', ''));
    const answers: (boolean | undefined)[] = [];
    const accepts = (text: string, at: number) => {
      const code = text.charCodeAt(at);
      answers[code] ??= pattern.test(text[at] as string);
      return answers[code];
    };
    this.characters.set(source, accepts);
    return accepts;
  }
}

const isWord = (text: string, at: number) => /^\w$/.test(text[at] ?? '');
const atBoundary = (text: string, at: number) => isWord(text, at - 1) !== isWord(text, at);

function assertions(multiline: boolean): Readonly<Record<Assertion, (text: string, at: number) => boolean>> {
  return {
    '^': (text, at) => at === 0 || (multiline && text[at - 1] === '\n'),
    $: (text, at) => at === text.length || (multiline && text[at] === '\n'),
    A: (_, at) => at === 0,
    z: (text, at) => at === text.length,
    b: atBoundary,
    B: (text, at) => !atBoundary(text, at),
  };
}

function run(program: readonly Instruction[], start: number, text: string): boolean {
  const seen = new Int32Array(program.length).fill(-1);
  let waiting: number[] = [];
  for (let at = 0; at <= text.length; at++) {
    // It may also start here.
    const open = [...waiting, start];
    waiting = [];
    for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
      if (seen[pc] === at) continue;
      seen[pc] = at;
      const instruction = program[pc] as Instruction;
      if (instruction.kind === 'match') return true;
      if (instruction.kind === 'split') open.push(...instruction.next);
      else if (instruction.kind === 'assertion' && instruction.holds(text, at)) open.push(instruction.next);
      else if (instruction.kind === 'character' && at < text.length && instruction.accepts(text, at)) waiting.push(instruction.next);
    }
  }
  return false;
}
