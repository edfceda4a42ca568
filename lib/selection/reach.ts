import { covers, deselecting, selecting } from './conditions';
import { type AdvancedEventSelector, type FieldSelector, fieldSelectorsOf } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

/**
 * Whether a selector could log an event on an object of a bucket.
 *
 * `false` is certain, for events whose only object is in this bucket: a copy between two buckets has two objects, and a selector for the one logs it.
 * A value that is not known yet could be any, except where the same placeholder excludes the bucket.
 *
 * @param objectsArn the beginning of the ARNs of the objects: `arn:aws:s3:::bucket/`
 */
export function couldReach(selector: AdvancedEventSelector, objectsArn: string, options: ValueOptions = {}): boolean {
  return (
    couldBe(selector, 'eventCategory', 'Data', options) &&
    couldBe(selector, 'resources.type', 'AWS::S3::Object', options) &&
    fieldSelectorsOf(selector, 'resources.ARN').every((fieldSelector) => couldSelect(fieldSelector, objectsArn, options))
  );
}

/**
 * Whether a selector could log the delivery of a log file or a digest file to a bucket: CloudTrail puts an object, which is a write.
 *
 * A selector that could makes a loop out of a trail that delivers to this bucket: each delivery is an event, which is delivered again.
 */
export function couldLogDeliveries(selector: AdvancedEventSelector, objectsArn: string, options: ValueOptions = {}): boolean {
  return (
    couldReach(selector, objectsArn, options) &&
    couldBe(selector, 'readOnly', 'false', options) &&
    couldBe(selector, 'eventName', 'PutObject', options) &&
    couldBe(selector, 'eventSource', 's3.amazonaws.com', options)
  );
}

/** Whether a selector leaves out all events on the objects of a bucket, also those that concern another bucket, too. */
export function excludes(selector: AdvancedEventSelector, objectsArn: string): boolean {
  const objects = { how: 'StartsWith', value: objectsArn } as const;
  return fieldSelectorsOf(selector, 'resources.ARN').some((fieldSelector) =>
    deselecting(fieldSelector).some((unwanted) => covers(unwanted, objects)),
  );
}

function couldBe(selector: AdvancedEventSelector, field: string, value: string, options: ValueOptions): boolean {
  const actual = { how: 'Equals', value } as const;
  const isUnresolved = unresolvedTest(options);
  return fieldSelectorsOf(selector, field).every((fieldSelector) => {
    const wanted = selecting(fieldSelector);
    const selected = wanted.length === 0 || wanted.some((condition) => isUnresolved(condition.value) || covers(condition, actual));
    return selected && !deselecting(fieldSelector).some((condition) => covers(condition, actual));
  });
}

function couldSelect(fieldSelector: FieldSelector, objectsArn: string, options: ValueOptions): boolean {
  const objects = { how: 'StartsWith', value: objectsArn } as const;
  const unwanted = deselecting(fieldSelector);
  if (unwanted.some((condition) => covers(condition, objects))) return false;

  const isUnresolved = unresolvedTest(options);
  const wanted = selecting(fieldSelector);
  return (
    wanted.length === 0 ||
    wanted.some((condition) => {
      if (unwanted.some((wide) => covers(wide, condition))) return false;
      if (condition.how === 'EndsWith' || isUnresolved(condition.value) || isUnresolved(objectsArn)) return true;
      return covers(objects, condition) || (condition.how === 'StartsWith' && objectsArn.startsWith(condition.value));
    })
  );
}
