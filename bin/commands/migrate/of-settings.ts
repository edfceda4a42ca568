import type { ResourceChange } from '../../../lib/template/resource-change';
import { display, isOpen } from '../../../lib/template/symbols';
import type { TrailModel } from '../../../lib/template/trail-model';
import { compare } from '../explain/compare';
import type { Declared } from '../shared/declared-trails';
import { type Consequence, cannotTell, gap, note } from './consequence';
import { type Context, formsOf } from './context';

/** What a trail that goes on does otherwise than before: what it logs, what it proves, where it delivers. */
export function settingsOf({ before, after }: ResourceChange, context: Context): Consequence[] {
  const [older, newer] = [formsOf(context.trailsBefore, before), formsOf(context.trailsAfter, after)];
  const [was] = older;
  const [will] = newer;
  if (!was || !will) return [];
  return [...selectorsOf(older, newer), ...validationOf(was, will), ...deliveryOf(was, will), ...listenersOf(was, will)];
}

function selectorsOf(older: readonly TrailModel[], newer: readonly TrailModel[]): Consequence[] {
  const declared = (trails: readonly TrailModel[]): Declared => ({
    trails: trails.map((model) => ({ model, name: model.name, stack: model.resource.stack.name, id: 'the trail' })),
    logBuckets: [],
    display,
  });
  return compare(declared(older), declared(newer)).flatMap(({ stops, starts, mayChange }) => [
    ...stops.map((text) => gap('logging', text)),
    ...mayChange.map((text) => cannotTell('logging', text)),
    ...starts.map((text) => note('logging', text)),
  ]);
}

function validationOf(
  { validatesLogFiles: was, isLogging: logged }: TrailModel,
  { validatesLogFiles: will, isLogging: logs }: TrailModel,
): Consequence[] {
  if (was === true && will === false) {
    return [gap('digests', 'log file validation is switched off: the chain of digests breaks after one hour, and nothing proves later log files')];
  }
  if (was !== will && [was, will].includes('unknown'))
    return [cannotTell('digests', 'whether log file validation is on is known at the deployment only')];
  if (was === false && will === true)
    return [note('digests', 'log file validation is switched on: a chain of digests begins; earlier log files stay unproven')];
  if (was && logged === true && logs === false) return [gap('digests', 'logging stops: the chain of digests ends with a last digest')];
  return [];
}

function deliveryOf(was: TrailModel, will: TrailModel): Consequence[] {
  const place = ({ bucketName = '', keyPrefix }: TrailModel) => (keyPrefix ? `${bucketName}/${keyPrefix}` : bucketName);
  const [from, to] = [place(was), place(will)];
  return [...(from === to ? [] : placeChanges(from, to, was)), ...keyChanges(was, will)];
}

function placeChanges(from: string, to: string, { validatesLogFiles }: TrailModel): Consequence[] {
  if (isOpen(from) || isOpen(to))
    return [cannotTell('logFiles', `whether log files go on to be delivered to ${display(from)} is known at the deployment only`)];
  return [
    note('logFiles', `from the update on, log files are delivered to ${display(to)}; earlier ones stay in ${display(from)}`),
    ...(validatesLogFiles === false
      ? []
      : [
          cannotTell(
            'digests',
            'whether the first digest in the new place names the last one in the old place is not documented: verify both places for the time of the update',
          ),
        ]),
  ];
}

function keyChanges({ kmsKeyId: was }: TrailModel, { kmsKeyId: will }: TrailModel): Consequence[] {
  if (was === will) return [];
  if (was === undefined)
    return [note('logFiles', 'log files and digests are encrypted with the key from then on: whoever reads them needs kms:Decrypt')];
  const next = will === undefined ? 'without a key of yours' : 'with another key';
  return [note('logFiles', `log files are encrypted ${next} from then on; keep the old key as long as the log files that it encrypted`)];
}

function listenersOf(was: TrailModel, will: TrailModel): Consequence[] {
  return [
    ...(was.logGroupArn && !will.logGroupArn
      ? [
          gap(
            'alarms',
            'events no longer go to the log group: metric filters, alarms and subscriptions on it fall silent. Give cloudWatchLogs to keep it',
          ),
        ]
      : []),
    ...(was.topicName && !will.topicName
      ? [gap('alarms', 'nobody is told of new log files any more: what listens to the topic falls silent. Give notifications to keep it')]
      : []),
    ...(was.logGroupArn && will.logGroupArn && was.logGroupArn !== will.logGroupArn && !isOpen(was.logGroupArn + will.logGroupArn)
      ? [note('alarms', 'events go to another log group from then on: move the metric filters, alarms and subscriptions along')]
      : []),
  ];
}
