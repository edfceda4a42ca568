import { processRecords } from 'cdk-cloudtrail/handler';

const DELETIONS = new Set(['DeleteBucket', 'DeleteDBInstance', 'DeleteTable', 'ScheduleKeyDeletion']);

/** Keeps the deletions of each log file that has any, and counts them. */
export const handler = processRecords(async (records, { derived }, file) => {
  const found = records.filter(({ eventName, errorCode }) => DELETIONS.has(eventName ?? '') && errorCode === undefined);
  if (found.length > 0) await derived.create(`found/${file.name}.json`, JSON.stringify(found));
  return { handled: found.length, counts: { Deletions: found.length } };
});
