import { Aws, type IResolvable, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { propertyOf } from './property';

/** What stands for a part that is only known at deployment. */
export const UNKNOWN = '${?}';

/** How the canonical ARNs of buckets begin, in whatever partition. */
export const BUCKET_ARN = 'arn:aws:s3:::';

/** In the place of a bucket that has no name: a slash would end the name of the bucket. */
const SLASH = '\u2044';

/**
 * The ARN of a bucket or its objects in the form that is the same however the bucket is referred to: by a reference to
 * its resource, by its name, or in another partition. A bucket that CloudFormation names stands as `{path}`, whatever
 * else is only known at deployment as `${?}`.
 */
export function canonicalArn(arn: string): string {
  const known = cache?.get(arn);
  if (known !== undefined) return known;
  const canonical = texts(arn).replace(/^arn:[^:]*:s3:::/, BUCKET_ARN);
  cache?.set(arn, canonical);
  return canonical;
}

let cache: Map<string, string> | undefined;

/** Work in which many ARNs are compared, while nothing changes the app: each is brought into its form once. */
export function comparing<T>(work: () => T): T {
  if (cache) return work();
  cache = new Map();
  try {
    return work();
  } finally {
    cache = undefined;
  }
}

/** Whether a canonical ARN has a part that is only known at deployment. */
export function isPartlyUnknown(canonical: string): boolean {
  return canonical.includes(UNKNOWN);
}

/** For people: resources by their place in the app. */
export function readableArn(canonical: string): string {
  return canonical
    .replaceAll(UNKNOWN, '<known at deployment>')
    .replace(/\{([^{}]*)\}/g, (text, place: string) =>
      place.includes(SLASH) ? `<${place.replaceAll(SLASH, '/').replace(/\/Resource$/, '')}>` : text,
    );
}

function texts(text: string): string {
  if (!Token.isUnresolved(text)) return text;
  return String(
    Tokenization.reverseString(text)
      // A text in the place of a token passes through `join()` as it is.
      .mapTokens({ mapToken: (token) => textOf(token) as unknown as IResolvable })
      .join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }),
  );
}

function textOf(token: IResolvable): string {
  if (token.toString() === Aws.PARTITION) return 'aws';
  if (!Reference.isReference(token)) return UNKNOWN;
  const { target, displayName } = token;
  if (displayName === 'AWS::Partition') return 'aws';
  if (!CfnBucket.isCfnBucket(target)) return UNKNOWN;
  const given = propertyOf(target, 'BucketName', target.bucketName);
  const name = nameIn(Token.isUnresolved(given) ? Stack.of(target).resolve(given) : given) ?? `{${target.node.path.replaceAll('/', SLASH)}}`;
  if (displayName === 'Arn') return `${BUCKET_ARN}${name}`;
  return displayName === 'Ref' ? name : UNKNOWN;
}

/** A resolved name; `undefined` where CloudFormation makes one up. */
function nameIn(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  const [separator, parts] = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? ['', [value]];
  return parts.map((part) => (typeof part === 'string' ? part : UNKNOWN)).join(separator);
}
