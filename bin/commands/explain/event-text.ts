import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { printable } from '../shared/terminal';
import type { TrailVerdict } from './judge';

const WORDS: Readonly<Record<TrailVerdict['logged'], string>> = { yes: 'logged by', no: 'not logged by', unknown: 'perhaps logged by' };

/** What becomes of an event, a line for each trail. */
export function eventInWords(record: CloudTrailRecord, verdicts: readonly TrailVerdict[]): string {
  return [
    printable(nameOf(record)),
    ...verdicts.map(({ logged, trail, stack, reason }) => printable(`  ${WORDS[logged]} trail ${JSON.stringify(trail)} (stack ${stack}): ${reason}`)),
  ].join('\n');
}

function nameOf({ eventID, eventSource, eventName, eventTime, resources }: CloudTrailRecord): string {
  const on = Array.isArray(resources) ? resources.flatMap((resource) => resource?.ARN ?? resource?.ARNPrefix ?? []) : [];
  const facts = [eventTime && `at ${eventTime}`, on.length > 0 && `on ${on[0]}`].filter(Boolean).join(' ');
  return `Event ${eventID ?? 'without an ID'}: ${eventSource ?? ''} ${eventName ?? 'without a name'}${facts && `, ${facts}`}`;
}
