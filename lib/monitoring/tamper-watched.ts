import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { AuditTrail } from '../trail/audit-trail';
import type { TamperNames } from './tamper-names';
import type { Named, Names } from './tamper-pattern';
import type { TamperProtectionProps } from './tamper-protection-props';

/** What is protected, besides the protection itself. */
export interface Watched {
  readonly archive?: ILogArchive;
  readonly logGroup?: ILogGroup;
  readonly keys: readonly IKey[];
}

/** What props name, and what the trail is known to use. */
export function watchedOf({ trail, topics, archive, logGroup, keys = [] }: TamperProtectionProps): Watched {
  const known = trail instanceof AuditTrail ? trail : undefined;
  const where = archive ?? known?.archive;
  const all = [where?.encryptionKey, ...topics.map(({ masterKey }) => masterKey), ...keys].filter((key) => key !== undefined);
  return { archive: where, logGroup: logGroup ?? known?.logGroup, keys: [...new Set(all)] };
}

/** The names by which calls say that they are about something of it. */
export function namesOf({ trail, topics }: TamperProtectionProps, { archive, logGroup, keys }: Watched): Names {
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
    topic: topics.flatMap((topic) => named(topic, topic.topicArn)),
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
