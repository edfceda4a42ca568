import { isJson, type Json, section, valueAt } from '../../../../lib/template/json';
import { listOf, Unknown } from '../../../../lib/template/unknown';

/** A rule of the lifecycle of a bucket in the shape that both sides are put into: CloudFormation and S3 write it differently. */
export type LifecycleRule = Json;

/** As CloudFormation writes it. */
export function declaredRule(rule: Json): LifecycleRule {
  const { Id, Status, Prefix, ExpirationInDays, ExpirationDate, ExpiredObjectDeleteMarker, NoncurrentVersionExpiration } = rule;
  const older = { NoncurrentDays: rule.NoncurrentVersionExpirationInDays };
  return shape({
    Id,
    Status,
    Prefix,
    tags: listOf(rule.TagFilters) ?? rule.TagFilters,
    larger: rule.ObjectSizeGreaterThan,
    smaller: rule.ObjectSizeLessThan,
    expiration: { Days: ExpirationInDays, Date: moment(ExpirationDate), ExpiredObjectDeleteMarker },
    noncurrent: NoncurrentVersionExpiration ?? older,
    abort: valueAt(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation'),
    transitions: moves(rule.Transitions ?? rule.Transition, 'TransitionInDays', 'TransitionDate'),
    noncurrentTransitions: moves(rule.NoncurrentVersionTransitions ?? rule.NoncurrentVersionTransition, 'TransitionInDays', ''),
  });
}

/** As S3 tells it. */
export function liveRule(rule: Json): LifecycleRule {
  const filter = section(rule, 'Filter');
  const and = section(filter, 'And');
  const expiration = section(rule, 'Expiration');
  return shape({
    Id: rule.ID,
    Status: rule.Status,
    Prefix: rule.Prefix ?? filter.Prefix ?? and.Prefix,
    tags: and.Tags ?? (filter.Tag === undefined ? [] : [filter.Tag]),
    larger: filter.ObjectSizeGreaterThan ?? and.ObjectSizeGreaterThan,
    smaller: filter.ObjectSizeLessThan ?? and.ObjectSizeLessThan,
    expiration: { Days: expiration.Days, Date: expiration.Date, ExpiredObjectDeleteMarker: expiration.ExpiredObjectDeleteMarker },
    noncurrent: section(rule, 'NoncurrentVersionExpiration'),
    abort: section(rule, 'AbortIncompleteMultipartUpload').DaysAfterInitiation,
    transitions: moves(rule.Transitions, 'Days', 'Date'),
    noncurrentTransitions: moves(rule.NoncurrentVersionTransitions, 'NoncurrentDays', ''),
  });
}

function moves(value: unknown, days: string, date: string): unknown {
  if (value instanceof Unknown) return value;
  return (listOf(value) ?? []).map((move) =>
    isJson(move) ? withoutEmpty({ to: move.StorageClass, days: move[days], date: moment(move[date]), newer: move.NewerNoncurrentVersions }) : move,
  );
}

/** Days are written in more than one way. */
function moment(date: unknown): unknown {
  return typeof date === 'string' && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : date;
}

/** The id, which S3 makes up where there is none, changes nothing. */
function shape({ Id: _id, ...parts }: Json): LifecycleRule {
  return withoutEmpty(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, isJson(part) ? withoutEmpty(part) : part])));
}

function withoutEmpty(json: Json): Json {
  const isEmpty = (value: unknown) =>
    value === undefined ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isJson(value) && Object.keys(value).length === 0);
  return Object.fromEntries(
    Object.entries(json)
      .filter(([, value]) => !isEmpty(value))
      .map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  );
}
