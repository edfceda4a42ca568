import { count, printable, table } from '../shared/terminal';
import type { Published } from './local-services';

const most = 12;

/** The alerts that were published: their subjects, and the first of the gravest as a subscriber reads it. */
export function showAlerts(published: readonly Published[]): string {
  const [gravest] = SEVERITIES.flatMap((severity) => published.filter(({ subject }) => subject.startsWith(`[${severity}]`)));
  if (!gravest) return 'No rule found anything in these files.';
  const times = new Map<string, number>();
  for (const { subject } of published) times.set(subject, (times.get(subject) ?? 0) + 1);
  const rows = [...times].sort(([one], [other]) => rank(one) - rank(other)).map(([subject, number]) => [printable(subject), number]);
  return [
    table(['subject', 'alerts'], rows.slice(0, most), ['alerts']),
    ...(rows.length > most ? [`  … and ${rows.length - most} more`] : []),
    `\nOne of ${count(published.length, 'message')}, as a subscriber reads it:\n`,
    ...gravest.words.split('\n').map((line) => `  ${printable(line)}`),
  ].join('\n');
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'];

function rank(subject: string): number {
  const index = SEVERITIES.findIndex((severity) => subject.startsWith(`[${severity}]`));
  return index < 0 ? SEVERITIES.length : index;
}
