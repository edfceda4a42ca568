import { partitionOf } from '../../lib/log-format/partition';

/** The consoles of the partitions that have one in the open. */
const CONSOLE: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/**
 * Where the account of a management event has it for 90 days: the event history of its Region. `undefined` where the partition has no console that is
 * known, or the record does not say enough.
 */
export function eventHistoryLink(region: unknown, eventID: unknown): string | undefined {
  if (typeof region !== 'string' || !/^[a-z0-9-]{1,32}$/.test(region) || typeof eventID !== 'string') return undefined;
  const host = CONSOLE[partitionOf(region)];
  return host && `https://${region}.${host}/cloudtrailv2/home?region=${region}#/events/${encodeURIComponent(eventID)}`;
}
