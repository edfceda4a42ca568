import type { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { notifyOf } from '../private/alarm-target';
import { markPipeline } from '../private/pipeline';
import { defineDeliveryAlarms } from './delivery-alarms';
import { checkDelivery, type Expectations } from './delivery-checks';
import { defineDeliveryFunction } from './delivery-function';
import { deliveryMetric } from './delivery-metrics';
import { DELIVERY_DIMENSIONS, DELIVERY_ERRORS, PLACE_METRICS } from './delivery-monitor.contract';
import type { DeliveryMonitorProps } from './delivery-monitor-props';

/**
 * Tells when CloudTrail delivers no more: no log file, no digest file, or an error of a delivery, by account and Region.
 *
 * Every five minutes it lists the names of the newest files in the archive and asks CloudTrail for the state of the trail. It reads no file. A Region
 * where nothing happens has no log files and a digest every hour all the same: so digests are expected everywhere, and log files only where something
 * happens for sure. What it cannot look at goes into an alarm of its own, and counts as delivered nowhere.
 */
@propertyInjectable
export class DeliveryMonitor extends Construct {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.monitoring.DeliveryMonitor';

  /** The function that looks. Its log names what is late, what fails, and what could not be told. */
  public readonly handler: IFunction;

  /** The alarms of this monitor; each tells the `alarmTopic`, also of its end. */
  public readonly alarms: Alarm[];

  /** Accounts that must deliver from each of `regions`. */
  public readonly accounts: string[];

  /** Regions that each of `accounts` must deliver from. */
  public readonly regions: string[];

  /** Whether CloudTrail is asked for the state of a trail, so that there are metrics of the errors of deliveries. */
  public readonly watchesErrors: boolean;

  constructor(scope: Construct, id: string, props: DeliveryMonitorProps) {
    super(scope, id);
    const subject = { scope: this, area: 'DeliveryMonitor' };
    markPipeline(this);
    const expected: Expectations = checkDelivery(subject, props);
    const { fn } = defineDeliveryFunction(this, props, expected);
    new Rule(this, 'Schedule', {
      description: `deliveries to ${props.archive.node.path}`,
      schedule: Schedule.rate(expected.interval),
      targets: [new LambdaFunction(fn)],
    });
    this.alarms = defineDeliveryAlarms(this, { ...expected, fn, hasTrail: props.trail !== undefined, otherPlaces: props.otherPlaces ?? true });
    notifyOf(this.alarms, subject, props.alarmTopic);
    this.handler = fn;
    this.accounts = [...expected.accounts];
    this.regions = [...expected.regions];
    this.watchesErrors = props.trail !== undefined;
  }

  /**
   * A metric of the monitor as a whole, such as `CannotTell`, `LogFilesLate`, `DigestsLate`, `OtherDigestsLate`, `NotLogging` or `PlacesKnown`.
   *
   * @param metricName the name of the metric
   * @param options how it is shown; the maximum over five minutes by default
   */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return deliveryMetric(this, metricName, options);
  }

  /**
   * How long ago the newest log file was delivered, in seconds.
   *
   * @param ofAccount one of `accounts`
   * @param ofRegion one of `regions`
   * @param options how it is shown; the maximum over five minutes by default
   */
  public metricLogFileAge(ofAccount: string, ofRegion: string, options?: MetricOptions): Metric {
    return this.metricOf(PLACE_METRICS.logFileAge, ofAccount, ofRegion, options);
  }

  /**
   * How long ago the hour of the newest digest ended, in seconds.
   *
   * @param ofAccount one of `accounts`
   * @param ofRegion one of `regions`
   * @param options how it is shown; the maximum over five minutes by default
   */
  public metricDigestAge(ofAccount: string, ofRegion: string, options?: MetricOptions): Metric {
    return this.metricOf(PLACE_METRICS.digestAge, ofAccount, ofRegion, options);
  }

  /**
   * In how many of the Regions deliveries to a destination fail.
   *
   * @param destination `LogFiles`, `DigestFiles`, `CloudWatchLogs` or `Notifications`
   * @param options how it is shown; the maximum over five minutes by default
   */
  public metricDeliveryErrors(destination: string, options?: MetricOptions): Metric {
    const its = { [DELIVERY_DIMENSIONS.destination]: destination };
    return this.metric(DELIVERY_ERRORS, { ...options, dimensionsMap: its });
  }

  private metricOf(name: string, account: string, region: string, options?: MetricOptions): Metric {
    const its = { [DELIVERY_DIMENSIONS.account]: account, [DELIVERY_DIMENSIONS.region]: region };
    return this.metric(name, { ...options, dimensionsMap: its });
  }
}
