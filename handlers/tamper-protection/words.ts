import { createHash } from 'node:crypto';
import { GUIDE, SCHEMA_VERSION, type TamperSubject } from '../../lib/monitoring/tamper-protection.contract';
import { eventHistoryLink } from '../shared/event-history';
import { plainLine, subjectLine } from '../shared/plain-text';
import type { Alert } from './core';
import { deniedResourceOf, type IncidentKind } from './incident';
import type { Outcome } from './repair';

/** Callers choose how long some values are; SNS takes 256 KB. */
const LONGEST = 1000;

const SUBJECTS: Readonly<Record<TamperSubject, string>> = {
  trail: 'the trail',
  bucket: 'the bucket of the log files',
  key: 'a key',
  logGroup: 'the log group',
  topic: 'a topic that is told',
  rule: 'a rule that watches',
  protection: 'the protection itself',
};

const KINDS: Readonly<Record<IncidentKind, (subject: string) => string>> = {
  change: (subject) => `Somebody changed ${subject}`,
  refused: (subject) => `Somebody tried to change ${subject}, and failed`,
  deploy: (subject) => `A deployment changed ${subject}`,
  own: (subject) => `The role of the protection changed ${subject}`,
};

/** Where a request says which resource it is about; the names of the parameters differ by service. */
const RESOURCE_PARAMETERS = [
  ...['name', 'trailName', 'bucketName', 'keyId', 'logGroupName', 'logGroupIdentifier', 'resourceIdentifier', 'resourceArn', 'topicArn'],
  ...['subscriptionArn', 'rule', 'functionName', 'queueUrl', 'alarmName', 'alarmNames', 'roleName', 'policyArn', 'servicePrincipal', 'policyName'],
];

/** For e-mail: what happened, who did it, and what was done about it. */
export function subjectOf({ incident, outcome }: Alert): string {
  const { kind, record, principal, account } = incident;
  const who = principal.split(', ')[0]?.split('/').at(-1);
  const done = { none: '', asDeclared: '', repaired: ' REPAIRED', failed: ' NOT REPAIRED', notRepaired: ' NOT REPAIRED' }[outcome.result];
  return subjectLine(`[${kind}${done}] ${record.eventName} by ${who}${account ? ` (${account})` : ''}`);
}

/** The message for people. What is from a record is on one line. */
export function wordsOf(alert: Alert): string {
  const { incident, outcome } = alert;
  const { kind, subject, record, principal, account } = incident;
  const { eventName, eventSource, errorCode, awsRegion, eventTime, sourceIPAddress, userAgent, requestParameters, eventID } = record;
  return [
    `${KINDS[kind](SUBJECTS[subject])}: ${plainLine(String(eventName))}`,
    '',
    ...lines([
      ['Who', principal],
      ['Account', account],
      ['What', `${eventName} (${eventSource})${errorCode ? `, refused or failed: ${errorCode}` : ''}`],
      ['Resource', resourceOf(alert)],
      ['With', requestParameters ? JSON.stringify(requestParameters) : undefined],
      ['When', eventTime],
      ['Where', awsRegion],
      ['From', [sourceIPAddress, userAgent].filter((part) => part).join('  ')],
      ['Deployment', incident.deploy],
      ['Done', doneOf(outcome)],
      ['Event', eventID],
      ['Look it up', eventHistoryLink(awsRegion, eventID)],
      ['What to do', guideOf(subject)],
      ['Alert', idOf(alert)],
    ]),
  ].join('\n');
}

/** The message for programs. */
export function documentOf(alert: Alert) {
  const { incident, outcome, trailArn } = alert;
  const { kind, subject, record, principal, account, deploy } = incident;
  const { eventID, eventName, eventSource, eventTime, awsRegion, errorCode, sourceIPAddress, userAgent } = record;
  const parameters = JSON.stringify(record.requestParameters ?? null);
  const about = { trailArn, principal, account, deploy, resource: resourceOf(alert) };
  const event = { eventID, eventName, eventSource, eventTime, awsRegion, errorCode, sourceIPAddress, userAgent: userAgent ?? '', parameters };
  return {
    ...{ schemaVersion: SCHEMA_VERSION, id: idOf(alert), kind, subject, ...allCut(about), outcome: allCut(outcome) },
    event: allCut(event),
    link: eventHistoryLink(awsRegion, eventID),
    guide: guideOf(subject),
  };
}

/** The same whenever the same event is told with the same outcome. */
export function idOf({ incident, outcome }: Alert): string {
  const { record, kind } = incident;
  return createHash('sha256')
    .update(JSON.stringify([record.eventID ?? record, kind, outcome.result]))
    .digest('hex')
    .slice(0, 32);
}

function doneOf({ result, act, reason, attempt }: Outcome): string {
  const tries = attempt === undefined ? '' : `, try ${attempt}`;
  const words = {
    none: 'nothing',
    asDeclared: 'nothing',
    repaired: `${act}${tries}`,
    failed: attempt === undefined ? `${act} was not called` : `${act} failed${tries}`,
    notRepaired: `${act} was not called`,
  };
  return `${words[result]}: ${reason}`;
}

function guideOf(subject: TamperSubject): string {
  return `${GUIDE}#${subject === 'trail' ? 'when-the-trail-was-changed' : 'when-something-else-was-changed'}`;
}

/** A refused call of CloudTrail often does not say which trail it was about. */
function resourceOf({ incident: { record, subject }, trailArn }: Alert): string | undefined {
  const parameters = record.requestParameters ?? {};
  const named = RESOURCE_PARAMETERS.flatMap((name) => parameters[name] ?? []).map(String);
  if (named.length > 0) return named.join(', ');
  const denied = deniedResourceOf(record);
  if (denied) return denied;
  const listed = (record.resources ?? []).flatMap(({ ARN }) => ARN ?? []);
  if (listed.length > 0) return listed.join(', ');
  return subject === 'trail' && trailArn ? `not stated; the trail that is protected is ${trailArn}` : undefined;
}

function lines(rows: readonly (readonly [label: string, value: string | undefined])[]): string[] {
  return rows.flatMap(([label, value]) => (value ? [`${label}: ${cut(plainLine(String(value)))}`] : []));
}

/** Five protocols get the document, and all of that has to fit. */
function allCut<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? cut(value) : value])) as T;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
