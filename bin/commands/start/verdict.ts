import type { AccessRow } from '../../../handlers/access-report/core';
import { METRICS } from '../../../lib/processing/access-report.contract';
import { count, printable } from '../shared/terminal';
import { type IndependentCount, WITHOUT_ID } from './independent-count';
import type { Metrics } from './metrics';
import type { DeadLetter } from './queue';

export interface Numbers {
  readonly rows: readonly AccessRow[];
  readonly independent: IndependentCount;
  readonly metrics: Metrics;
  readonly deadLetters: readonly DeadLetter[];
  readonly notifications: number;
}

/** Whether everything is accounted for: notifications, records, and rows against a count by other means. */
export function verdict(numbers: Numbers): { text: string; exitCode: 0 | 1 } {
  const { rows, independent, deadLetters } = numbers;
  const sums = [notificationsAddUp(numbers), recordsAddUp(numbers)];
  const differences = differencesOf(rows, independent);
  const events = [...independent.events.values()].reduce((sum, times) => sum + times, 0);
  const allRight = sums.every(({ right }) => right) && differences.length === 0 && deadLetters.length === 0;
  return {
    text: [
      ...sums.map(({ text }) => text),
      `${count(rows.length, 'row')}, independent count ${events.toLocaleString('en-US')}: ${differences.length === 0 ? 'equal' : 'NOT EQUAL'}`,
      ...differences.map((line) => `  ${line}`),
      ...[...failuresOf(deadLetters)].map(([file, reason]) => `FAILED: ${printable(file)}\n  ${printable(reason)}`),
      allRight
        ? '\nEvery file and every record is accounted for, and nothing doubled.'
        : `\nNot everything went well: ${count(failuresOf(deadLetters).size, 'file')} failed.`,
    ].join('\n'),
    exitCode: allRight ? 0 : 1,
  };
}

export function notificationsAddUp({ notifications, metrics, deadLetters }: Pick<Numbers, 'notifications' | 'metrics' | 'deadLetters'>) {
  return addUp('notification', notifications, [
    [metrics.get(METRICS.files), 'processed'],
    [metrics.get(METRICS.duplicateFiles), 'repeated without any effect'],
    [metrics.get(METRICS.filesPassedOver), 'passed over'],
    [deadLetters.length, 'in the dead-letter queue'],
  ]);
}

function recordsAddUp({ metrics, independent }: Numbers) {
  return addUp('record', independent.records, [
    [metrics.get(METRICS.rows), 'rows'],
    [metrics.get(METRICS.recordsNotDataAccess), 'not about access to data'],
    [metrics.get(METRICS.recordsDuplicateEvent), 'of an event that has its row'],
    [metrics.get(METRICS.unreadableRecords), 'kept as unreadable'],
  ]);
}

export function addUp(what: string, total: number, parts: [number: number, name: string][]): { text: string; right: boolean } {
  const right = parts.reduce((sum, [number]) => sum + number, 0) === total;
  const said = parts.map(([number, name]) => `${number.toLocaleString('en-US')} ${name}`).join(' + ');
  return { right, text: `${count(total, what)} ${right ? '=' : 'DOES NOT EQUAL'} ${said}` };
}

function differencesOf(rows: readonly AccessRow[], { events }: IndependentCount): string[] {
  const counts = new Map<string, number>();
  for (const { eventID, sharedEventID } of rows) {
    const id = sharedEventID ?? (eventID.startsWith('sha256-') ? WITHOUT_ID : eventID);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const times = (id: string) => (counts.get(id) ?? 0) - (events.get(id) ?? 0);
  const ids = [...new Set([...counts.keys(), ...events.keys()])];
  return [
    ...some(
      'with more rows than the files have events',
      ids.filter((id) => times(id) > 0),
    ),
    ...some(
      'without a row',
      ids.filter((id) => times(id) < 0),
    ),
  ];
}

function some(what: string, ids: readonly string[]): string[] {
  return ids.length === 0
    ? []
    : [`${count(ids.length, 'event id')} ${what}: ${ids.slice(0, 5).map(printable).join(', ')}${ids.length > 5 ? ', …' : ''}`];
}

/** A file fails with each of its notifications; it is named once. */
export function failuresOf(deadLetters: readonly DeadLetter[]): Map<string, string> {
  return new Map(deadLetters.map(({ about, reasons }) => [about, reasons.join('; ') || 'the handler gave no reason']));
}
