import type { CloudTrailRecord } from '../../lib/log-format/record';
import { LOW_NOISE } from '../../lib/rules/controls/alarms/low-noise';
import { eventHistoryLink } from '../shared/event-history';
import { plainLine, subjectLine } from '../shared/plain-text';
import type { Notice } from './core';

/** How many events of a notice are told one by one; of the others it says how many of which name. */
export const TOLD_ONE_BY_ONE = 10;
/** Callers choose how long some values are; SNS takes 256 KB. */
const LONGEST = 500;

/** What happened, to whom it may concern first: the controls, the event, who, and the account. */
export function subjectOf({ controls, records, principal, account }: Notice): string {
  const events = records.length === 1 ? String(records[0]?.eventName) : `${records.length} events`;
  const who = principal.split(', ')[0]?.split('/').at(-1);
  return subjectLine(`[${controls.join(' ')}] ${whatOf(controls)}: ${events} by ${who}${account ? ` (${account})` : ''}`);
}

/** The message for people. What is from a record is on one line. */
export function wordsOf({ id, controls, principal, account, records, logGroup, logStream }: Notice): string {
  const shown = records.slice(0, TOLD_ONE_BY_ONE);
  const rest = records.slice(TOLD_ONE_BY_ONE);
  return [
    `${whatOf(controls)}${records.length > 1 ? `: ${records.length} events` : ''}`,
    '',
    ...lines([
      ['Who', principal],
      ['Account', account],
      ['Controls', controls.map((control) => `${control} (${LOW_NOISE[control].what})`).join(', ')],
    ]),
    ...shown.flatMap((record) => ['', ...eventInWords(record)]),
    ...(rest.length > 0 ? ['', `and ${rest.length} more: ${byName(rest)}`] : []),
    '',
    ...lines([
      ['Log group', `${logGroup}, stream ${logStream}`],
      ['Notice', id],
    ]),
  ].join('\n');
}

function eventInWords(record: CloudTrailRecord): string[] {
  const { eventName, eventSource, errorCode, awsRegion, eventTime, sourceIPAddress, userAgent, requestParameters, eventID } = record;
  return lines([
    ['What', `${eventName} (${eventSource})${errorCode ? `, refused or failed: ${errorCode}` : ''}`],
    ['With', requestParameters ? JSON.stringify(requestParameters) : undefined],
    ['When', eventTime],
    ['Where', awsRegion],
    ['From', [sourceIPAddress, userAgent].filter((part) => part).join('  ')],
    ['Event', eventID],
    ['Look it up', eventHistoryLink(awsRegion, eventID)],
  ]);
}

/** How many event ids the message for programs has. */
const MOST_IDS = 200;

/** The message for programs: five protocols get it, and all of that has to fit. */
export function documentOf({ id, controls, principal, account, records, logGroup, logStream }: Notice, schemaVersion: string) {
  const events = records.slice(0, TOLD_ONE_BY_ONE).map((record) => {
    const { eventName, eventSource, errorCode, awsRegion, eventTime, sourceIPAddress, userAgent, eventID } = record;
    const link = eventHistoryLink(awsRegion, eventID);
    return { eventID, eventName, eventSource, eventTime, awsRegion, errorCode, sourceIPAddress, userAgent: cut(String(userAgent ?? '')), link };
  });
  const eventIDs = records.map(({ eventID }) => eventID).slice(0, MOST_IDS);
  return { schemaVersion, id, controls, principal, account, count: records.length, events, eventIDs, logGroup, logStream };
}

function whatOf(controls: Notice['controls']): string {
  const [first, ...others] = controls.map((control) => LOW_NOISE[control].what);
  const text = [first, ...others].join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function byName(records: readonly CloudTrailRecord[]): string {
  const names = new Map<string, number>();
  for (const { eventName } of records) names.set(String(eventName), (names.get(String(eventName)) ?? 0) + 1);
  return [...names].map(([name, count]) => `${count} ${plainLine(name)}`).join(', ');
}

function lines(rows: readonly (readonly [label: string, value: string | undefined])[]): string[] {
  return rows.flatMap(([label, value]) => (value ? [`${label}: ${cut(plainLine(String(value)))}`] : []));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
