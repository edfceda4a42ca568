import { parseLogFileKey } from '../../lib/log-format/log-file-key';
import { partitionOf } from '../../lib/log-format/partition';
import type { Finding } from './finding';

/** The consoles of the partitions that have one in the open. */
const CONSOLE: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/**
 * Where to look an event up: the event history, which has management events for 90 days, in the account and Region where it happened; for other events
 * the log file, in the account of the archive. Null where the partition has no console that is known.
 */
export function consoleLinkOf({ region, eventID, inEventHistory, bucket, key }: Finding): string | null {
  const place = region !== null && /^[a-z0-9-]{1,32}$/.test(region) ? region : (parseLogFileKey(key)?.region ?? 'us-east-1');
  const host = CONSOLE[partitionOf(place)];
  if (!host) return null;
  if (inEventHistory && eventID !== null) {
    return `https://${place}.${host}/cloudtrailv2/home?region=${place}#/events/${encodeURIComponent(eventID)}`;
  }
  return `https://${host}/s3/object/${encodeURIComponent(bucket)}?prefix=${encodeURIComponent(key)}`;
}
