import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { DependencyGroup, type IDependable } from 'constructs';
import type { ILogArchive } from './log-archive-ref';

/** The trail is created after the policies, and deleted before the bucket is emptied. */
export function whatDeliveryNeeds({ bucket, encryptionKey }: Pick<ILogArchive, 'bucket' | 'encryptionKey'>): IDependable {
  const group = new DependencyGroup();
  if (bucket.policy) group.add(bucket.policy);
  const emptying = bucket.node.tryFindChild('AutoDeleteObjectsCustomResource');
  if (emptying) group.add(emptying);
  // The ARN of a key is a reference for which the trail waits anyway; that of an alias is only a text.
  if (encryptionKey && !CfnKey.isCfnKey(encryptionKey.node.defaultChild)) group.add(encryptionKey);
  return group;
}
