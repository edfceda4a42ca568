import type { RawResource } from './survey';
import type { Update } from './update-requirements';

/**
 * What becomes of a resource.
 *
 * `cannotTell`: it is updated in place, or replaced. `moved`: the same resource under another logical id or in another stack, which CloudFormation
 * does not see. `retyped`: another type under the same logical id, which CloudFormation refuses. `left`: its stack is not among the newer ones, and
 * stays as it is.
 */
export type Effect = 'same' | 'updated' | 'replaced' | 'cannotTell' | 'created' | 'removed' | 'moved' | 'retyped' | 'left';

/** A property that has another value. */
export interface PropertyChange {
  readonly name: string;
  readonly update: Update;
  /** Whether it changes in any case, or the deployment decides. */
  readonly certain: boolean;
  /** The logical id of a resource that is replaced, through which the value becomes another. */
  readonly through?: string;
}

/** What a newer assembly does to a resource. */
export interface ResourceChange {
  readonly type: string;
  readonly effect: Effect;
  readonly before?: RawResource;
  readonly after?: RawResource;
  readonly properties: readonly PropertyChange[];
  /** What a condition decides about it. */
  readonly conditional: boolean;
  /** Whether what was there stays when the resource is removed or replaced. */
  readonly kept: 'yes' | 'no' | 'cannotTell';
  /** What identifies it, where the templates say so. */
  readonly identity?: Readonly<Record<string, string>>;
}

/** Whether the resource of the older template stays if it is removed or replaced. */
export function keptOf(effect: Effect, before: RawResource | undefined, after: RawResource | undefined): ResourceChange['kept'] {
  const stays = (policy: unknown) => policy === 'Retain' || policy === 'RetainExceptOnCreate';
  if (!before) return 'yes';
  if (effect === 'removed') return stays(before.raw.DeletionPolicy) ? 'yes' : 'no';
  if (effect !== 'replaced' && effect !== 'cannotTell') return 'yes';
  // Which of the two templates counts is not documented.
  const both = [before, after].map((one) => stays(one?.raw.UpdateReplacePolicy));
  return both.every(Boolean) ? 'yes' : both.some(Boolean) ? 'cannotTell' : 'no';
}
