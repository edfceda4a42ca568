import type { CloudTrailRecord } from '../../lib/log-format/record';
import { BELOW } from './fold';
import { actionsOnItems } from './iam-items';
import { asObject, type Json, memberOf, textOf } from './json';
import { resourceGroupOf } from './resource';
import type { AccessRow } from './row';

/** A permission that a call needed. */
export interface IamNeed {
  readonly action: string;
  readonly resource: string;
  /** Of a listing: what all listed keys start with. An empty text is all of them. */
  readonly prefix?: string;
}

/** Calls on objects whose permission has another name; `@` stands for an action on the bucket. */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  SelectObjectContent: 'GetObject',
  GetObjectTorrent: 'GetObjectTorrent',
  PostObject: 'PutObject',
  CopyObject: 'PutObject',
  UploadPart: 'PutObject',
  UploadPartCopy: 'PutObject',
  CreateMultipartUpload: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  DeleteObjects: 'DeleteObject',
  DeleteMultipleObjects: 'DeleteObject',
  ListParts: 'ListMultipartUploadParts',
  HeadBucket: '@ListBucket',
  ListObjects: '@ListBucket',
  ListObjectsV2: '@ListBucket',
  ListObjectVersions: '@ListBucketVersions',
  ListMultipartUploads: '@ListBucketMultipartUploads',
};

/** Calls whose permission is called as they are. */
const S3_SAME =
  /^(?:(?:Get|Put|Delete)Object(?:Tagging)?|(?:Get|Put)Object(?:Acl|Retention|LegalHold)|GetObjectAttributes|RestoreObject|AbortMultipartUpload)$/;

/** Actions that have a name of their own for a version that is asked for by its id. */
const VERSIONED: Readonly<Record<string, string>> = {
  GetObject: 'GetObjectVersion',
  GetObjectAcl: 'GetObjectVersionAcl',
  GetObjectTagging: 'GetObjectVersionTagging',
  GetObjectAttributes: 'GetObjectVersionAttributes',
  GetObjectTorrent: 'GetObjectVersionTorrent',
  PutObjectAcl: 'PutObjectVersionAcl',
  PutObjectTagging: 'PutObjectVersionTagging',
  DeleteObject: 'DeleteObjectVersion',
  DeleteObjectTagging: 'DeleteObjectVersionTagging',
};

/** What a write asks for besides the object, by the header that asks. */
const WITH_HEADER: Readonly<Record<string, string>> = {
  'x-amz-acl': 'PutObjectAcl',
  'x-amz-tagging': 'PutObjectTagging',
  'x-amz-object-lock-mode': 'PutObjectRetention',
  'x-amz-object-lock-legal-hold': 'PutObjectLegalHold',
};

/** The permissions that a call needed; `undefined` for a call whose permission is not known here. */
export function needsOf(record: CloudTrailRecord, row: AccessRow): IamNeed[] | undefined {
  const parameters = asObject(record.requestParameters) ?? {};
  if (row.resources.length === 0) return undefined;
  if (/^arn:[^:]*:lambda:/.test(row.resources[0] as string)) return ofFunction(row, parameters);
  if (/^arn:[^:]*:dynamodb:/.test(row.resources[0] as string)) return ofTable(row, parameters);
  return ofObjects(row, parameters);
}

function ofObjects({ eventName, resources }: AccessRow, parameters: Json): IamNeed[] | undefined {
  const name = S3_ACTIONS[eventName] ?? (S3_SAME.test(eventName) ? eventName : undefined);
  if (name === undefined) return undefined;
  if (name.startsWith('@')) {
    const prefix = eventName === 'HeadBucket' ? '' : (textOf(parameters.prefix) ?? '');
    const buckets = [...new Set(resources.map(resourceGroupOf))];
    return buckets.map((resource) => ({ action: `s3:${name.slice(1)}`, resource, prefix }));
  }
  const action = textOf(parameters.versionId) === undefined ? name : (VERSIONED[name] ?? name);
  const isCopy = eventName === 'CopyObject' || eventName === 'UploadPartCopy';
  const source = /\?versionId=/.test(textOf(parameters['x-amz-copy-source']) ?? '') ? 's3:GetObjectVersion' : 's3:GetObject';
  const needs = resources.map((resource, index) => ({ action: isCopy && index > 0 ? source : `s3:${action}`, resource }));
  if (name !== 'PutObject') return needs.map(wholeBucket);
  const headers = Object.keys(WITH_HEADER).filter((header) => textOf(parameters[header]) !== undefined);
  return [...needs, ...headers.map((header) => ({ action: `s3:${WITH_HEADER[header]}`, resource: resources[0] as string }))].map(wholeBucket);
}

/** A call on many objects names only what their ARNs start with. */
function wholeBucket(need: IamNeed): IamNeed {
  const isOnMany = /^arn:[^/]*(?:accesspoint\/[^/]+\/object)?\/$/.test(need.resource);
  return isOnMany ? { ...need, resource: `${need.resource}${BELOW}` } : need;
}

function ofFunction({ eventName, resources }: AccessRow, parameters: Json): IamNeed[] | undefined {
  if (!/^Invoke/.test(eventName)) return undefined;
  const action = eventName === 'InvokeFunctionUrl' ? 'lambda:InvokeFunctionUrl' : 'lambda:InvokeFunction';
  const qualifier = textOf(parameters.qualifier);
  return resources.map((resource) => {
    const isQualified = resource !== resourceGroupOf(resource);
    return { action, resource: isQualified || qualifier === undefined ? resource : `${resource}:${qualifier}` };
  });
}

function ofTable({ eventName, resources }: AccessRow, parameters: Json): IamNeed[] | undefined {
  if (/^(?:GetRecords|GetShardIterator)$/.test(eventName)) {
    return resources.filter((arn) => arn.includes('/stream/')).map((resource) => ({ action: `dynamodb:${eventName}`, resource }));
  }
  const actions = actionsOnItems(eventName, parameters);
  const index = textOf(memberOf(parameters, 'indexName'));
  const isOnIndex = index !== undefined && /^(?:Query|Scan)$/.test(eventName);
  return actions?.flatMap((action) =>
    resources.map((table) => ({ action: `dynamodb:${action}`, resource: isOnIndex ? `${table}/index/${index}` : table })),
  );
}
