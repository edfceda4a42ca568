import { BUCKET_ARN, canonicalArn, isPartlyUnknown } from '../private/canonical-arn';
import type { LogBucket } from '../private/log-buckets';
import { couldMeet } from '../private/reach';
import { couldReach } from '../selection/reach';
import { type AdvancedEventSelector, type FieldSelector, OPERATORS, valuesOf } from '../selection/selector';

/** The field that names the resources of an event. */
export const ARN = 'resources.ARN';

/** Whether a selector is of S3 objects. */
export function isOfObjects(selector: AdvancedEventSelector): boolean {
  return valuesOf(selector, 'resources.type').includes('AWS::S3::Object');
}

/** The log buckets that a selector could log objects of. */
export function reachedBy(selector: AdvancedEventSelector, buckets: readonly LogBucket[]): LogBucket[] {
  if (!isOfObjects(selector)) return [];
  return buckets.filter((bucket) => couldReach(against(selector, bucket), `${bucket.canonical}/${bucket.keyPrefix}`));
}

/** Whether the whole name of a bucket is known now. */
export function isNamed({ canonical }: LogBucket): boolean {
  return canonical.startsWith(BUCKET_ARN) && !canonical.includes('{') && !isPartlyUnknown(canonical);
}

/** The selector as it looks to one log bucket: each value either is its objects, or is not. */
function against(selector: AdvancedEventSelector, bucket: LogBucket): AdvancedEventSelector {
  const objects = `${bucket.canonical}/${bucket.keyPrefix}`;
  const seen = (value: string) => (couldMeet(canonicalArn(value), bucket) ? objects : 'another');
  return {
    FieldSelectors: selector.FieldSelectors.map((row) =>
      row.Field === ARN ? mapRow(row, (operator, values) => values.map(mapping(operator, seen))) : row,
    ),
  };
}

function mapping(operator: string, seen: (value: string) => string): (value: string) => string {
  if (operator === 'StartsWith' || operator === 'Equals') return seen;
  // An exclusion counts only if it is certain: what is not known excludes nothing.
  return operator === 'NotStartsWith' ? (value) => (isPartlyUnknown(canonicalArn(value)) ? 'unknown' : canonicalArn(value)) : (value) => value;
}

function mapRow(row: FieldSelector, map: (operator: string, values: readonly string[]) => string[]): FieldSelector {
  return {
    Field: row.Field,
    ...Object.fromEntries(OPERATORS.flatMap((operator) => (row[operator] ? [[operator, map(operator, row[operator])]] : []))),
  };
}
