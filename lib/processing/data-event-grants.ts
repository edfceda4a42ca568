import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { GUARD_FOLDERS, GUARD_PREFIX } from './data-event-guard.contract';

/** What a guard needs besides what every processor may: its counts, and the topic. */
export function grantGuard(grantee: IGrantable, { derivedBucket, topic }: { readonly derivedBucket: IBucket; readonly topic: ITopic }): void {
  const folders = Object.values(GUARD_FOLDERS).map((folder) => `${GUARD_PREFIX}${folder}*`);
  Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns: folders.map((folder) => derivedBucket.arnForObjects(folder)) });
  const conditions = { StringLike: { 's3:prefix': folders } };
  Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [derivedBucket.bucketArn], conditions });
  Grant.addToPrincipal({ grantee, actions: ['sns:Publish'], resourceArns: [topic.topicArn] });
  topic.masterKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
}
