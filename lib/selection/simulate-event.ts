import { type CloudTrailRecord, eventCategoryOf, isReadOnly } from '../log-format/record';

/** What a simulation counts of an event, besides whether it is logged. */
export interface EventFacts {
  readonly category: string;
  readonly isRead: boolean;
  /** What was called: `s3.amazonaws.com GetObject`. */
  readonly call: string;
  /** What people would exclude as a whole: a bucket rather than an object. Empty where the event names no resource. */
  readonly resource: string;
  /** The role rather than one of its sessions. */
  readonly principal: string;
}

export function factsOf(record: CloudTrailRecord): EventFacts {
  return {
    category: typeof record.eventCategory === 'string' ? record.eventCategory : eventCategoryOf(record),
    isRead: isReadOnly(record),
    call: `${record.eventSource ?? 'an unknown event source'} ${record.eventName ?? 'without a name'}`,
    resource: resourceOf(record),
    principal: principalOf(record),
  };
}

/** The bucket that a service put an object into, where an event is that. */
export function bucketPutByService({ eventName, userIdentity, resources }: CloudTrailRecord): { service: string; bucket: string } | undefined {
  if (eventName !== 'PutObject' || typeof userIdentity?.invokedBy !== 'string') return undefined;
  const object = resources?.find?.((resource) => resource?.type === 'AWS::S3::Object')?.ARN;
  return object === undefined ? undefined : { service: userIdentity.invokedBy, bucket: bucketOf(object) };
}

function resourceOf({ resources }: CloudTrailRecord): string {
  if (!Array.isArray(resources)) return '';
  const named = resources.filter((resource) => typeof (resource?.ARN ?? resource?.ARNPrefix) === 'string');
  const first = named.find(({ type }) => type === 'AWS::S3::Object') ?? named[0];
  const arn: string = first?.ARN ?? first?.ARNPrefix ?? '';
  return first?.type === 'AWS::S3::Object' ? bucketOf(arn) : arn;
}

/** The ARN of the bucket of an object. */
function bucketOf(arn: string): string {
  const slash = arn.indexOf('/');
  return slash < 0 ? arn : arn.slice(0, slash);
}

function principalOf({ userIdentity }: CloudTrailRecord): string {
  if (typeof userIdentity !== 'object' || userIdentity === null) return 'unknown';
  const { sessionContext, arn, invokedBy, type } = userIdentity;
  return String(sessionContext?.sessionIssuer?.arn ?? arn ?? invokedBy ?? type ?? 'unknown');
}
