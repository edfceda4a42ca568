import type { DataService } from '../../lib/log-format/data-plane';
import { MemberRecord } from '../../lib/log-format/member-record';
import { partitionOf } from '../../lib/log-format/partition';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { asObject, asObjects, type Json, textOf } from './json';
import { tablesOf } from './tables';

/** Where an event happened, for ARNs that it does not spell out. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * The ARNs of the objects, functions or tables that an event accessed.
 *
 * A copy names its target first and its source second. A call on all objects of a bucket, or on all below a prefix, names what their ARNs start with.
 */
export function resourcesOf(record: CloudTrailRecord, service: DataService, place: Place): string[] {
  const arns = { s3: objectsOf, lambda: functionsOf, dynamodb: tablesOf }[service](record, place);
  return arns.length > 1 ? [...new Set(arns)] : arns;
}

/** The ARNs that a record states for resources of a type. */
export function statedArns(record: CloudTrailRecord, type: string): string[] {
  const arns: string[] = [];
  for (const resource of asObjects(record.resources)) {
    const arn = resource.type === type && (textOf(resource.ARN) ?? textOf(resource.ARNPrefix));
    if (arn) arns.push(arn);
  }
  return arns;
}

/** The parameter that names the source of a copy. */
export const COPY_SOURCE = 'x-amz-copy-source';

function objectsOf(record: CloudTrailRecord, place: Place): string[] {
  const stated = statedArns(record, 'AWS::S3::Object');
  if (stated.length > 0 && record instanceof MemberRecord && !record.mayHave('requestParameters', COPY_SOURCE)) return stated;
  const parameters = asObject(record.requestParameters) ?? {};
  const built = objectOf(parameters, place);
  const source = textOf(parameters[COPY_SOURCE]);
  if (source) return [built ?? stated[0] ?? [], sourceOf(source, place), stated].flat();
  if (stated.length > 0) return stated;
  return built ? [built] : statedArns(record, 'AWS::S3::Bucket').map((bucket) => `${bucket}/`);
}

function objectOf({ bucketName, key, prefix }: Json, place: Place): string | undefined {
  const bucket = textOf(bucketName);
  return bucket && objectArn(bucket, textOf(key) ?? textOf(prefix) ?? '', place);
}

function objectArn(bucket: string, key: string, { region }: Place): string {
  // Through an access point the bucket is its ARN.
  return bucket.startsWith('arn:') ? `${bucket}/object/${key}` : `arn:${partitionOf(region)}:s3:::${bucket}/${key}`;
}

/** `bucket/key`, `/bucket/key` or `arn:…:accesspoint/name/object/key`, URL-encoded, with or without a version. */
function sourceOf(header: string, place: Place): string {
  const source = decoded(header.replace(/\?versionId=.*$/, '')).replace(/^\//, '');
  if (source.startsWith('arn:')) return source;
  const [bucket = '', ...key] = source.split('/');
  return objectArn(bucket, key.join('/'), place);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function functionsOf(record: CloudTrailRecord, { account, region }: Place): string[] {
  const stated = statedArns(record, 'AWS::Lambda::Function');
  const name = stated.length === 0 && textOf(asObject(record.requestParameters)?.functionName);
  if (!name) return stated;
  if (name.startsWith('arn:')) return [name];
  const owned = /^\d{12}:function:/.test(name) ? name : `${account}:function:${name}`;
  return [`arn:${partitionOf(region)}:lambda:${region}:${owned}`];
}
