import { display, isUnresolved } from '../../template/symbols';
import { textOf } from '../../template/unknown';
import type { World } from '../../template/world';
import type { Answer } from './answer';
import { fail, type Judgement, pass, unknown } from './judgement';
import type { Placed } from './places';
import { FLAGS, known } from './values';

/** The texts that a value can have in a deployment that succeeds, and those of them that are right. */
export interface Texts {
  readonly all: readonly string[];
  readonly right: readonly string[];
}

/** For a value that is to be `true`, written as a boolean or as a text. */
export const TRUE: Texts = { all: FLAGS, right: ['true'] };

/** For a value that is to be `Enabled` and can be another text. */
export const enabled = (other: string): Texts => ({ all: ['Enabled', other], right: ['Enabled'] });

/** Whether a value is one of the right texts; a missing one is not. */
export function isRight(world: World, value: unknown, { all, right }: Texts): Answer {
  if (value === undefined) return false;
  const found = known(world, value, all);
  if ('open' in found) return { dependsOn: found.open };
  const possible = 'text' in found ? [found.text] : found.oneOf;
  const isOne = (text: string) => right.some((one) => one.toLowerCase() === text.toLowerCase());
  // A parameter that takes none of the texts takes others, which a service may still read as one of them.
  if (possible.length === 0) return { dependsOn: display(textOf(value) ?? '') };
  if (possible.every(isOne)) return true;
  return possible.some(isOne) ? { dependsOn: display(textOf(value) ?? '') } : false;
}

/** What a judgement of a value says. */
export interface ValueTexts extends Texts {
  /** What the value is called. */
  readonly name: string;
  readonly pass: string;
  /** What follows from a missing value. */
  readonly missing?: string;
}

/** Judges a value by whether it is one of the right texts. */
export function judgeValue(world: World, { value, ground }: Placed, texts: ValueTexts): Judgement {
  const { name, missing } = texts;
  if (value === undefined) return fail([`${name} is missing`, ...(missing === undefined ? [] : [missing])].join(', '), ground);
  const answer = isRight(world, value, texts);
  if (answer === true) return pass(texts.pass, ground);
  if (answer !== false) return unknown(`${name} is not known`, answer.dependsOn, ground);
  const text = textOf(value) ?? '';
  return fail(isUnresolved(text) ? `${name} cannot be ${texts.right.join(' or ')}` : `${name} is ${display(text)}`, ground);
}
