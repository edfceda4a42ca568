import { Aws, type IResolvable, Reference, Token, Tokenization } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';

const UNKNOWN = '${?}';
const PREFIX = 'arn:*:s3:::';

/**
 * The ARN of a bucket or its objects in the form that is the same however the bucket is referred to: by a reference to
 * its resource, by its name, or in another partition. What is only known at deployment stands as `${?}`.
 */
export function canonicalArn(arn: string): string {
  const text: unknown = Token.isUnresolved(arn)
    ? Tokenization.reverseString(arn)
        // A text in the place of a token passes through `join()` as it is.
        .mapTokens({ mapToken: (token) => textOf(token) as unknown as IResolvable })
        .join({ join: (left, right) => `${left ?? ''}${right ?? ''}` })
    : arn;
  return String(text).replace(/^arn:[^:]*:s3:::/, PREFIX);
}

/** Whether a canonical ARN has a part that is only known at deployment. */
export function isPartlyUnknown(canonical: string): boolean {
  return canonical.includes(UNKNOWN);
}

function textOf(token: IResolvable): string {
  if (token.toString() === Aws.PARTITION) return '*';
  if (!Reference.isReference(token)) return UNKNOWN;
  if (token.displayName === 'AWS::Partition') return '*';
  const { target, displayName } = token;
  if (!CfnBucket.isCfnBucket(target)) return UNKNOWN;
  // A bucket without a name of its own is told apart by its place in the app: its real name can be nobody's literal.
  const name = target.bucketName === undefined || Token.isUnresolved(target.bucketName) ? `{${target.node.path}}` : target.bucketName;
  if (displayName === 'Arn') return `${PREFIX}${name}`;
  return displayName === 'Ref' ? name : UNKNOWN;
}
