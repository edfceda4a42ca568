import { Aws, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { BUCKET_ARN, canonicalArn } from '../private/canonical-arn';
import { type LogBucket, logBucketsOf } from '../private/log-buckets';
import { type AdvancedEventSelector, fieldSelectorsOf, valuesOf } from '../selection/selector';
import { ARN, isNamed, isOfObjects, reachedBy } from './reached';
import { hindranceOf } from './stack-order';

/** What becomes of the selectors of a trail. */
export interface WithoutLogBuckets {
  readonly selectors: AdvancedEventSelector[];
  /** Log buckets that should be left out and cannot be. */
  readonly problems: Problem[];
}

/**
 * The selectors with every log bucket of the app left out of those that could log its objects.
 *
 * Each delivery is a `PutObject` into a log bucket: logged, it causes the next delivery, without end and at the user's
 * cost. The price is that what people do in these buckets is not logged either: access logs of S3 record that.
 */
export function withoutLogBuckets(scope: IConstruct, selectors: readonly AdvancedEventSelector[]): WithoutLogBuckets {
  if (!selectors.some(isOfObjects)) return { selectors: [...selectors], problems: [] };
  const buckets = logBucketsOf(scope);
  const problems = new Map<string, Problem>();
  const rendered = selectors.map((selector) => {
    const prefixes = reachedBy(selector, buckets).flatMap((bucket) => {
      const where = whereIs(scope, bucket);
      const problem = where === 'unknown' ? ofUnknownAccount(bucket) : where === 'here' ? hindered(scope, bucket) : undefined;
      if (problem) problems.set(bucket.path, problem);
      return where === 'here' && !problem ? [`${arnOf(bucket)}/${bucket.keyPrefix}`] : [];
    });
    return excluding(selector, prefixes);
  });
  return { selectors: rendered, problems: [...problems.values()] };
}

/** Selectors that ask for a log bucket by name: with the bucket left out again, they would log nothing of it. */
export function checkForLogBuckets(scope: IConstruct, selectors: readonly AdvancedEventSelector[]): Problem[] {
  const asked = selectors
    .filter(isOfObjects)
    .flatMap((selector) => [...valuesOf(selector, ARN, 'StartsWith'), ...valuesOf(selector, ARN)].map(canonicalArn));
  if (asked.length === 0) return [];
  return logBucketsOf(scope).flatMap((bucket) => {
    const files = `${bucket.canonical}/${bucket.keyPrefix}`;
    return asked.some((arn) => arn === bucket.canonical || arn.startsWith(files)) ? [loop(bucket)] : [];
  });
}

function loop({ path, arn, keyPrefix }: LogBucket): Problem {
  return {
    id: 'cdk-cloudtrail:Trail.logsOwnDeliveries',
    severity: 'error',
    message: `${path} receives log files or what is made of them, and is left out of every selector: a delivery that is logged is delivered again, without end`,
    value: `${arn}/${keyPrefix}`,
    fix: 'leave the bucket out; have S3 log who reads and deletes in it, with access logs',
  };
}

/**
 * Deliveries to a bucket of another account are events of that account. A copy, such as a replica, is written by a
 * principal of this one: it is named by its ARN, and left out.
 */
function whereIs(scope: IConstruct, bucket: LogBucket): 'here' | 'elsewhere' | 'unknown' {
  const [own, other] = [Stack.of(scope), bucket.stack];
  if (isNamed(bucket)) return 'here';
  if (!Token.isUnresolved(own.account) && !Token.isUnresolved(other.account)) return own.account === other.account ? 'here' : 'elsewhere';
  // Within a stage, stacks that do not say where they are go to the same account. Two stages usually do not.
  return Stage.of(own) === Stage.of(other) ? 'here' : 'unknown';
}

function ofUnknownAccount({ path }: LogBucket): Problem {
  return {
    id: 'cdk-cloudtrail:Trail.logBucketOfOtherStage',
    severity: 'warning',
    message: `${path} receives log files in another stage; if that is deployed to the account of the trail, each delivery there is logged here`,
    value: path,
    fix: "give the stages an 'env' with their account, or the bucket a 'bucketName' to leave it out by",
  };
}

function hindered(scope: IConstruct, bucket: LogBucket): Problem | undefined {
  const hindrance = isNamed(bucket) ? undefined : hindranceOf(scope, bucket);
  return (
    hindrance && {
      id: 'cdk-cloudtrail:Trail.cyclicExclusion',
      severity: 'error',
      message: `the trail must leave out the log bucket ${bucket.path}, which has no name to leave it out by, and ${hindrance.reason}`,
      value: bucket.arn,
      fix: `give the bucket a 'bucketName', or define it in the stack ${Stack.of(scope).node.path}`,
    }
  );
}

/** By its name where that can be written in any stack, so that no stack waits for another because of it. */
function arnOf(bucket: LogBucket): string {
  return isNamed(bucket) ? `arn:${Aws.PARTITION}:s3:::${bucket.canonical.slice(BUCKET_ARN.length)}` : bucket.arn;
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
