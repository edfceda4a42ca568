import { Aws, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { canonicalArn, isPartlyUnknown } from '../private/canonical-arn';
import { type LogBucket, logBucketsOf } from '../private/log-buckets';
import { refuse } from '../private/report';
import { couldReach } from '../selection/reach';
import { type AdvancedEventSelector, fieldSelectorsOf, OPERATORS, valuesOf } from '../selection/selector';

const ARN = 'resources.ARN';

interface RegisteredTrail {
  readonly scope: IConstruct;
  readonly selectors: () => readonly AdvancedEventSelector[];
}

const TRAILS = new WeakMap<IConstruct, RegisteredTrail[]>();

/** Remembers a trail, so that two of them that must leave out each other's buckets are found. */
export function registerTrail(scope: IConstruct, selectors: () => readonly AdvancedEventSelector[]): void {
  const { root } = scope.node;
  TRAILS.set(root, [...(TRAILS.get(root) ?? []), { scope, selectors }]);
}

/**
 * The selectors with every log bucket of the app left out of those that could log its objects.
 *
 * Each delivery is a `PutObject` into a log bucket: logged, it causes the next delivery, without end and at the user's
 * cost. The price is that what people do in these buckets is not logged either: access logs of S3 record that.
 */
export function withoutLogBuckets(scope: IConstruct, selectors: readonly AdvancedEventSelector[]): AdvancedEventSelector[] {
  if (!selectors.some(isOfObjects)) return [...selectors];
  const buckets = logBucketsOf(scope);
  return selectors.map((selector) => {
    if (!isOfObjects(selector)) return selector;
    const comparable = canonical(selector);
    const reached = buckets.filter((bucket) => couldReach(comparable, `${bucket.canonical}/`, { isUnresolved: isPartlyUnknown }));
    return excluding(
      selector,
      reached.map((bucket) => exclusionOf(scope, bucket)),
    );
  });
}

/** Selectors that ask for a log bucket by name: with the bucket left out again, they would log nothing of it. */
export function checkForLogBuckets(scope: IConstruct, selectors: readonly AdvancedEventSelector[]): Problem[] {
  const asked = selectors
    .filter(isOfObjects)
    .flatMap((selector) => [...valuesOf(selector, ARN, 'StartsWith'), ...valuesOf(selector, ARN)].map(canonicalArn));
  return asked.length === 0
    ? []
    : logBucketsOf(scope).flatMap((bucket) => (asked.some((arn) => arn.startsWith(`${bucket.canonical}/`)) ? [loop(bucket)] : []));
}

function loop({ path, arn }: LogBucket): Problem {
  return {
    id: 'cdk-cloudtrail:Trail.logsOwnDeliveries',
    severity: 'error',
    message: `the bucket ${path} receives log files or what is made of them: each delivery would be logged and delivered again, without end`,
    value: `${arn}/`,
    fix: 'leave the bucket out; who reads and deletes log files is in the access logs of the archive',
  };
}

function isOfObjects(selector: AdvancedEventSelector): boolean {
  return valuesOf(selector, 'resources.type').includes('AWS::S3::Object');
}

/** The selector with ARNs that can be compared. */
function canonical(selector: AdvancedEventSelector): AdvancedEventSelector {
  return {
    FieldSelectors: selector.FieldSelectors.map((row) =>
      row.Field === ARN
        ? { Field: ARN, ...Object.fromEntries(OPERATORS.flatMap((operator) => (row[operator] ? [[operator, row[operator].map(canonicalArn)]] : []))) }
        : row,
    ),
  };
}

function excluding(selector: AdvancedEventSelector, prefixes: readonly string[]): AdvancedEventSelector {
  if (prefixes.length === 0) return selector;
  const [row] = fieldSelectorsOf(selector, ARN);
  const excluded = { ...(row ?? { Field: ARN }), NotStartsWith: [...new Set([...(row?.NotStartsWith ?? []), ...prefixes])] };
  return {
    ...selector,
    FieldSelectors: row ? selector.FieldSelectors.map((other) => (other === row ? excluded : other)) : [...selector.FieldSelectors, excluded],
  };
}

/** How an excluded bucket is written: by its name where it has one, so that no stack waits for another because of it. */
function exclusionOf(scope: IConstruct, bucket: LogBucket): string {
  const name = /^arn:\*:s3:::([^{}$]+)$/.exec(bucket.canonical)?.[1];
  if (name !== undefined) return `arn:${Aws.PARTITION}:s3:::${name}/`;
  mustNotBeCyclic(scope, bucket);
  return `${bucket.arn}/`;
}

/**
 * Leaving out a bucket of another stack makes the trail's stack wait for that one. Where that one waits for the trail's,
 * CDK would report a cycle that names neither the trail nor the way out.
 */
function mustNotBeCyclic(scope: IConstruct, { path, arn }: LogBucket): void {
  const stack = Stack.of(scope);
  const cyclic = stacksIn(arn).find((other) => other !== stack && (waitsFor(other, stack) || leavesOutBucketOf(other, stack)));
  if (!cyclic) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:Trail.cyclicExclusion',
    message: `the trail must leave out the log bucket ${path}, and the stack ${cyclic.node.path} waits for the stack of the trail`,
    value: path,
    fix: `give the bucket a 'bucketName', or define it in the stack ${stack.node.path}`,
  });
}

function stacksIn(arn: string): Stack[] {
  return Tokenization.reverseString(arn)
    .tokens.filter((token) => Reference.isReference(token))
    .map((token) => Stack.of((token as Reference).target));
}

function waitsFor(stack: Stack, other: Stack, seen = new Set<Stack>()): boolean {
  if (seen.has(stack)) return false;
  seen.add(stack);
  return stack.dependencies.some((dependency) => dependency === other || waitsFor(dependency, other, seen));
}

/** Whether a trail of one stack will leave out a bucket of another: a dependency that CDK does not know of yet. */
function leavesOutBucketOf(stack: Stack, other: Stack): boolean {
  const buckets = logBucketsOf(stack).filter(({ arn }) => stacksIn(arn).includes(other));
  return (TRAILS.get(stack.node.root) ?? []).some(
    (trail) =>
      Stack.of(trail.scope) === stack &&
      trail
        .selectors()
        .filter(isOfObjects)
        .map(canonical)
        .some((selector) => buckets.some((bucket) => couldReach(selector, `${bucket.canonical}/`, { isUnresolved: isPartlyUnknown }))),
  );
}
