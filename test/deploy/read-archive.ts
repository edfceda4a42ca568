import {
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { keyPolicy } from './raw-api';
import { arnOf } from './read-trail';
import type { Report } from './report';

interface Archive {
  readonly bucket: string;
  readonly keyId: string;
  readonly keyArn: string;
  readonly trailName: string;
}

/** Asks S3 and KMS for what makes the bucket of an archive safe, and lets the trail in. */
export async function readArchive(report: Report, s3: S3Client, { bucket: Bucket, keyId, keyArn, trailName }: Archive): Promise<void> {
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
  report.equal('bucket: versioned', Status, 'Enabled');

  const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  report.equal('bucket: all public access blocked', PublicAccessBlockConfiguration, {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  });

  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  const { SSEAlgorithm, KMSMasterKeyID } = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault ?? {};
  report.equal(
    'bucket: encrypted with the key of the archive',
    { SSEAlgorithm, KMSMasterKeyID },
    { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
  );

  const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  const { Mode, Days } = ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
  report.equal('bucket: objects locked', { Mode, Days }, { Mode: 'GOVERNANCE', Days: 365 });

  const { EventBridgeConfiguration } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  report.equal('bucket: tells EventBridge', EventBridgeConfiguration, {});

  const { Policy = '{}' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  report.equal("bucket policy: names the trail's ARN, as text", trailsIn(Policy), [arnOf(trailName)]);
  report.equal("key policy: names the trail's ARN, as text", trailsIn(await keyPolicy(keyId)), [arnOf(trailName)]);
}

interface Policy {
  readonly Statement?: readonly { readonly Effect: string; readonly Condition?: { readonly StringEquals?: Record<string, unknown> } }[];
}

/** Whose deliveries a policy allows. */
function trailsIn(policy: string): unknown[] {
  const statements = (JSON.parse(policy) as Policy).Statement ?? [];
  const sources = statements.filter(({ Effect }) => Effect === 'Allow').map(({ Condition }) => Condition?.StringEquals?.['aws:SourceArn']);
  return [...new Set(sources.filter((source) => source !== undefined))];
}
