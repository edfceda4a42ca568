import { Stack, Token } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Expectations } from './delivery-checks';
import { deliveryMetric, guide } from './delivery-metrics';
import { DELIVERY_DIMENSIONS, DELIVERY_ERRORS, DELIVERY_METRICS, DESTINATIONS, type Destination, PLACE_METRICS } from './delivery-monitor.contract';

/** What a monitor watches, besides what it expects. */
export interface DeliveryAlarmsOptions extends Expectations {
  readonly fn: IFunction;
  readonly hasTrail: boolean;
  readonly otherPlaces: boolean;
}

const MORE = ComparisonOperator.GREATER_THAN_THRESHOLD;
const LESS = ComparisonOperator.LESS_THAN_THRESHOLD;
/** So many intervals in a row: a single one may be a throttle. */
const PATIENCE = 3;
const { MISSING, NOT_BREACHING, BREACHING } = TreatMissingData;

const DELIVERED: Readonly<Record<Destination, string>> = {
  LogFiles: 'log files to its bucket',
  DigestFiles: 'digest files to its bucket',
  CloudWatchLogs: 'events to its log group',
  Notifications: 'notifications to its topic',
};

/** The alarms of a monitor: for each place that must deliver, for each destination, and for the monitor itself. */
export function defineDeliveryAlarms(scope: Construct, options: DeliveryAlarmsOptions): Alarm[] {
  const { accounts, regions, hasTrail, otherPlaces } = options;
  const places = accounts.flatMap((account, a) => regions.map((region, r) => ({ account, region, id: idOf(scope, [account, a], [region, r]) })));
  return [
    ...places.flatMap((place) => placeAlarms(scope, place, options)),
    ...(hasTrail ? trailAlarms(scope, options) : []),
    ...(otherPlaces ? [otherPlacesAlarm(scope, options)] : []),
    ...ownAlarms(scope, options),
  ];
}

/** A place as its alarms name it. */
interface AlarmedPlace {
  readonly account: string;
  readonly region: string;
  readonly id: string;
}

function placeAlarms(
  scope: Construct,
  { account, region, id }: AlarmedPlace,
  { busyAccounts, interval, maxLogFileAge, maxDigestAge }: Expectations,
): Alarm[] {
  const metric = (name: string) =>
    deliveryMetric(scope, name, {
      period: interval,
      dimensionsMap: { [DELIVERY_DIMENSIONS.account]: account, [DELIVERY_DIMENSIONS.region]: region },
    });
  // What nobody could tell about is no success: the alarm has no data then, and the one on that goes off.
  const common = { evaluationPeriods: 1, comparisonOperator: MORE, treatMissingData: MISSING };
  const digests = metric(PLACE_METRICS.digestAge).createAlarm(scope, `DigestsAlarm${id}`, {
    ...{ ...common, threshold: maxDigestAge.toSeconds() },
    alarmDescription: `Account ${account} in ${region}: no digest file for ${maxDigestAge.toHumanString()}, so nothing proves that log files are delivered. See ${guide('no-digest-files')}`,
  });
  if (!busyAccounts.includes(account)) return [digests];
  const logFiles = metric(PLACE_METRICS.logFileAge).createAlarm(scope, `LogFilesAlarm${id}`, {
    ...{ ...common, threshold: maxLogFileAge.toSeconds() },
    alarmDescription: `Account ${account} in ${region}: no log file for ${maxLogFileAge.toHumanString()}, though something happens there all the time. See ${guide('no-log-files')}`,
  });
  return [logFiles, digests];
}

/** Own account and Region go without saying. What is known at deployment only has its place in the list as its name. */
function idOf(scope: Construct, [account, a]: [string, number], [region, r]: [string, number]): string {
  const stack = Stack.of(scope);
  const part = (value: string, own: string, unknown: string) => (value === own ? '' : Token.isUnresolved(value) ? unknown : value);
  return `${part(account, stack.account, `Account${a + 1}`)}${part(region, stack.region, `Region${r + 1}`)}`;
}

function trailAlarms(scope: Construct, { interval, maxErrorTime }: Expectations): Alarm[] {
  const evaluationPeriods = maxErrorTime.toSeconds() / interval.toSeconds();
  const common = { threshold: 0, comparisonOperator: MORE, treatMissingData: MISSING, evaluationPeriods };
  const errors = DESTINATIONS.map((destination) =>
    deliveryMetric(scope, DELIVERY_ERRORS, { period: interval, dimensionsMap: { [DELIVERY_DIMENSIONS.destination]: destination } }).createAlarm(
      scope,
      `${destination}ErrorAlarm`,
      {
        ...common,
        alarmDescription: `The trail has failed to deliver ${DELIVERED[destination]} for ${maxErrorTime.toHumanString()}; what fails and where is in the function's log. See ${guide('delivery-errors')}`,
      },
    ),
  );
  const notLogging = deliveryMetric(scope, DELIVERY_METRICS.notLogging, { period: interval }).createAlarm(scope, 'NotLoggingAlarm', {
    ...{ ...common, evaluationPeriods: 1 },
    alarmDescription: `The trail does not log: what happens now is recorded nowhere. See ${guide('trail-not-logging')}`,
  });
  return [...errors, notLogging];
}

function otherPlacesAlarm(scope: Construct, { interval, maxDigestAge }: Expectations): Alarm {
  return deliveryMetric(scope, DELIVERY_METRICS.otherDigestsLate, { period: interval }).createAlarm(scope, 'OtherDigestsAlarm', {
    ...{ threshold: 0, comparisonOperator: MORE, evaluationPeriods: 1, treatMissingData: MISSING },
    alarmDescription: `Other accounts or Regions have delivered no digest file for ${maxDigestAge.toHumanString()}; which ones is in the function's log. See ${guide('no-digest-files')}`,
  });
}

/** A monitor that says nothing, or cannot see, finds nothing. */
function ownAlarms(scope: Construct, { fn, interval }: DeliveryAlarmsOptions): Alarm[] {
  const cannotTell = deliveryMetric(scope, DELIVERY_METRICS.cannotTell, { period: interval }).createAlarm(scope, 'CannotTellAlarm', {
    ...{ threshold: 0, comparisonOperator: MORE, evaluationPeriods: PATIENCE, treatMissingData: MISSING },
    alarmDescription: `Whether files are delivered cannot be told for some accounts and Regions; which ones and why is in the function's log. See ${guide('deliveries-that-cannot-be-told')}`,
  });
  const silence = deliveryMetric(scope, DELIVERY_METRICS.placesKnown, { period: interval }).createAlarm(scope, 'SilenceAlarm', {
    ...{ threshold: 1, comparisonOperator: LESS, evaluationPeriods: PATIENCE, treatMissingData: BREACHING },
    alarmDescription: `Nobody looks any more whether files are delivered, or nothing could be looked at. See ${guide('delivery-monitor-silence')}`,
  });
  const failures = fn.metricErrors({ period: interval, statistic: 'Sum' }).createAlarm(scope, 'FailuresAlarm', {
    ...{ threshold: 0, comparisonOperator: MORE, evaluationPeriods: 1, treatMissingData: NOT_BREACHING },
    alarmDescription: `A run of the delivery monitor failed. See ${guide('delivery-monitor-silence')}`,
  });
  return [cannotTell, silence, failures];
}
