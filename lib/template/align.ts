import type { Assembly, TemplateStack } from './assembly';

/** A stack before and after a change; without the one if it is new, without the other if the newer assembly no longer has it. */
export interface StackPair {
  readonly before?: TemplateStack;
  readonly after?: TemplateStack;
}

/** Two assemblies whose stacks are called alike, so that their values can be compared. */
export interface Aligned {
  readonly before: Assembly;
  readonly after: Assembly;
  readonly pairs: readonly StackPair[];
}

/**
 * Finds the stacks that a newer assembly deploys over those of an older one: by the names that they are deployed with. A template file is named as it
 * may be: one over one is the same stack.
 */
export function align(before: Assembly, after: Assembly): Aligned {
  const named = before.version !== undefined && after.version !== undefined;
  const onlyOnes = !named && before.stacks.length === 1 && after.stacks.length === 1;
  const olderOf = (stack: TemplateStack) => before.stacks.find((older) => (onlyOnes || older.name === stack.name) && isSamePlace(older, stack));
  const pairs = after.stacks.map((stack): Required<Pick<StackPair, 'after'>> & StackPair => {
    const older = olderOf(stack);
    return older ? { before: older, after: called(stack, older) } : { after: stack };
  });
  const gone = before.stacks.filter((stack) => !pairs.some((pair) => pair.before === stack));
  return {
    before,
    after: { ...after, stacks: pairs.map((pair) => pair.after) },
    pairs: [...pairs, ...gone.map((stack) => ({ before: stack }))],
  };
}

/** Two assemblies of which neither is deployed over the other: what the older one names is there, outside of the stacks of the newer one. */
export function apart(before: Assembly, after: Assembly): Aligned {
  return { before, after, pairs: [...after.stacks.map((stack) => ({ after: stack })), ...before.stacks.map((stack) => ({ before: stack }))] };
}

/** A stack belongs to its account and Region: elsewhere it is another one. */
export function isSamePlace(one: TemplateStack, other: TemplateStack): boolean {
  const same = (left: string | undefined, right: string | undefined) => left === undefined || right === undefined || left === right;
  return same(one.account, other.account) && same(one.region, other.region);
}

/** The stack under the id and the name of another: made-up names have both in them. */
function called(stack: TemplateStack, { id, name }: TemplateStack): TemplateStack {
  if (stack.id === id && stack.name === name) return stack;
  // What the stack works out when it is asked for stays so.
  return Object.create(stack, { id: { value: id, enumerable: true }, name: { value: name, enumerable: true } });
}
