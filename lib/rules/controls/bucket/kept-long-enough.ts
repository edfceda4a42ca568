import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { ControlRule, ControlScene } from '../control-rule';
import { fail, type Judgement, pass, unknown } from '../judgement';
import { type Placed, valueAt } from '../places';
import { type Days, exactly, FOREVER, longest, onlyIf, shortest, sum } from './days';
import { expiration, lifecycleRules, noncurrentExpiration } from './lifecycle';
import { lockOf } from './lock';
import { filesOf, filterOf } from './log-files';
import { keepsVersions } from './versioned';

/** BKT-08. */
export const keptLongEnough: ControlRule = {
  id: 'BKT-08',
  name: 'LogRetentionAtLeast',
  title: 'Log files are kept as long as they have to be',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Intrusions are found late: what happened before can be told only from log files that are still there.',
  predicate:
    'no enabled lifecycle rule that is about log files removes their versions, the current one and then the noncurrent one, before the days that are asked for; a default retention of Object Lock goes before such a rule',
  live: 's3:GetBucketLifecycleConfiguration',
  fix: 'raise ExpirationInDays, or NoncurrentDays of NoncurrentVersionExpiration, or let the rule be about other objects',
  limit: 'people with the permission can still delete log files',
  of: 'logBucket',
  judge: (bucket, scene) => {
    const rules = lifecycleRules(bucket);
    const list = valueAt(bucket, 'LifecycleConfiguration', 'Rules');
    const kept = rules
      ? keptFor(bucket, scene, rules)
      : [longest({ ...exactly(1, list.ground), most: Infinity, dependsOn: [nameOf(list)] }, lockOf(scene.world, bucket))];
    return judgeDays(kept, scene.parameters.retentionDays, list);
  },
};

function nameOf({ value }: Placed): string {
  return display(unknownIn(value) ?? 'LifecycleConfiguration');
}

/** How long the files of each group are kept. */
function keptFor(bucket: TemplateResource, { world, trail }: ControlScene, rules: readonly Placed[]): Days[] {
  const lock = lockOf(world, bucket);
  const versions = rules.length === 0 ? false : keepsVersions(world, bucket);
  const prefixes = rules.flatMap(({ value }) => textOf(filterOf(value).prefix) ?? []);
  return filesOf(trail, prefixes).map(({ key, isDelivered }) => {
    const current = shortest(rules.map((rule) => expiration(world, rule, key)));
    const noncurrent = shortest(rules.map((rule) => noncurrentExpiration(world, rule, key)));
    return onlyIf(isDelivered, longest(onlyIf(versions, sum(current, noncurrent), current), lock), FOREVER);
  });
}

function judgeDays(kept: readonly Days[], wanted: number, list: Placed): Judgement {
  const tooShort = kept.find(({ most }) => most < wanted);
  if (tooShort) return fail(`log files are gone after ${inDays(tooShort.most)}, and ${wanted} are asked for`, ...tooShort.grounds);
  const unsure = kept.find(({ least }) => least < wanted);
  if (unsure) {
    const dependsOn = [...new Set(unsure.dependsOn)].join('; ');
    return unknown(`log files may be gone after ${inDays(unsure.least)}, and ${wanted} are asked for`, dependsOn, ...unsure.grounds);
  }
  const least = Math.min(...kept.map((days) => days.least));
  if (least === Number.POSITIVE_INFINITY) return pass('no lifecycle rule removes log files', list.ground);
  const grounds = kept.filter((days) => days.least === least).flatMap((days) => days.grounds);
  return pass(`log files are kept ${inDays(least)} at least, and ${wanted} are asked for`, ...grounds);
}

function inDays(days: number): string {
  return days === 0 ? 'the day of a rule with ExpirationDate, however new they are' : `${days} ${days === 1 ? 'day' : 'days'}`;
}
