import type {
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLoggingOutput,
  GetBucketNotificationConfigurationCommandOutput,
  GetBucketVersioningOutput,
  GetObjectLockConfigurationOutput,
  GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3';
import { isJson, type Json, section } from '../../../../lib/template/json';
import { listOf, Unknown } from '../../../../lib/template/unknown';
import type { Pair } from '../check';
import type { DeclaredResource } from '../declared';
import { sameSet } from '../same';
import { declaredRule, liveRule } from './lifecycle-rule';

type Pairs<T> = (resource: DeclaredResource, live: T) => Pair[];

const put = (name: string, what: string) => `aws s3api put-${what} --bucket ${name}`;

export const versioningOf: Pairs<GetBucketVersioningOutput> = ({ name, properties }, { Status }) => {
  const declared = section(properties, 'VersioningConfiguration').Status ?? 'never enabled';
  const because = 'what is overwritten or deleted is gone';
  const fix = `${put(name, 'bucket-versioning')} --versioning-configuration Status=${declared === 'Enabled' ? 'Enabled' : 'Suspended'}`;
  return [{ property: 'VersioningConfiguration.Status', declared, live: Status ?? 'never enabled', ...(declared === 'Enabled' && { because }), fix }];
};

export const lockOf: Pairs<GetObjectLockConfigurationOutput | undefined> = ({ name, properties }, live) => {
  const [wanted, actual] = [properties.ObjectLockConfiguration, live?.ObjectLockConfiguration];
  const fix = `${put(name, 'object-lock-configuration')} --object-lock-configuration '${JSON.stringify(wanted)}'`;
  const rule = (configuration: unknown) => (isJson(configuration) ? section(section(configuration, 'Rule'), 'DefaultRetention') : {});
  const part = (key: string): Pair => {
    return {
      property: `ObjectLockConfiguration.Rule.DefaultRetention.${key}`,
      declared: rule(wanted)[key],
      live: rule(actual)[key] || undefined,
      fix,
    };
  };
  return [
    { property: 'ObjectLockEnabled', declared: properties.ObjectLockEnabled ?? false, live: actual?.ObjectLockEnabled === 'Enabled', fix },
    ...(wanted instanceof Unknown
      ? [{ property: 'ObjectLockConfiguration', declared: wanted, live: actual, fix }]
      : ['Mode', 'Days', 'Years'].map(part)),
  ];
};

export const encryptionOf: Pairs<GetBucketEncryptionOutput | undefined> = ({ name, properties }, live) => {
  const [wanted] = (listOf(section(properties, 'BucketEncryption').ServerSideEncryptionConfiguration) ?? []).filter(isJson);
  const [actual] = live?.ServerSideEncryptionConfiguration?.Rules ?? [];
  const byDefault = section(wanted ?? {}, 'ServerSideEncryptionByDefault');
  const { SSEAlgorithm, KMSMasterKeyID } = actual?.ApplyServerSideEncryptionByDefault ?? {};
  const fix = `${put(name, 'bucket-encryption')} --server-side-encryption-configuration '${JSON.stringify({ Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] })}'`;
  // S3 encrypts with keys of its own where nothing else is said.
  return [
    { property: 'BucketEncryption.SSEAlgorithm', declared: byDefault.SSEAlgorithm ?? 'AES256', live: SSEAlgorithm ?? 'AES256', fix },
    { property: 'BucketEncryption.KMSMasterKeyID', declared: byDefault.KMSMasterKeyID, live: KMSMasterKeyID, fix },
  ];
};

const PUBLIC_ACCESS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] as const;

/** Of a bucket that says nothing of it, S3 blocks all of it. */
export const publicAccessOf: Pairs<GetPublicAccessBlockOutput | undefined> = ({ name, properties }, live) => {
  const wanted = isJson(properties.PublicAccessBlockConfiguration) ? properties.PublicAccessBlockConfiguration : undefined;
  const fix = `${put(name, 'public-access-block').replace('put-public', 'put-public')} --public-access-block-configuration ${PUBLIC_ACCESS.map((flag) => `${flag}=${wanted?.[flag] ?? true}`).join(',')}`;
  return PUBLIC_ACCESS.map((flag) => ({
    property: `PublicAccessBlockConfiguration.${flag}`,
    declared: wanted ? (wanted[flag] ?? false) : true,
    live: live?.PublicAccessBlockConfiguration?.[flag] ?? false,
    fix,
  }));
};

export const lifecycleOf: Pairs<GetBucketLifecycleConfigurationOutput | undefined> = ({ name, properties }, live) => {
  const declared = section(properties, 'LifecycleConfiguration').Rules;
  const fix = `${put(name, 'bucket-lifecycle-configuration')} --lifecycle-configuration file://lifecycle.json`;
  const rules = declared instanceof Unknown ? declared : (listOf(declared) ?? []).map((rule) => (isJson(rule) ? declaredRule(rule) : rule));
  const because = 'what is kept, and for how long, is another thing than declared';
  return [
    {
      property: 'LifecycleConfiguration.Rules',
      declared: rules,
      live: (live?.Rules ?? []).map((rule) => liveRule({ ...rule })),
      because,
      by: sameSet,
      fix,
    },
  ];
};

export const loggingOf: Pairs<GetBucketLoggingOutput> = ({ name, properties }, { LoggingEnabled }) => {
  const wanted = section(properties, 'LoggingConfiguration');
  const fix = `${put(name, 'bucket-logging')} --bucket-logging-status file://logging.json`;
  return [
    { property: 'LoggingConfiguration.DestinationBucketName', declared: destination(wanted, name), live: LoggingEnabled?.TargetBucket, fix },
    {
      property: 'LoggingConfiguration.LogFilePrefix',
      declared: wanted.LogFilePrefix || undefined,
      live: LoggingEnabled?.TargetPrefix || undefined,
      fix,
    },
  ];
};

/** Without a name, the bucket gets its own access logs. */
function destination(wanted: Json, name: string): unknown {
  return wanted.DestinationBucketName ?? (wanted.LogFilePrefix === undefined ? undefined : name);
}

/** Whether EventBridge hears of new files: processors get them from there. Other notifications are not looked at. */
export const notificationsOf: Pairs<GetBucketNotificationConfigurationCommandOutput> = ({ name, properties }, live) => {
  const wanted = section(properties, 'NotificationConfiguration').EventBridgeConfiguration;
  const declared = isJson(wanted) ? (wanted.EventBridgeEnabled ?? true) : wanted instanceof Unknown ? wanted : false;
  const fix = `${put(name, 'bucket-notification-configuration')} --notification-configuration '{"EventBridgeConfiguration":{}}'; it replaces all notifications of the bucket`;
  const because = 'whoever waits for new log files hears nothing of them';
  return [
    {
      property: 'NotificationConfiguration.EventBridgeConfiguration',
      declared,
      live: live.EventBridgeConfiguration !== undefined,
      ...(declared !== false && { because }),
      fix,
    },
  ];
};
