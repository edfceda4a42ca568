import { BUCKET_ARN, UNKNOWN } from './canonical-arn';
import type { LogBucket } from './log-buckets';

/**
 * Whether a value of a selector could match objects that land in a log bucket. `false` is certain.
 *
 * @param value canonical, as `StartsWith` has it; an exact ARN is a case of it
 */
export function couldMeet(value: string, { canonical, keyPrefix }: LogBucket): boolean {
  // Shorter than what all ARNs of buckets begin with, or unknown from the beginning.
  if (!value.startsWith(BUCKET_ARN)) return BUCKET_ARN.startsWith(value) || /^arn(:[^:]*(:s3?(:{0,3})?)?)?$/.test(value) || value.startsWith(UNKNOWN);
  const rest = value.slice(BUCKET_ARN.length);
  const own = canonical.startsWith(BUCKET_ARN) ? canonical.slice(BUCKET_ARN.length) : UNKNOWN;
  const slash = rest.indexOf('/');
  if (slash === -1) return couldBeginWith(own, rest);
  return couldBe(own, rest.slice(0, slash)) && keysMeet(rest.slice(slash + 1), keyPrefix);
}

function keysMeet(wanted: string, keyPrefix: string): boolean {
  const [head = ''] = wanted.split(UNKNOWN);
  return head === wanted ? wanted.startsWith(keyPrefix) || keyPrefix.startsWith(wanted) : keyPrefix.startsWith(head) || head.startsWith(keyPrefix);
}

/** Whether a bucket could have a name. */
function couldBe(own: string, name: string): boolean {
  if (own === name) return true;
  // CloudFormation makes up the names of buckets that have none: no literal, and no other bucket, has the same. Unless all of it is unknown.
  if (isUnnamed(own)) return name === UNKNOWN;
  if (isUnnamed(name)) return own === UNKNOWN;
  return pattern(own).test(name) || pattern(name).test(own) || (own.includes(UNKNOWN) && name.includes(UNKNOWN) && headsMeet(own, name));
}

/** Whether the name of a bucket could begin with a text. What CloudFormation makes up begins with the name of the stack, which anybody may guess. */
function couldBeginWith(own: string, text: string): boolean {
  if (own === text || text === '') return true;
  if (isUnnamed(text)) return own === UNKNOWN;
  if (isUnnamed(own)) return true;
  return headsMeet(own, text);
}

function headsMeet(own: string, text: string): boolean {
  const [ownHead = '', textHead = ''] = [own, text].map((one) => one.split(UNKNOWN)[0]);
  // A text without unknown parts must be a beginning of the name as far as that is known.
  if (!own.includes(UNKNOWN)) return own.startsWith(textHead);
  return ownHead.startsWith(textHead) || textHead.startsWith(ownHead);
}

function isUnnamed(name: string): boolean {
  return name.startsWith('{') && name.endsWith('}');
}

function pattern(name: string): RegExp {
  const parts = name.split(UNKNOWN).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
