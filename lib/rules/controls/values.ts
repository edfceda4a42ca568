import { accepts, parameterOf } from '../../template/parameter-range';
import type { TemplateResource } from '../../template/resource';
import { display, isUnresolved, symbolsIn } from '../../template/symbols';
import { textOf, unknownIn } from '../../template/unknown';
import type { World } from '../../template/world';
import { fail, type Ground, type Judgement, pass, property, unknown } from './judgement';

/** What can be said of a value: it is one of these texts, or it is open. */
export type Known = { readonly text: string } | { readonly oneOf: readonly string[] } | { readonly open: string };

/**
 * Which of some texts a value can be. A parameter with constraints can be fewer of them than all.
 *
 * @param candidates the texts that make a difference
 */
export function known(world: World, value: unknown, candidates: readonly string[]): Known {
  const text = textOf(value);
  if (text === undefined) return { open: display(unknownIn(value) ?? 'a value that is no text') };
  if (!isUnresolved(text)) return { text };
  const declared = parameterOf(world.assembly.stacks, text);
  // The constraints of a parameter that is stored elsewhere are for its name there.
  const possible = declared && !String(declared.Type).startsWith('AWS::SSM::') && candidates.filter((candidate) => accepts(declared, candidate));
  if (!possible || possible.length === candidates.length) return { open: display(text) };
  return { oneOf: possible };
}

/** Whether a value is there and not empty: `unknown` for what is made of nothing but parameters that may be empty. */
export function isSet(world: World, value: unknown): boolean | 'unknown' {
  if (value === undefined) return false;
  const text = textOf(value);
  if (text === undefined) return unknownIn(value) === undefined ? true : 'unknown';
  const written = text.replace(/‹[^›]*›/g, '');
  if (written !== '' || text === '') return text !== '';
  return symbolsIn(text).every((symbol) => mayBeEmpty(world, symbol)) ? 'unknown' : true;
}

/** What is imported, looked up or made by another resource is never empty. A parameter may be, and so may an item of a list in one. */
function mayBeEmpty(world: World, symbol: string): boolean {
  const declared = parameterOf(world.assembly.stacks, symbol.replace(/^‹join\./, '‹').replace(/(\.\d+)?›$/, '›'));
  return declared !== undefined && accepts(declared, '');
}

/** The numbers that a value can be, both ends included; `undefined` if it could be any. */
export function range(world: World, value: unknown): { readonly least: number; readonly most: number } | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (!isUnresolved(text)) return Number.isFinite(Number(text)) && text.trim() !== '' ? { least: Number(text), most: Number(text) } : undefined;
  const declared = parameterOf(world.assembly.stacks, text);
  if (declared?.Type !== 'Number') return undefined;
  const least = Number(textOf(declared.MinValue) ?? Number.NEGATIVE_INFINITY);
  return { least, most: Number(textOf(declared.MaxValue) ?? Number.POSITIVE_INFINITY) };
}

/** What a judgement of a property says. */
export interface PropertyTexts {
  readonly pass: string;
  readonly fail: string;
  /** What is true where the property is missing. */
  readonly missing: { readonly verdict: 'pass' | 'fail'; readonly because: string };
}

/** How a boolean can be written as a text. */
export const FLAGS = ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'];

/** A value as a boolean, which may be written as a string; or what it depends on. */
function flagIn(world: World, value: unknown): boolean | { readonly open: string } {
  const found = known(world, value, FLAGS);
  if ('open' in found) return found;
  const [first, ...others] = new Set(('text' in found ? [found.text] : found.oneOf).map((text) => text.toLowerCase()));
  if (others.length > 0 || (first !== 'true' && first !== 'false')) return { open: display(String(value)) };
  return first === 'true';
}

/** Judges a property that is `true` or `false`, written as a boolean or as a string. */
export function judgeFlag(world: World, resource: TemplateResource, name: string, wanted: boolean, texts: PropertyTexts): Judgement {
  const ground: Ground = property(resource, name);
  const value = resource.property(name);
  if (value === undefined) return { ...texts.missing, grounds: [ground] };
  const found = flagIn(world, value);
  if (typeof found === 'boolean') return found === wanted ? pass(texts.pass, ground) : fail(texts.fail, ground);
  return unknown(`${name} is not known`, found.open, ground);
}

/** Judges a property that has to be set, whatever it says. */
export function judgeSet(world: World, resource: TemplateResource, name: string, texts: { readonly pass: string; readonly fail: string }): Judgement {
  const ground = property(resource, name);
  const value = resource.property(name);
  const set = isSet(world, value);
  if (set === 'unknown') return unknown(`${name} may be empty`, display(textOf(value) ?? String(unknownIn(value))), ground);
  return set ? pass(texts.pass, ground) : fail(value === undefined ? texts.fail : `${name} is empty: ${texts.fail}`, ground);
}
