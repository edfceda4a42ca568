import { COUNT, graph, heading, type Row, WORST } from './dashboard-widgets';
import type { IMeteredProcessor } from './trail-dashboard-props';

/** What becomes of log files: how many, how many records in and out, what waits, and what failed. */
export function processorRows(processors: readonly IMeteredProcessor[]): Row[] {
  return [
    ...(processors.length > 0 ? [heading('Processors', 'Records read are those that are handled, dropped and unreadable, together.')] : []),
    ...processors.map(rowOf),
  ];
}

/** The metrics have names that are the same for all of them. */
function rowOf(processor: IMeteredProcessor): Row {
  const { queue, deadLetterQueue, node } = processor;
  const count = (metricName: string, label: string) => processor.metric(metricName, { ...COUNT, label });
  return [
    graph(`${node.id}: log files`, 4, [
      count('Files', 'processed'),
      count('DuplicateFiles', 'announced again'),
      count('FilesPassedOver', 'passed over'),
      count('FilesParked', 'parked'),
    ]),
    graph(
      `${node.id}: records`,
      4,
      [count('RecordsHandled', 'handled'), count('RecordsDropped', 'dropped'), count('UnreadableRecords', 'unreadable')],
      { stacked: true, right: [count('RecordsRead', 'read')], rightYAxis: { min: 0 } },
    ),
    graph(`${node.id}: messages`, 4, [
      queue.metricApproximateNumberOfMessagesVisible({ ...WORST, label: 'waiting' }),
      deadLetterQueue.metricApproximateNumberOfMessagesVisible({ ...WORST, label: 'dead letters' }),
    ]),
    graph(`${node.id}: how long log files wait, in seconds`, 4, [
      queue.metricApproximateAgeOfOldestMessage({ ...WORST, label: 'the oldest that waits' }),
      processor.metric('MessageAge', { ...WORST, label: 'when taken' }),
    ]),
  ];
}
