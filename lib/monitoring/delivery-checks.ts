import { Duration, Stack } from 'aws-cdk-lib';
import { areTwo } from '../private/are-two';
import { propertyOf } from '../private/property';
import type { Subject } from '../private/subject';
import { trailResourceOf } from '../private/trail-resource';
import { evaluate } from '../selection/evaluate';
import { AuditTrail } from '../trail/audit-trail';
import type { DeliveryMonitorProps } from './delivery-monitor-props';
import { checkDuration, checkNames, refuseDelivery } from './delivery-values';

/** What a monitor expects, with the defaults in their places. */
export interface Expectations {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly busyAccounts: readonly string[];
  readonly interval: Duration;
  readonly maxLogFileAge: Duration;
  readonly maxDigestAge: Duration;
  readonly maxErrorTime: Duration;
}

const MOST_PLACES = 50;

/** Checks the props of a monitor, and gives what it expects. */
export function checkDelivery(subject: Subject, props: DeliveryMonitorProps): Expectations {
  checkPlace(subject, props);
  checkTrail(subject, props);
  const stack = Stack.of(subject.scope);
  const { trail, accounts = [stack.account], regions = [trail?.env.region ?? stack.region] } = props;
  const { busyAccounts = accounts.filter((account) => account === stack.account && asksLoudly(props)) } = props;
  checkNames(subject, 'accounts', accounts, /^\d{12}$/, '12 digits each');
  checkNames(subject, 'regions', regions, /^[a-z]{2,}(-[a-z]+)+-\d+$/, 'Regions such as eu-west-1');
  checkPlaces(subject, accounts, regions, busyAccounts);
  return { accounts, regions, busyAccounts, ...checkTimes(subject, props) };
}

function checkTimes(
  subject: Subject,
  props: DeliveryMonitorProps,
): Pick<Expectations, 'interval' | 'maxLogFileAge' | 'maxDigestAge' | 'maxErrorTime'> {
  const { interval = Duration.minutes(5), maxLogFileAge = Duration.minutes(30), maxDigestAge = Duration.hours(3) } = props;
  const day = Duration.days(1);
  checkDuration(subject, { interval }, { least: Duration.minutes(1), most: Duration.hours(1), step: Duration.minutes(1) });
  const soonest = Duration.seconds(Math.max(600, 2 * interval.toSeconds()));
  checkDuration(subject, { maxLogFileAge }, { least: soonest, most: day, step: Duration.seconds(1) });
  checkDuration(subject, { maxDigestAge }, { least: Duration.hours(2), most: day, step: Duration.seconds(1) });
  const { maxErrorTime = Duration.seconds(3 * interval.toSeconds()) } = props;
  checkDuration(subject, { maxErrorTime }, { least: interval, most: day, step: interval });
  return { interval, maxLogFileAge, maxDigestAge, maxErrorTime };
}

/** In another account the bucket's policy could not be written from here, and in another Region every request would be redirected. */
function checkPlace(subject: Subject, { archive }: DeliveryMonitorProps): void {
  const stack = Stack.of(subject.scope);
  for (const part of ['account', 'region'] as const) {
    const [here, there] = [stack[part], archive.bucket.env[part]];
    if (!areTwo(here, there)) continue;
    refuseDelivery(subject, 'otherPlace', {
      message: `the monitor must be in the account and Region of the archive: that is in ${there}, and this stack is in ${here}`,
      value: archive.bucket.node.path,
      fix: 'define the monitor in a stack where the archive is',
    });
  }
}

function checkTrail(subject: Subject, { trail, regions = [] }: DeliveryMonitorProps): void {
  const resource = trailResourceOf(trail);
  if (!trail || !resource) return;
  if (propertyOf(resource, 'EnableLogFileValidation', resource.enableLogFileValidation) !== true) {
    refuseDelivery(subject, 'noDigests', {
      message: 'the trail writes no digest files, by which a Region where nothing happens differs from one that delivers no more',
      value: trail.node.path,
      fix: 'switch log file validation of the trail on',
    });
  }
  const strays = regions.filter((region) => areTwo(region, trail.env.region));
  const isSingle = propertyOf(resource, 'IsMultiRegionTrail', resource.isMultiRegionTrail) !== true;
  if (isSingle && strays.length > 0) {
    refuseDelivery(subject, 'singleRegion', {
      message: `the trail delivers from its own Region only, ${trail.env.region}`,
      value: strays,
      fix: "make it a multi-Region trail, or leave 'regions' out",
    });
  }
}

/** Whether the questions of the monitor are events that the trail logs: then log files come as long as it asks. Nobody knows the selectors of some trails. */
function asksLoudly({ trail }: DeliveryMonitorProps): boolean {
  if (!trail) return false;
  if (!(trail instanceof AuditTrail)) return true;
  const question = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'GetTrailStatus', readOnly: true, managementEvent: true };
  const event = { ...question, eventCategory: 'Management', eventType: 'AwsApiCall' };
  return evaluate(event, { AdvancedEventSelectors: [...trail._selectors()] }).logged === 'yes';
}

/** Each place has alarms and metrics, which are charged for. */
function checkPlaces(subject: Subject, accounts: readonly string[], regions: readonly string[], busyAccounts: readonly string[]): void {
  const strangers = busyAccounts.filter((account) => !accounts.includes(account));
  if (strangers.length > 0) {
    refuseDelivery(subject, 'busyAccounts', {
      message: "'busyAccounts' must be among 'accounts'",
      value: strangers,
      fix: "name them in 'accounts' too",
    });
  }
  const places = accounts.length * regions.length;
  if (places <= MOST_PLACES) return;
  refuseDelivery(subject, 'places', {
    message: `each account and Region has alarms of its own, at most ${MOST_PLACES} of them`,
    value: `${accounts.length} accounts in ${regions.length} Regions`,
    fix: "name those that matter most: the others are watched all the same, by 'otherPlaces'",
  });
}
