import { Aws, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { areTwo } from '../private/are-two';
import { refuse, report } from '../private/report';

/** By bucket policy, not by ACL, whatever the feature flags of the app: ACLs are off. */
export function deliveryStatement(archive: IBucket, target: IBucket, keyPrefix: string): PolicyStatement {
  const source = sourceOf(archive, target);
  return new PolicyStatement({
    principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [target.arnForObjects(`${keyPrefix}*`)],
    conditions: { ...(source && { ArnLike: { 'aws:SourceArn': source } }), StringEquals: { 'aws:SourceAccount': Stack.of(archive).account } },
  });
}

/**
 * The ARN of the archive as the policy of the target can say it. The archive waits for the target, so a target of another
 * stack cannot wait for the archive: there it is the name, or else any bucket of the account.
 */
function sourceOf(archive: IBucket, target: IBucket): string | undefined {
  const stack = Stack.of(archive);
  if (stack === Stack.of(target)) return archive.bucketArn;
  const name: unknown = stack.resolve((archive.node.defaultChild as CfnBucket).bucketName);
  return typeof name === 'string' ? `arn:${Aws.PARTITION}:s3:::${name}` : undefined;
}

/** What can be seen of a target without asking AWS. */
export function checkTarget(scope: IConstruct, archive: IBucket, target: IBucket): void {
  for (const part of ['account', 'region'] as const) {
    const [here, there] = [archive.env[part], target.env[part]];
    if (!areTwo(here, there)) continue;
    refuse(scope, {
      id: 'cdk-cloudtrail:AccessLogs.otherPlace',
      message: `S3 delivers access logs within an account and Region only: the archive is in ${here}, and the bucket for them in ${there}`,
      value: target.node.path,
      fix: `pass a bucket of ${here}, or use AccessLogs.toOwnBucket()`,
    });
  }
  report(scope, [...lockedTarget(target), ...encryptedTarget(target)]);
}

function lockedTarget(target: IBucket): Problem[] {
  const own = target.node.defaultChild;
  if (!CfnBucket.isCfnBucket(own) || !own.objectLockConfiguration || Token.isUnresolved(own.objectLockEnabled)) return [];
  return [
    {
      id: 'cdk-cloudtrail:AccessLogs.lockedTarget',
      severity: 'warning',
      message: 'S3 does not deliver access logs into a bucket with a default Object Lock retention',
      value: target.node.path,
      fix: 'use a bucket without Object Lock for the access logs',
    },
  ];
}

function encryptedTarget(target: IBucket): Problem[] {
  const own = target.node.defaultChild;
  const encryption: unknown = CfnBucket.isCfnBucket(own) ? Stack.of(own).resolve(own.bucketEncryption) : undefined;
  if (!target.encryptionKey && !JSON.stringify(encryption ?? '').includes('"aws:kms')) return [];
  return [
    {
      id: 'cdk-cloudtrail:AccessLogs.encryptedTarget',
      severity: 'warning',
      message: 'S3 delivers access logs only into buckets that it encrypts with keys of its own (SSE-S3)',
      value: target.node.path,
      fix: 'use a bucket without a KMS key as the default for the access logs',
    },
  ];
}
