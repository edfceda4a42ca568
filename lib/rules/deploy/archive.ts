import { isJson, type Json, section } from '../../template/json';
import { logBucketsOfTrail } from '../../template/log-buckets';
import type { TemplateResource } from '../../template/resource';
import { flagOf, listOf, textOf } from '../../template/unknown';
import { type Observation, perTrail, type Rule } from '../rule';
import { finding } from './problems';

/** W09: Object Lock where S3 delivers access logs. */
export const accessLogsLocked: Rule = perTrail((trail, { world }) =>
  logBucketsOfTrail(world, trail).flatMap(({ role, resource }) => {
    if (role !== 'accessLogs' || !resource || defaultRetention(resource) === undefined) return [];
    return [
      finding(resource, 'LogArchive.accessLogsLocked', {
        message: 'S3 delivers no access logs to a bucket with a default retention of Object Lock: who reads the log files is not recorded',
        value: resource.properties.ObjectLockConfiguration,
        fix: 'deliver access logs to a bucket without a default retention',
      }),
    ];
  }),
);

/** W10: lifecycle rules that promise to delete what is still locked. */
export const expiresBeforeLock: Rule = perTrail((trail, { world }) =>
  logBucketsOfTrail(world, trail).flatMap(({ resource }) => {
    const locked = resource && defaultRetention(resource);
    if (!resource || locked === undefined) return [];
    return lifecycleRules(resource).flatMap((rule): Observation[] => {
      // A noncurrent version that is still locked is deleted later, when its lock ends: nobody is promised anything else.
      const shortest = number(rule.ExpirationInDays) ?? Number.POSITIVE_INFINITY;
      if (shortest >= locked) return [];
      return [
        finding(resource, 'LogArchive.expiresBeforeLock', {
          message: `a lifecycle rule deletes log files after ${shortest} days, and Object Lock keeps them for ${locked}: what the rule promises does not happen`,
          value: shortest,
          fix: 'let the rule delete after the end of the lock, or shorten the lock',
        }),
      ];
    });
  }),
);

const COLD = ['GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR'];

/**
 * W17: transitions of all objects to Glacier. Most log files are small: S3 leaves those under 128 KB where they are, or charges more for the transition
 * than it saves.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export const coldSmallObjects: Rule = perTrail((trail, { world }) =>
  logBucketsOfTrail(world, trail).flatMap(({ role, resource }) => {
    if (!resource || role === 'accessLogs') return [];
    const naive = lifecycleRules(resource).find(
      (rule) => rule.ObjectSizeGreaterThan === undefined && transitionsOf(rule).some((one) => COLD.includes(textOf(one.StorageClass) ?? '')),
    );
    if (!naive) return [];
    return [
      finding(resource, 'LogArchive.coldSmallObjects', {
        message: 'a lifecycle rule moves log files of any size to Glacier: most are under 128 KB, which S3 does not move, or which cost more there',
        value: naive.Id ?? naive.Transitions ?? naive.Transition,
        fix: 'add ObjectSizeGreaterThan with 131072, merge log files first, or leave the transition out',
      }),
    ];
  }),
);

/** The days of the default retention of Object Lock. */
function defaultRetention({ properties }: TemplateResource): number | undefined {
  const retention = section(section(section(properties, 'ObjectLockConfiguration'), 'Rule'), 'DefaultRetention');
  const [days, years] = [number(retention.Days), number(retention.Years)];
  return days ?? (years === undefined ? undefined : years * 365);
}

function lifecycleRules({ properties }: TemplateResource): Json[] {
  const rules = listOf(section(properties, 'LifecycleConfiguration').Rules) ?? [];
  return rules.filter(isJson).filter((rule) => textOf(rule.Status) !== 'Disabled' && flagOf(rule.Status) !== false);
}

function transitionsOf({ Transitions, Transition }: Json): Json[] {
  return [...(listOf(Transitions) ?? []), Transition].filter(isJson);
}

function number(value: unknown): number | undefined {
  const text = textOf(value);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
