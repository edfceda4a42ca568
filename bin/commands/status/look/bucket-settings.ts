import type {
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLoggingOutput,
  GetBucketNotificationConfigurationCommandOutput,
  GetBucketVersioningOutput,
  GetObjectLockConfigurationOutput,
  GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3';
import { isJson, valueAt } from '../../../../lib/template/json';
import { listOf, textOf, Unknown } from '../../../../lib/template/unknown';
import type { Pair } from '../check';
import type { DeclaredResource } from '../declared';
import { sameSet } from '../same';
import { declaredRule, liveRule } from './lifecycle-rule';

type Pairs<T> = (resource: DeclaredResource, live: T) => Pair[];

const put = (name: string, what: string) => `aws s3api put-${what} --bucket ${name}`;

export const versioningOf: Pairs<GetBucketVersioningOutput> = ({ name, properties }, { Status }) => {
  const declared = valueAt(properties, 'VersioningConfiguration', 'Status') ?? 'never enabled';
  const because = 'what is overwritten or deleted is gone';
  const fix = `${put(name, 'bucket-versioning')} --versioning-configuration Status=${declared === 'Enabled' ? 'Enabled' : 'Suspended'}`;
  return [{ property: 'VersioningConfiguration.Status', declared, live: Status ?? 'never enabled', ...(declared === 'Enabled' && { because }), fix }];
};

export const lockOf: Pairs<GetObjectLockConfigurationOutput | undefined> = ({ name, properties }, live) => {
  const [wanted, actual] = [properties.ObjectLockConfiguration, live?.ObjectLockConfiguration];
  const fix = `${put(name, 'object-lock-configuration')} --object-lock-configuration '${JSON.stringify(wanted)}'`;
  const part = (key: string): Pair => {
    return {
      property: `ObjectLockConfiguration.Rule.DefaultRetention.${key}`,
      declared: valueAt(wanted, 'Rule', 'DefaultRetention', key),
      live: valueAt(actual, 'Rule', 'DefaultRetention', key) || undefined,
      fix,
    };
  };
  return [
    { property: 'ObjectLockEnabled', declared: properties.ObjectLockEnabled ?? false, live: actual?.ObjectLockEnabled === 'Enabled', fix },
    ...['Mode', 'Days', 'Years'].map(part),
  ];
};

export const encryptionOf: Pairs<GetBucketEncryptionOutput | undefined> = ({ name, properties }, live) => {
  const rules = valueAt(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
  const byDefault = valueAt(listOf(rules)?.[0] ?? rules, 'ServerSideEncryptionByDefault');
  const [actual] = live?.ServerSideEncryptionConfiguration?.Rules ?? [];
  const { SSEAlgorithm, KMSMasterKeyID } = actual?.ApplyServerSideEncryptionByDefault ?? {};
  const fix = `${put(name, 'bucket-encryption')} --server-side-encryption-configuration '${JSON.stringify({ Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] })}'`;
  // S3 encrypts with keys of its own where nothing else is said.
  return [
    { property: 'BucketEncryption.SSEAlgorithm', declared: valueAt(byDefault, 'SSEAlgorithm') ?? 'AES256', live: SSEAlgorithm ?? 'AES256', fix },
    { property: 'BucketEncryption.KMSMasterKeyID', declared: valueAt(byDefault, 'KMSMasterKeyID'), live: KMSMasterKeyID, fix },
  ];
};

const PUBLIC_ACCESS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] as const;

/** Of a bucket that says nothing of it, S3 blocks all of it. */
export const publicAccessOf: Pairs<GetPublicAccessBlockOutput | undefined> = ({ name, properties }, live) => {
  const wanted = properties.PublicAccessBlockConfiguration;
  const declared = (flag: string) => (wanted === undefined ? true : (valueAt(wanted, flag) ?? false));
  const flags = PUBLIC_ACCESS.map((flag) => `${flag}=${textOf(declared(flag))}`).join(',');
  const fix = `${put(name, 'public-access-block')} --public-access-block-configuration ${flags}`;
  return PUBLIC_ACCESS.map((flag) => ({
    property: `PublicAccessBlockConfiguration.${flag}`,
    declared: declared(flag),
    live: live?.PublicAccessBlockConfiguration?.[flag] ?? false,
    fix,
  }));
};

export const lifecycleOf: Pairs<GetBucketLifecycleConfigurationOutput | undefined> = ({ name, properties }, live) => {
  const declared = valueAt(properties, 'LifecycleConfiguration', 'Rules');
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

/** Without the name of another one, a bucket gets its own access logs. */
export const loggingOf: Pairs<GetBucketLoggingOutput> = ({ name, properties }, { LoggingEnabled }) => {
  const wanted = properties.LoggingConfiguration;
  const prefix = valueAt(wanted, 'LogFilePrefix');
  const fix = `${put(name, 'bucket-logging')} --bucket-logging-status file://logging.json`;
  return [
    {
      property: 'LoggingConfiguration.DestinationBucketName',
      declared: valueAt(wanted, 'DestinationBucketName') ?? (prefix === undefined ? undefined : name),
      live: LoggingEnabled?.TargetBucket,
      fix,
    },
    {
      property: 'LoggingConfiguration.LogFilePrefix',
      declared: prefix || undefined,
      live: LoggingEnabled?.TargetPrefix || undefined,
      fix,
    },
  ];
};

/** Whether EventBridge hears of new files: processors get them from there. Other notifications are not looked at. */
export const notificationsOf: Pairs<GetBucketNotificationConfigurationCommandOutput> = ({ name, properties }, live) => {
  const wanted = valueAt(properties, 'NotificationConfiguration', 'EventBridgeConfiguration');
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
