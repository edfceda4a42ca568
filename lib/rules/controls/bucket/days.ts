import { display } from '../../../template/symbols';
import { textOf } from '../../../template/unknown';
import type { World } from '../../../template/world';
import type { Answer } from '../answer';
import type { Ground } from '../judgement';
import type { Placed } from '../places';
import { range } from '../values';

/** How long something is kept: a number of days that may not be known, with where it is written. */
export interface Days {
  readonly least: number;
  readonly most: number;
  /** Why it is not known. */
  readonly dependsOn: readonly string[];
  readonly grounds: readonly Ground[];
}

/** Nothing ends it. */
export const FOREVER = exactly(Number.POSITIVE_INFINITY);

/** A number of days that is known. */
export function exactly(days: number, ...grounds: readonly Ground[]): Days {
  return { least: days, most: days, dependsOn: [], grounds };
}

/** The days that are written in a value: S3 takes no less than one. */
export function daysIn(world: World, { value, ground }: Placed, unit = 1): Days {
  const { least, most } = range(world, value) ?? { least: 1, most: Number.POSITIVE_INFINITY };
  const dependsOn = least === most ? [] : [display(textOf(value) ?? 'a number of days')];
  return { least: Math.max(least, 1) * unit, most: most * unit, dependsOn, grounds: [ground] };
}

/** Days that count only if something is so: `otherwise` counts if not. */
export function onlyIf(answer: Answer, days: Days, otherwise: Days): Days {
  if (answer === true) return days;
  if (answer === false) return otherwise;
  const [least, most] = [Math.min(days.least, otherwise.least), Math.max(days.most, otherwise.most)];
  return { least, most, dependsOn: [...days.dependsOn, answer.dependsOn], grounds: days.grounds };
}

/** What ends first. */
export function shortest(all: readonly Days[]): Days {
  return all.reduce((one, other) => {
    const [least, most] = [Math.min(one.least, other.least), Math.min(one.most, other.most)];
    // What begins after the other has surely ended makes no difference.
    const counting = [one, other].filter((days) => days.least <= most);
    return { least, most, dependsOn: counting.flatMap(({ dependsOn }) => dependsOn), grounds: counting.flatMap(({ grounds }) => grounds) };
  }, FOREVER);
}

/** What ends last. */
export function longest(one: Days, other: Days): Days {
  const [least, most] = [Math.max(one.least, other.least), Math.max(one.most, other.most)];
  const counting = [one, other].filter((days) => days.most >= least);
  return { least, most, dependsOn: counting.flatMap(({ dependsOn }) => dependsOn), grounds: counting.flatMap(({ grounds }) => grounds) };
}

/** One after the other. */
export function sum(one: Days, other: Days): Days {
  return {
    least: one.least + other.least,
    most: one.most + other.most,
    dependsOn: [...one.dependsOn, ...other.dependsOn],
    grounds: [...one.grounds, ...other.grounds],
  };
}
