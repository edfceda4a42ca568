/** What a call does to the data of a resource. */
export type Access = 'read' | 'write' | 'delete' | 'invoke';

/** A service whose data events the access report understands. */
export type DataService = 's3' | 'lambda' | 'dynamodb';

/** Lifecycle rules act, and failed authentications are reported, under event sources of their own. */
const SERVICE_OF_EVENT_SOURCE: Readonly<Record<string, DataService>> = {
  's3.amazonaws.com': 's3',
  's3lifecycle.amazonaws.com': 's3',
  's3-authn-errors.amazonaws.com': 's3',
  'lambda.amazonaws.com': 'lambda',
  'dynamodb.amazonaws.com': 'dynamodb',
  'streams.dynamodb.amazonaws.com': 'dynamodb',
};

/** Names that are data events for sure, for records that do not say so; and what each does. First match counts. */
const CALLS: Readonly<Record<DataService, readonly (readonly [names: RegExp, access: Access])[]>> = {
  s3: [
    [/^Delete(?:Objects?|ObjectVersions?|MultipleObjects)$/, 'delete'],
    // The lock of a bucket has "Object" in its name and is a management event; so has the Object Lambda access point.
    [/^(?:Get|Head)Object(?!Lock|Lambda)|^SelectObjectContent$|^ListObject(?!Lambda)|^List(?:Parts|MultipartUploads)$|^HeadBucket$/, 'read'],
    [/^(?:Copy|Post|Put|Rename|Restore|Update|Delete)Object(?!Lock|Lambda)|^(?:Abort|Complete|Create)MultipartUpload$|^UploadPart/, 'write'],
  ],
  lambda: [[/^Invoke/, 'invoke']],
  dynamodb: [
    [/^DeleteItem$/, 'delete'],
    [/^(?:GetItem|BatchGetItem|Query|Scan|TransactGetItems|GetRecords|GetShardIterator)$/, 'read'],
    [/^(?:PutItem|UpdateItem|BatchWriteItem|TransactWriteItems)$/, 'write'],
    // PartiQL: the statement says what it does, the name does not.
    [/^(?:ExecuteStatement|BatchExecuteStatement|ExecuteTransaction)$/, 'write'],
  ],
};

/** The service whose data a resource of this type is. */
export function dataServiceOfResourceType(type: unknown): DataService | undefined {
  // Not from a table: to look up a text that was just cut out costs more than to compare it.
  switch (type) {
    case 'AWS::S3::Object':
      return 's3';
    case 'AWS::Lambda::Function':
      return 'lambda';
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::Stream':
      return 'dynamodb';
    default:
      return undefined;
  }
}

/** The service with this event source. */
export function dataServiceOfEventSource(eventSource: unknown): DataService | undefined {
  return typeof eventSource === 'string' ? SERVICE_OF_EVENT_SOURCE[eventSource] : undefined;
}

/** What a call is known to do to data; `undefined` for a management event and for a name that is newer than this table. */
export function accessOfCall(service: DataService, eventName: string): Access | undefined {
  return CALLS[service].find(([names]) => names.test(eventName))?.[1];
}
