import { partitionOf } from '../../lib/log-format/partition';

/** The consoles of the partitions that have one in the open. */
const CONSOLE: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** Whether a text of a record can be the name of a Region. */
export function isRegion(region: unknown): region is string {
  return typeof region === 'string' && /^[a-z0-9-]{1,32}$/.test(region);
}

/** The host of the console of a Region; `undefined` where its partition has none that is known. */
export function consoleOf(region: string): string | undefined {
  return CONSOLE[partitionOf(region)];
}

/**
 * Where the account of a management event has it for 90 days: the event history of its Region. `undefined` where the partition has no console that is
 * known, or the record does not say enough.
 */
export function eventHistoryLink(region: unknown, eventID: unknown): string | undefined {
  if (!isRegion(region) || typeof eventID !== 'string') return undefined;
  const host = consoleOf(region);
  return host && `https://${region}.${host}/cloudtrailv2/home?region=${region}#/events/${encodeURIComponent(eventID)}`;
}
