import { Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { type LogBucket, logBucketsOf } from '../private/log-buckets';
import { withoutTokens } from '../private/report';
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

/**
 * Why a log bucket cannot be left out. Leaving out a bucket without a name makes the trail's stack wait for that of the
 * bucket: where that one waits for the trail's, or is in another Region, the CDK's own error names neither trail nor way out.
 */
export function mustWaitFor(scope: IConstruct, bucket: LogBucket): Problem | undefined {
  if (isNamed(bucket)) return undefined;
  const stack = Stack.of(scope);
  const other = stacksIn(bucket.arn).find((candidate) => candidate !== stack);
  if (!other) return undefined;
  const regions = [stack.region, other.region];
  const remote = Stage.of(stack) !== Stage.of(other) || (!regions.some((region) => Token.isUnresolved(region)) && regions[0] !== regions[1]);
  if (!remote && !waitsFor(other, stack, bucket)) return undefined;
  return {
    id: 'cdk-cloudtrail:Trail.cyclicExclusion',
    severity: 'error',
    message: `the trail must leave out ${bucket.path}, which has no name to leave it out by, and ${
      remote ? `is in another Region or stage than the trail` : `the stack ${other.node.path} waits for the stack of the trail`
    }`,
    value: withoutTokens(bucket.arn),
    fix: `give the bucket a 'bucketName', or define it in the stack ${stack.node.path}`,
  };
}

function stacksIn(arn: string): Stack[] {
  return Tokenization.reverseString(arn)
    .tokens.filter((token) => Reference.isReference(token))
    .map((token) => Stack.of((token as Reference).target));
}

/** Whether a stack waits for another: as the CDK knows, or will know once it looks at references. */
function waitsFor(stack: Stack, other: Stack, { waitsFor: uses }: LogBucket): boolean {
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
