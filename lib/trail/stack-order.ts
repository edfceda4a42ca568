import { Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { logBucketsOf } from '../private/log-buckets';
import type { AdvancedEventSelector } from '../selection/selector';
import { isNamed, reachedBy } from './reached';

interface RegisteredTrail {
  readonly scope: IConstruct;
  readonly archive: IConstruct;
  readonly selectors: () => readonly AdvancedEventSelector[];
}

const TRAILS = new WeakMap<IConstruct, RegisteredTrail[]>();

/** Remembers a trail, so that two of them that must leave out each other's buckets are found. */
export function registerTrail(trail: RegisteredTrail): void {
  const { root } = trail.scope.node;
  TRAILS.set(root, [...(TRAILS.get(root) ?? []), trail]);
}

/** Why the stack of a trail cannot refer to a resource. */
export interface Hindrance {
  /** The stack of the resource. */
  readonly stack: Stack;
  /** Ends a sentence about the resource. */
  readonly reason: string;
}

/** What the trail refers to. */
export interface Referred {
  readonly arn: string;
  readonly waitsFor?: readonly Stack[];
}

/**
 * Whatever the trail refers to in another stack, its stack waits for. Where that one waits for the trail's, or is in
 * another Region or stage, the CDK's own error names neither the trail nor the way out.
 */
export function hindranceOf(scope: IConstruct, { arn, waitsFor = [] }: Referred): Hindrance | undefined {
  const stack = Stack.of(scope);
  const other = stacksIn(arn).find((candidate) => candidate !== stack);
  if (!other) return undefined;
  const regions = [stack.region, other.region];
  if (Stage.of(stack) !== Stage.of(other) || (!regions.some((region) => Token.isUnresolved(region)) && regions[0] !== regions[1])) {
    return { stack: other, reason: 'is in another Region or stage than the trail' };
  }
  return waits(other, stack, waitsFor)
    ? { stack: other, reason: `is in the stack ${other.node.path}, which waits for the stack of the trail` }
    : undefined;
}

function stacksIn(arn: string): Stack[] {
  return Tokenization.reverseString(arn)
    .tokens.filter((token) => Reference.isReference(token))
    .map((token) => Stack.of((token as Reference).target));
}

/** Whether a stack waits for another: as the CDK knows, or will know once it looks at references. */
function waits(stack: Stack, other: Stack, uses: readonly Stack[]): boolean {
  return dependsOn(stack, other) || uses.some((used) => used === other || dependsOn(used, other)) || leavesOutBucketOf(stack, other);
}

function dependsOn(stack: Stack, other: Stack, seen = new Set<Stack>()): boolean {
  if (seen.has(stack)) return false;
  seen.add(stack);
  return stack.dependencies.some((dependency) => dependency === other || dependsOn(dependency, other, seen));
}

/** Whether a trail of one stack will wait for another: for its archive, or to leave out a bucket of it. */
function leavesOutBucketOf(stack: Stack, other: Stack): boolean {
  const buckets = logBucketsOf(stack).filter((bucket) => !isNamed(bucket) && stacksIn(bucket.arn).includes(other));
  return (TRAILS.get(stack.node.root) ?? []).some(
    (trail) =>
      Stack.of(trail.scope) === stack &&
      (Stack.of(trail.archive) === other || trail.selectors().some((selector) => reachedBy(selector, buckets).length > 0)),
  );
}
