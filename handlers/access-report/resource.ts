/** The type of a resource, as CloudTrail calls it. */
export type ResourceTypeName = 'AWS::S3::Object' | 'AWS::Lambda::Function' | 'AWS::DynamoDB::Table' | 'AWS::DynamoDB::Stream';

/** The type of a resource by its ARN: what is neither a function nor a table is an object, or the place of objects. */
export function resourceTypeOf(arn: string): ResourceTypeName {
  const service = arn.split(':', 3)[2];
  if (service === 'lambda') return 'AWS::Lambda::Function';
  if (service !== 'dynamodb') return 'AWS::S3::Object';
  return arn.includes('/stream/') ? 'AWS::DynamoDB::Stream' : 'AWS::DynamoDB::Table';
}

/** The ARN of what a resource belongs to: of an object its bucket or access point, of a version of a function the function, of a stream its table. */
export function resourceGroupOf(arn: string): string {
  // Only buckets of the whole partition are named right away: others after their kind, such as `bucket/` for directory buckets, and `accesspoint/`.
  const s3 = /^arn:[^:]*:s3(?::::[^/]+|[\w-]*:[^:]+:[^:]+:[^/:]+(?:[/:][^/]+)?)/.exec(arn);
  if (s3) return s3[0];
  const lambda = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+/.exec(arn);
  return lambda?.[0] ?? arn.replace(/\/(?:stream|index)\/.*$/s, '');
}

/** Where the name of a resource starts in its ARN: `bucket/key`, `function:name`, `table/name`. */
const NAME = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:/;

/**
 * Tells whether somebody who asks for a resource means this one.
 *
 * `*` stands for any characters and `?` for one. A pattern is an ARN or what stands after its account; a function or table may be called by its name alone.
 * A bucket means all objects in it, a function all its versions, a table its streams.
 */
export function resourceMatcher(pattern: string): (arn: string) => boolean {
  const whole = patternOf(pattern);
  const matches = (text: string) => whole.test(text);
  if (pattern.startsWith('arn:')) return (arn) => matches(arn) || matches(resourceGroupOf(arn));
  return (arn) => [arn, resourceGroupOf(arn)].some((text) => [text, text.replace(NAME, ''), nameAlone(text)].some(matches));
}

/** Tells whether a text is what a pattern with `*` and `?` means; the case of letters does not matter. */
export function textMatcher(pattern: string): (text: string) => boolean {
  const whole = patternOf(pattern, 'i');
  return (text) => whole.test(text);
}

function nameAlone(arn: string): string {
  return arn.replace(NAME, '').replace(/^(?:function:|table\/|accesspoint[/:])/, '');
}

function patternOf(pattern: string, flags = ''): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}
