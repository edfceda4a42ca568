import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { propertyOf } from '../private/property';
import { trailResourceOf } from '../private/trail-resource';
import { AuditTrail } from '../trail/audit-trail';
import type { TamperNames } from './tamper-names';
import type { Named, Names } from './tamper-pattern';
import type { TamperProtectionProps } from './tamper-protection-props';

/** What is protected, besides the protection itself. */
export interface Watched {
  readonly archive?: ILogArchive;
  readonly logGroup?: ILogGroup;
  readonly keys: readonly IKey[];
  /** The topics that are told, and that which the trail notifies of log files: their ARNs. */
  readonly topics: readonly Named[];
}

/** What props name, and what the trail is known to use. */
export function watchedOf({ trail, topics, archive, logGroup, keys = [] }: TamperProtectionProps): Watched {
  const known = trail instanceof AuditTrail ? trail : undefined;
  const where = archive ?? known?.archive;
  const all = [where?.encryptionKey, ...topics.map(({ masterKey }) => masterKey), ...keys].filter((key) => key !== undefined);
  const told = topics.map(({ topicArn, env }) => ({ name: topicArn, region: env.region }));
  const notified = notifiedOf(trail).filter(({ name }) => told.every((one) => one.name !== name));
  return { archive: where, logGroup: logGroup ?? known?.logGroup, keys: [...new Set(all)], topics: [...told, ...notified] };
}

/** The topic of a trail that the app defines: by its ARN, or by its name where it is in the account and Region of the trail. */
function notifiedOf(trail: TamperProtectionProps['trail']): Named[] {
  const resource = trailResourceOf(trail);
  const topic = resource && propertyOf(resource, 'SnsTopicName', resource.snsTopicName);
  if (!resource || typeof topic !== 'string') return [];
  const stack = Stack.of(resource);
  if (Token.isUnresolved(topic)) return [{ name: topic, region: stack.region }];
  if (!topic.startsWith('arn:'))
    return [{ name: stack.formatArn({ service: 'sns', resource: topic, arnFormat: ArnFormat.NO_RESOURCE_NAME }), region: stack.region }];
  return [{ name: topic, region: stack.splitArn(topic, ArnFormat.NO_RESOURCE_NAME).region ?? stack.region }];
}

/** The names by which calls say that they are about something of it. */
export function namesOf({ trail }: TamperProtectionProps, { archive, logGroup, keys, topics }: Watched): Names {
  const named = (resource: { readonly env: { readonly region: string } }, ...names: string[]): Named[] =>
    names.map((name) => ({ name, region: resource.env.region }));
  const group = logGroup ? named(logGroup, logGroup.logGroupName) : [];
  return {
    trail: trail ? named(trail, trail.trailRef.trailName, trail.trailRef.trailArn) : [],
    bucket: archive ? named(archive.bucket, archive.bucket.bucketName) : [],
    key: keys.flatMap((key) => named(key, key.keyId, key.keyArn)),
    keyArn: keys.flatMap((key) => named(key, key.keyArn)),
    logGroup: group,
    logGroupName: group,
    topic: topics,
  };
}

/** The same for the protection itself; its log group says how many repairs were tried. */
export function ownNamesOf(names: TamperNames, logGroup: ILogGroup): Names {
  const { region } = Stack.of(logGroup);
  const own = (name: string): Named[] => [{ name, region }];
  return {
    logGroupName: own(logGroup.logGroupName),
    rule: own(names.prefix),
    function: own(names.fn),
    queue: own(names.queue),
    alarm: own(names.alarm),
    role: own(names.prefix),
    policy: own(names.arns.policies.replace(/\*$/, '')),
  };
}
