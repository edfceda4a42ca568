import { ALERT_METRICS } from '../../../lib/processing/detection-alerts.contract';
import { METRICS } from '../../../lib/processing/log-processor.contract';
import { printable } from '../shared/terminal';
import type { Processed } from './process-logs';
import { addUp, failuresOf, notificationsAddUp } from './verdict';

interface Numbers extends Processed {
  /** How many records the files have. */
  readonly records: number;
  /** How many findings a count by other means has. */
  readonly findings: number;
  /** How many messages the topic got. */
  readonly published: number;
}

/** Whether the alerts account for every notification and record, and say all that the rules find. */
export function alertsVerdict(numbers: Numbers): { text: string; exitCode: 0 | 1 } {
  const { metrics, records, findings, published, deadLetters } = numbers;
  const [sent, heldBack, merged] = [ALERT_METRICS.alertsSent, ALERT_METRICS.alertsHeldBack, ALERT_METRICS.findingsMerged].map((name) =>
    metrics.get(name),
  );
  const sums = [
    notificationsAddUp(numbers),
    addUp('record', records, [
      [metrics.get(METRICS.recordsHandled), 'looked at'],
      [metrics.get(METRICS.recordsDropped), 'dropped'],
      [metrics.get(METRICS.unreadableRecords), 'kept as unreadable'],
    ]),
    addUp('finding', metrics.get(ALERT_METRICS.findings), [
      [sent ?? 0, 'alerts'],
      [merged ?? 0, 'merged into them'],
      [heldBack ?? 0, 'above the ceiling, kept'],
    ]),
  ];
  const equal = findings === metrics.get(ALERT_METRICS.findings) && published === sent;
  const failures = [...failuresOf(deadLetters)];
  return {
    text: [
      'Alerts:',
      ...sums.map(({ text }) => text),
      `independent count of findings ${findings.toLocaleString('en-US')}, messages at the topic ${published.toLocaleString('en-US')}: ${equal ? 'equal' : 'NOT EQUAL'}`,
      ...failures.map(([file, reason]) => `FAILED: ${printable(file)}\n  ${printable(reason)}`),
    ].join('\n'),
    exitCode: equal && sums.every(({ right }) => right) && failures.length === 0 ? 0 : 1,
  };
}
