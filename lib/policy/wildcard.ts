import { UnsupportedPolicyError } from './unsupported-policy-error';
import { quoted } from './values';

/** Tests whether a text matches a pattern. */
export type Matcher = (text: string) => boolean;

/** Matches case-sensitively, with `*` for any characters (also none, also slashes) and `?` for exactly one. */
export function wildcard(pattern: string): Matcher {
  return matcher(source(pattern, '.'));
}

/**
 * Matches the name of an action, whose case does not matter.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionPattern(pattern: string): Matcher {
  if (!/^(\*|[\w*?-]+:[\w*?-]+)$/.test(pattern)) {
    throw new UnsupportedPolicyError(`${quoted(pattern)} is not an action; write service:Action, such as s3:PutObject`);
  }
  const matches = wildcard(pattern.toLowerCase());
  return (action) => matches(action.toLowerCase());
}

/**
 * Matches the ARN of a resource.
 *
 * Before the resource part a wildcard stays within its segment, unless it ends it: then it matches beyond the colon. What an ARN has too
 * little of is filled up with wildcards.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourcePattern(pattern: string): Matcher {
  if (pattern === '*') return () => true;
  const segments = arnSegments(pattern);
  const [start, , service, , , resource = '*'] = segments;
  if (start !== 'arn' || service === undefined || /[*?]/.test(service)) {
    throw new UnsupportedPolicyError(`${quoted(pattern)} is not the ARN of a resource; write * or an ARN whose service has no wildcard`);
  }
  const others = [...segments, '*', '*'].slice(0, 5).map((segment) => source(segment, '[^:]').replace(/\[\^:\]\*$/, '.*'));
  return matcher([...others, source(resource, '.')].join(':'));
}

/**
 * Matches an ARN in a condition, where each of the six segments matches for itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnCondition(pattern: string): Matcher {
  const segments = arnSegments(pattern);
  const resource = segments[5];
  if (resource === undefined) {
    throw new UnsupportedPolicyError(`${quoted(pattern)} is not an ARN of six segments; write all of them, with * for those that do not matter`);
  }
  return matcher([...segments.slice(0, 5).map((segment) => source(segment, '[^:]')), source(resource, '.')].join(':'));
}

/** The segments of an ARN; the sixth, the resource, may have colons of its own. */
function arnSegments(arn: string): string[] {
  const segments = arn.split(':');
  return segments.length <= 6 ? segments : [...segments.slice(0, 5), segments.slice(5).join(':')];
}

/** The regular expression of a pattern, with one for its single characters. */
function source(pattern: string, character: string): string {
  return pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '*')
    .replace(/[*?]/g, (sign) => (sign === '*' ? `${character}*` : character));
}

function matcher(expression: string): Matcher {
  const pattern = new RegExp(`^${expression}$`, 'su');
  return (text) => pattern.test(text);
}
