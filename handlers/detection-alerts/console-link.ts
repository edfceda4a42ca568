import { parseLogFileKey } from '../../lib/log-format/log-file-key';
import { consoleOf, eventHistoryLink, isRegion } from '../shared/event-history';
import type { Finding } from './finding';

/**
 * Where to look an event up: the event history, which has management events for 90 days, in the account and Region where it happened; for other events
 * the log file, in the account of the archive. Null where the partition has no console that is known.
 */
export function consoleLinkOf({ region, eventID, inEventHistory, bucket, key }: Finding): string | null {
  const place = isRegion(region) ? region : (parseLogFileKey(key)?.region ?? 'us-east-1');
  const host = consoleOf(place);
  if (!host) return null;
  if (inEventHistory && eventID !== null) return eventHistoryLink(place, eventID) ?? null;
  return `https://${host}/s3/object/${encodeURIComponent(bucket)}?prefix=${encodeURIComponent(key)}`;
}
