import { readLogFile } from '../../lib/log-format/log-file';
import { type LogFileKey, parseDeliveredFileKey } from '../../lib/log-format/log-file-key';
import { type AnnouncedObject, parseNotification } from '../../lib/log-format/notification';
import { METRICS, type MetricName } from '../../lib/processing/access-report.contract';
import { claimAll } from '../shared/claims';
import type { ObjectStore } from '../shared/store';
import { linesOf, ownerOf, reportOn, rowsKeyOf, settle, unreadableKeyOf } from './core';

/** What a message is processed with. */
export interface Surroundings {
  /** The bucket that a message names. */
  readonly archive: (bucket: string) => Pick<ObjectStore, 'get'>;
  readonly derived: ObjectStore;
  readonly count: (counts: Readonly<Partial<Record<MetricName, number>>>) => void;
  /** Writes one line of the log. It has neither records nor secrets. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** A message of a queue. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
}

/** Processes the log files that a message announces. It fails if one of them fails; then the message comes again, which repeats the others without effect. */
export async function processMessage({ messageId, body }: Message, surroundings: Surroundings): Promise<void> {
  const failures: unknown[] = [];
  const attempt = async (about: Partial<AnnouncedObject>, task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      surroundings.log({ level: 'ERROR', message: 'failed', messageId, ...about, error: String(error) });
      failures.push(error);
    }
  };
  await attempt({}, async () => {
    const { objects, passedOver } = parseNotification(body);
    for (const reason of passedOver) passOver({ messageId, reason }, surroundings);
    // One after the other: memory is for one file.
    for (const object of objects) await attempt(object, () => processObject(object, messageId, surroundings));
  });
  if (failures.length > 0) throw failures[0];
}

async function processObject({ bucket, key }: AnnouncedObject, messageId: string, surroundings: Surroundings): Promise<void> {
  const file = parseDeliveredFileKey(key);
  if (file?.kind !== 'CloudTrail') {
    passOver({ messageId, bucket, key, reason: file ? `a ${file.kind} file` : 'not delivered by CloudTrail' }, surroundings);
    return;
  }
  const object = await surroundings.archive(bucket).get(key);
  if (!object) throw new Error(`'${key}' is not in the bucket any more; restore it, or remove the message`);
  await processLogFile(object.body, file, key, surroundings);
}

/**
 * The order is what makes it exact. Claims first: from then on no other file reports these events, and a crash leaves them to the repetition of this one.
 * The rows last, created only where there are none: they say that the file is done. So an event has its row once, whatever fails in between.
 */
async function processLogFile(content: Uint8Array, file: LogFileKey, key: string, { derived, count }: Surroundings): Promise<void> {
  const report = reportOn(readLogFile(content, key), file);
  const isOurs = await claimAll(derived, ownerOf(file), report.candidates);
  const { rows, counts } = settle(report, isOurs);
  if (report.unreadable.length > 0) await derived.create(unreadableKeyOf(file), linesOf(report.unreadable));
  // Without rows too: an empty object is what tells a file that is done from one that never came.
  const created = await derived.create(rowsKeyOf(file), linesOf(rows.map((row) => JSON.stringify(row))));
  count(created ? counts : { [METRICS.duplicateFiles]: 1 });
}

function passOver(about: Readonly<Record<string, unknown>>, { count, log }: Surroundings): void {
  count({ [METRICS.filesPassedOver]: 1 });
  log({ level: 'INFO', message: 'passed over', ...about });
}
