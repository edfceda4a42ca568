import type { AssemblyCheck } from '../../../lib/rules/check-assembly';
import type { TemplateFinding } from '../../../lib/rules/template-finding';
import { printable } from '../shared/terminal';

const MAX_VALUE = 400;

/** The result for people, in whole lines that can be read aloud: grouped by stack and resource, the worst first. */
export function toText(path: string, { findings, unknown, checklist, assessed, complete }: AssemblyCheck, skipped: readonly string[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const lines = [
    ...grouped(findings, findingLines),
    ...section('Not known from the templates', unknown, ({ message, id }) => [`${message} (${id})`]),
    ...section('To be checked by a person', checklist, ({ message }) => [message]),
    ...(skipped.length > 0 ? ['Not read:', ...skipped.map((file) => `  - ${file}`), ''] : []),
    ...(complete ? [] : ['The conditions of these templates can be combined in more ways than were looked at.', '']),
    `${path}: ${count(assessed, 'trail')} checked, ${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}.`,
  ];
  return lines.map(printable).join('\n');
}

interface Placed {
  readonly stack: string;
  readonly path: string;
  readonly logicalId: string;
}

function grouped<T extends Placed>(items: readonly T[], lines: (item: T) => string[]): string[] {
  return unique(items.map(({ stack }) => stack)).flatMap((stack) => {
    const ofStack = items.filter((item) => item.stack === stack);
    return [
      `Stack ${stack}`,
      ...unique(ofStack.map(nameOf)).flatMap((name) => [
        `  ${name}`,
        ...ofStack.filter((item) => nameOf(item) === name).flatMap((item) => lines(item).map((line) => `    ${line}`)),
      ]),
      '',
    ];
  });
}

function section<T extends Placed>(title: string, items: readonly T[], lines: (item: T) => string[]): string[] {
  if (items.length === 0) return [];
  return [`${title}:`, ...items.flatMap((item) => lines(item).map((line) => `  - ${nameOf(item)}: ${line}`)), ''];
}

function findingLines({ severity, message, value, awsMessage, fix, id, when }: TemplateFinding): string[] {
  return [
    `${severity}: ${message}`,
    ...(value === undefined || value === null ? [] : [`  value: ${shortened(JSON.stringify(value))}`]),
    ...(awsMessage === undefined ? [] : [`  AWS answers: ${awsMessage}`]),
    ...(when === undefined ? [] : [`  only if ${when.join(', and ')}`]),
    `  fix: ${fix}`,
    `  id: ${id}`,
  ];
}

function nameOf({ path, logicalId }: Placed): string {
  return path.endsWith(logicalId) ? path : `${path} (${logicalId})`;
}

function shortened(text: string): string {
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE)} and so on`;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
