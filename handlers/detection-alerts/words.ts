import type { Alert, FindingAlert, HeldBackAlert } from './alert';

const SUBJECT = 100;

/** One line of at most 100 printable characters of ASCII, which is what SNS takes: the severity, then what happened and where. */
export function subjectOf(alert: Alert): string {
  const text =
    alert.kind === 'heldBack'
      ? `[CloudTrail] ${alert.count} alerts were held back`
      : `[${alert.severity}] ${alert.kind === 'more' ? `${alert.count} more: ` : ''}${alert.title}${alert.account ? ` (${alert.account})` : ''}`;
  const ascii = plain(text).replace(/[^ -~]/g, '?');
  return ascii.length > SUBJECT ? `${ascii.slice(0, SUBJECT - 3)}...` : ascii;
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
  return [`${alert.severity.toUpperCase()}: ${plain(alert.title)}`, '', ...lines.flatMap(([label, value]) => lineOf(label, value))].join('\n');
}

function heldBackInWords({ hour, count, rules, otherRules, keptIn, id }: HeldBackAlert): string {
  return [
    `${count} alerts of the hour ${hour}:00 UTC were held back, since there were more than the ceiling allows.`,
    '',
    ...rules.map(({ rule, count }) => `${String(count).padStart(6)}  ${plain(rule)}`),
    ...(otherRules > 0 ? [`        and ${otherRules} other rules`] : []),
    '',
    `None is lost: they are below ${plain(keptIn)}, with "status":"held".`,
    `Alert: ${id}`,
  ].join('\n');
}

function lineOf(label: string, value: string | null | readonly string[]): string[] {
  const values = (typeof value === 'string' ? [value] : (value ?? [])).filter((one) => one !== '');
  const [first, ...others] = values.map(plain);
  return first === undefined ? [] : [`${label}: ${first}`, ...others.map((other) => `  ${other}`)];
}

/** Without line breaks, control characters, and characters that turn the direction of writing. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\uFFFD');
}
