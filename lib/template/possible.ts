import type { TemplateStack } from './assembly';
import type { Survey } from './survey';
import { free, isOpen } from './symbols';
import { Unknown } from './unknown';
import type { World } from './world';

/** The values that something can have, as text: one for each that a deployment can give it. */
export type Possible = readonly string[];

/** What can be seen, over all ways to deploy an assembly. */
export function possible(survey: Survey, look: (world: World) => unknown): Possible {
  const { results, complete } = survey.inEveryWorld((world) => asText(look(world)));
  return [...new Set([...results.map(({ value }) => value), ...(complete ? [] : [free('more conditions than can be looked at')])])].sort();
}

/** The values of a property as it is written. */
export function possibleValues(survey: Survey, stack: TemplateStack, written: unknown): Possible {
  return possible(survey, (world) => world.resolve(stack, written));
}

/** Whether two things are the same; `open` where the deployment decides. */
export function compared(before: Possible, after: Possible): 'same' | 'different' | 'open' {
  if (before.length === 1 && after.length === 1 && before[0] === after[0]) return 'same';
  if ([...before, ...after].some(isOpen)) return 'open';
  return before.some((value) => after.includes(value)) ? 'open' : 'different';
}

/** Members in the order of their names: it makes no difference to CloudFormation. */
function asText(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Unknown) return free(part.dependsOn);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
  return text ?? 'undefined';
}
