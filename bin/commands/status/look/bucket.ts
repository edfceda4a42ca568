import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { textOf } from '../../../../lib/template/unknown';
import { ask } from '../ask';
import { type Answer, type Check, compared, given, missing, valueOr } from '../check';
import type { DeclaredResource } from '../declared';
import { comparedPolicies } from '../policy';
import { parsed } from '../same';
import { encryptionOf, lifecycleOf, lockOf, loggingOf, notificationsOf, publicAccessOf, versioningOf } from './bucket-settings';
import type { Looker } from './looker';

const NO_BUCKET = ['NotFound', 'NoSuchBucket'];

/** A bucket: what keeps its log files safe, and who hears of them. */
export const lookAtBucket: Looker = async (resource, aws) => {
  const Bucket = resource.name;
  const s3 = aws.s3(resource.region);
  const versioning = await ask('s3:GetBucketVersioning', () => s3.send(new GetBucketVersioningCommand({ Bucket })), NO_BUCKET);
  if (versioning.is === 'absent') return [missing(resource)];
  const none = <T>(answer: Answer<T>) => valueOr(answer, undefined);
  const encryption = await ask('s3:GetEncryptionConfiguration', () => s3.send(new GetBucketEncryptionCommand({ Bucket })), [
    'ServerSideEncryptionConfigurationNotFoundError',
  ]);
  const access = await ask('s3:GetBucketPublicAccessBlock', () => s3.send(new GetPublicAccessBlockCommand({ Bucket })), [
    'NoSuchPublicAccessBlockConfiguration',
  ]);
  const lock = await ask('s3:GetBucketObjectLockConfiguration', () => s3.send(new GetObjectLockConfigurationCommand({ Bucket })), [
    'ObjectLockConfigurationNotFoundError',
  ]);
  const lifecycle = await ask('s3:GetLifecycleConfiguration', () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })), [
    'NoSuchLifecycleConfiguration',
  ]);
  const logging = await ask('s3:GetBucketLogging', () => s3.send(new GetBucketLoggingCommand({ Bucket })));
  const notifications = await ask('s3:GetBucketNotification', () => s3.send(new GetBucketNotificationConfigurationCommand({ Bucket })));
  const look = <T>(property: string, answer: Answer<T>, pairs: (resource: DeclaredResource, live: T) => ReturnType<typeof versioningOf>) =>
    given(resource, property, answer, (live) => pairs(resource, live).map((pair) => compared(resource, pair)));
  return [
    ...look('VersioningConfiguration', versioning, versioningOf),
    // No template can say it: it is told for whoever has to know.
    ...given(resource, 'MFADelete', versioning, ({ MFADelete = 'Disabled' }) => [
      { resource, property: 'MFADelete', verdict: 'same', live: MFADelete },
    ]),
    ...look('ObjectLockConfiguration', none(lock), lockOf),
    ...look('BucketEncryption', none(encryption), encryptionOf),
    ...look('PublicAccessBlockConfiguration', none(access), publicAccessOf),
    ...look('LifecycleConfiguration', none(lifecycle), lifecycleOf),
    ...look('LoggingConfiguration', logging, loggingOf),
    ...look('NotificationConfiguration', notifications, notificationsOf),
  ];
};

/** The policy of a bucket. The bucket itself may be declared elsewhere. */
export const lookAtBucketPolicy: Looker = async (resource, aws): Promise<readonly Check[]> => {
  const Bucket = textOf(resource.properties.Bucket) ?? '';
  const send = async () => parsed((await aws.s3(resource.region).send(new GetBucketPolicyCommand({ Bucket }))).Policy);
  const policy = await ask('s3:GetBucketPolicy', send, ['NoSuchBucketPolicy', ...NO_BUCKET]);
  const fix = `aws s3api put-bucket-policy --bucket ${Bucket} --policy file://policy.json`;
  const { PolicyDocument } = resource.properties;
  return given(resource, 'PolicyDocument', valueOr(policy, undefined), (live) =>
    comparedPolicies(resource, 'PolicyDocument', PolicyDocument, live, fix),
  );
};
