/** An object that a notification announces. */
export interface AnnouncedObject {
  readonly bucket: string;
  readonly key: string;
}

/** What a notification says. */
export interface Notification {
  /** New objects: none in a test event, several where CloudTrail announces several files at once. */
  readonly objects: AnnouncedObject[];
  /** Why something in it announces no new object, such as `ObjectRemoved:Delete` or `s3:TestEvent`. */
  readonly passedOver: string[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the body of a queue message that announces new objects.
 *
 * Four shapes are known: S3 through EventBridge, S3 itself, S3 through SNS, and CloudTrail through SNS; SNS may deliver raw or in its envelope.
 * An unknown shape throws: a message that nobody understands belongs into the dead-letter queue.
 */
export function parseNotification(body: string): Notification {
  // What CloudTrail publishes when a trail gets a topic. It is no JSON.
  if (/^"?CloudTrail validation message/.test(body)) return nothing('CloudTrail validation message');

  const message = parseJson(body);
  if (typeof message.Message === 'string' && typeof message.Type === 'string') {
    return message.Type === 'Notification' ? parseNotification(message.Message) : nothing(message.Type);
  }
  if (message.s3Bucket !== undefined && message.s3ObjectKey !== undefined) return fromCloudTrail(message);
  if (message.source === 'aws.s3' && typeof message['detail-type'] === 'string') return fromEventBridge(message, message['detail-type']);
  if (message.Event === 's3:TestEvent') return nothing('s3:TestEvent');
  if (Array.isArray(message.Records)) return fromS3(message.Records);
  throw unknownShape(`the members ${JSON.stringify(Object.keys(message).slice(0, 10))}`);
}

/** CloudTrail → SNS: `{"s3Bucket": "…", "s3ObjectKey": ["…", "…"]}` */
function fromCloudTrail({ s3Bucket, s3ObjectKey }: Json): Notification {
  const keys: unknown[] = Array.isArray(s3ObjectKey) ? s3ObjectKey : [s3ObjectKey];
  return { objects: keys.map((key) => announced(s3Bucket, key)), passedOver: [] };
}

/** S3 → EventBridge: the key is as it is, a plus is a plus. */
function fromEventBridge(message: Json, detailType: string): Notification {
  if (detailType !== 'Object Created') return nothing(detailType);
  const detail = asJson(message.detail);
  expectMajorVersion(detail.version, '0');
  expectMajorVersion(detail['event-version'] ?? '1.0', '1');
  return { objects: [announced(asJson(detail.bucket).name, asJson(detail.object).key)], passedOver: [] };
}

/** S3 → SQS or S3 → SNS: the key is form-encoded. */
function fromS3(records: unknown[]): Notification {
  const notification: Notification = { objects: [], passedOver: [] };
  for (const record of records.map(asJson)) {
    const { eventName, eventVersion, s3 } = record;
    if (typeof eventName !== 'string' || s3 === undefined) throw unknownShape('a record that is not of S3');
    expectMajorVersion(eventVersion, '2');
    if (/^(?:s3:)?ObjectCreated:/.test(eventName)) {
      const { bucket, object } = asJson(s3);
      notification.objects.push(announced(asJson(bucket).name, decodeKey(asJson(object).key)));
    } else {
      notification.passedOver.push(eventName);
    }
  }
  return notification;
}

function announced(bucket: unknown, key: unknown): AnnouncedObject {
  if (typeof bucket === 'string' && bucket !== '' && typeof key === 'string' && key !== '') return { bucket, key };
  throw unknownShape(`bucket ${JSON.stringify(bucket)} and key ${JSON.stringify(key)}`);
}

function decodeKey(key: unknown): unknown {
  if (typeof key !== 'string') return key;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    throw unknownShape(`a key that is not URL-encoded, ${JSON.stringify(key)}`);
  }
}

/** Minor versions add members; a new major version may mean something else by the same ones. */
function expectMajorVersion(version: unknown, major: string): void {
  if (typeof version === 'string' && version.split('.')[0] === major) return;
  throw unknownShape(`version ${JSON.stringify(version)} where ${major} is known`);
}

function parseJson(body: string): Json {
  try {
    return asJson(JSON.parse(body));
  } catch {
    throw unknownShape('a body that is no JSON object');
  }
}

function asJson(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw unknownShape('a member that is no object');
}

function nothing(reason: string): Notification {
  return { objects: [], passedOver: [reason] };
}

function unknownShape(found: string): Error {
  return new Error(`not a notification of S3 or CloudTrail, got ${found}; subscribe the queue to new objects only, or remove the message`);
}
