import { type CloudTrailRecord, type EventResource, eventCategoryOf } from '../log-format/record';
import { KNOWN_FIELDS } from './fields';
import { type AdvancedEventSelector, valuesOf } from './selector';

/** What an event says in the field of a selector. */
export interface FieldValues {
  /** Several for the resources; none where the event lacks the field. */
  readonly values: readonly string[];
  /** Whether the event may have more than these, as the record does not tell. */
  readonly unsure: boolean;
  /** What else it may have; absent where that could be anything. */
  readonly candidates?: readonly string[];
}

/** Reads the field that a selector means from an event. */
export function valuesInEvent(record: CloudTrailRecord, field: string, selector: AdvancedEventSelector): FieldValues {
  switch (field) {
    case 'eventCategory':
      return sure([typeof record.eventCategory === 'string' ? record.eventCategory : eventCategoryOf(record)]);
    case 'readOnly':
      // Every event reads or writes, but records before version 1.01 do not say which.
      return (record.readOnly ?? undefined) === undefined ? { values: [], unsure: true } : sure([String(record.readOnly)]);
    case 'resources.type':
      return typesOf(resourcesOf(record));
    case 'resources.ARN':
      return arnsOf(resourcesOf(record), valuesOf(selector, 'resources.type'));
    case 'userIdentity.arn':
      return sure(scalar(record.userIdentity?.arn));
    default:
      return KNOWN_FIELDS.has(field) ? sure(scalar((record as Readonly<Record<string, unknown>>)[field])) : { values: [], unsure: true };
  }
}

function typesOf(resources: readonly EventResource[]): FieldValues {
  const types = resources.flatMap(({ type }) => (type === undefined ? [] : [type]));
  return { values: types, unsure: types.length < resources.length };
}

/**
 * An event on an object also names the bucket, whose ARN has no slash. Since the exclusion of `arn:aws:s3:::bucket/` works as documented, the ARNs
 * that count are those of the type that the selector is for.
 */
function arnsOf(resources: readonly EventResource[], types: readonly string[]): FieldValues {
  // A call that lists has a prefix in place of an ARN.
  const arnOf = ({ ARN, ARNPrefix }: EventResource) => ARN ?? ARNPrefix;
  const arnsWhere = (counts: (type: string | undefined) => boolean) =>
    resources.filter(({ type }) => counts(type)).flatMap((resource) => arnOf(resource) ?? []);
  // A resource without type may be one that counts.
  const candidates = arnsWhere((type) => type === undefined);
  return { values: arnsWhere((type) => type !== undefined && types.includes(type)), unsure: candidates.length > 0, candidates };
}

function resourcesOf({ resources }: CloudTrailRecord): readonly EventResource[] {
  return Array.isArray(resources) ? resources.filter((resource) => typeof resource === 'object' && resource !== null) : [];
}

function sure(values: readonly string[]): FieldValues {
  return { values, unsure: false };
}

function scalar(value: unknown): readonly string[] {
  return value === undefined || value === null ? [] : [String(value)];
}
