import { graph, heading, type Row, WORST } from './dashboard-widgets';
import type { DeliveryMonitor } from './delivery-monitor';
import { DELIVERY_METRICS, DESTINATIONS } from './delivery-monitor.contract';

/** Whether files are delivered: how old the newest are, what fails, and what nobody can tell. */
export function deliveryRows(delivery: DeliveryMonitor): Row[] {
  const places = delivery.accounts.flatMap((account) => delivery.regions.map((region) => ({ account, region, label: `${account} ${region}` })));
  const { logFilesLate, digestsLate, otherDigestsLate, cannotTell, notLogging } = DELIVERY_METRICS;
  const of = (metricName: string, label: string) => delivery.metric(metricName, { ...WORST, label });
  const errors = DESTINATIONS.map((destination) => delivery.metricDeliveryErrors(destination, { ...WORST, label: destination }));
  return [
    heading('Deliveries'),
    [
      graph(
        'Age of the newest log file, in seconds',
        3,
        places.map(({ account, region, label }) => delivery.metricLogFileAge(account, region, { ...WORST, label })),
      ),
      graph(
        'Age of the newest digest, in seconds',
        3,
        places.map(({ account, region, label }) => delivery.metricDigestAge(account, region, { ...WORST, label })),
      ),
      graph('What is late, fails, or cannot be told', 3, [
        of(logFilesLate, 'log files late'),
        of(digestsLate, 'digests late'),
        of(otherDigestsLate, 'digests late elsewhere'),
        of(cannotTell, 'cannot be told'),
        ...(delivery.watchesErrors ? [of(notLogging, 'not logging'), ...errors] : []),
      ]),
    ],
  ];
}
