import { plainLine, subjectLine } from '../shared/plain-text';
import type { Alert, FindingAlert, HeldBackAlert } from './alert';

/** One line of at most 100 printable characters of ASCII, which is what SNS takes: the severity, then what happened and where. */
export function subjectOf(alert: Alert): string {
  const text =
    alert.kind === 'heldBack'
      ? `[CloudTrail] ${alert.count} alerts were held back`
      : `[${alert.severity}] ${alert.kind === 'more' ? `${alert.count} more: ` : ''}${alert.title}${alert.account ? ` (${alert.account})` : ''}`;
  return subjectLine(text);
}

/** The message for people. What is from a record is on one line, and without characters that would change how it looks. */
export function wordsOf(alert: Alert): string {
  return alert.kind === 'heldBack' ? heldBackInWords(alert) : findingInWords(alert);
}

function findingInWords(alert: FindingAlert): string {
  const { action, location, count, kind } = alert;
  const call = [action.eventName, action.eventSource && `(${action.eventSource})`, action.errorCode && `refused: ${action.errorCode}`];
  const lines: [label: string, value: string | null | readonly string[]][] = [
    ['What', call.filter((part) => part).join(' ')],
    ['Who', alert.principal],
    ['On', alert.resources],
    ['When', alert.time],
    ['Where', [alert.account, alert.region].filter((part) => part).join(' ')],
    ['From', [alert.sourceIp, alert.userAgent].filter((part) => part).join('  ')],
    ['Events', count > 1 || kind === 'more' ? `${count}${kind === 'more' ? ' more since the last alert; this is the newest' : ''}` : null],
    ['Why it matters', alert.why],
    ['It may also be', alert.falsePositives],
    ['References', alert.references],
    ['Rule', `${alert.rule} (${alert.tags.join(', ') || 'no tags'})`],
    ['Record', `element ${location.index} of s3://${location.bucket}/${location.key}, eventID ${location.eventID ?? 'unknown'}`],
    ['Look it up', alert.link],
    ['Alert', alert.id],
  ];
  return [`${alert.severity.toUpperCase()}: ${plainLine(alert.title)}`, '', ...lines.flatMap(([label, value]) => lineOf(label, value))].join('\n');
}

function heldBackInWords({ hour, count, rules, otherRules, keptIn, id }: HeldBackAlert): string {
  return [
    `${count} alerts of the hour ${hour}:00 UTC were held back, since there were more than the ceiling allows.`,
    '',
    ...rules.map(({ rule, count }) => `${String(count).padStart(6)}  ${plainLine(rule)}`),
    ...(otherRules > 0 ? [`        and ${otherRules} other rules`] : []),
    '',
    `None is lost: they are below ${plainLine(keptIn)}, with "status":"held".`,
    `Alert: ${id}`,
  ].join('\n');
}

function lineOf(label: string, value: string | null | readonly string[]): string[] {
  const values = (typeof value === 'string' ? [value] : (value ?? [])).filter((one) => one !== '');
  const [first, ...others] = values.map(plainLine);
  return first === undefined ? [] : [`${label}: ${first}`, ...others.map((other) => `  ${other}`)];
}
