import { Duration, Stack, Token } from 'aws-cdk-lib';
import { areTwo } from '../private/are-two';
import type { Subject } from '../private/subject';
import { checkPrefix } from './derived-prefix';
import type { IntegrityMonitorProps } from './integrity-monitor-props';
import { refuseProcessor } from './processor-problem';

/** The durations of a monitor, with the defaults in their places. */
export interface IntegrityTimes {
  readonly interval: Duration;
  readonly lag: Duration;
  readonly lookBack: Duration;
  readonly processingDelay: Duration;
  readonly maxAge: Duration;
}

/** Checks the props of a monitor, and gives its times. */
export function checkIntegrity(subject: Subject, props: IntegrityMonitorProps): IntegrityTimes {
  checkPlace(subject, props);
  checkDerivedBucket(subject, props);
  for (const { prefix } of props.processors ?? []) checkPrefix(subject, prefix);
  const { interval = Duration.hours(1), lag = Duration.hours(2), lookBack = Duration.days(1), processingDelay = Duration.hours(1) } = props;
  checkDuration(subject, { interval }, Duration.minutes(15), Duration.days(1), 60);
  checkDuration(subject, { lag }, Duration.hours(1), Duration.days(1));
  checkDuration(subject, { lookBack }, Duration.hours(1), Duration.days(400));
  checkDuration(subject, { processingDelay }, Duration.seconds(0), Duration.days(14));
  const seconds = lag.toSeconds() + interval.toSeconds() + 2 * 3600;
  const { maxAge = Duration.seconds(seconds) } = props;
  checkDuration(subject, { maxAge }, Duration.seconds(seconds), Duration.days(30));
  checkMemory(subject, props.memorySize);
  checkNames(subject, 'accounts', props.accounts, /^\d{12}$/, '12 digits each');
  checkNames(subject, 'regions', props.regions, /^[a-z]{2,}(-[a-z]+)+-\d+$/, 'Regions such as eu-west-1');
  return { interval, lag, lookBack, processingDelay, maxAge };
}

/** In another account the bucket's policy could not be written from here, and in another Region every request would be redirected. */
function checkPlace(subject: Subject, { archive }: IntegrityMonitorProps): void {
  const stack = Stack.of(subject.scope);
  for (const part of ['account', 'region'] as const) {
    const [here, there] = [stack[part], archive.bucket.env[part]];
    if (!areTwo(here, there)) continue;
    refuseProcessor(subject, 'otherPlace', {
      message: `the monitor must be in the account and Region of the archive: that is in ${there}, and this stack is in ${here}`,
      value: archive.bucket.node.path,
      fix: 'define the monitor in a stack where the archive is',
    });
  }
}

function checkDerivedBucket(subject: Subject, { archive, derivedBucket }: IntegrityMonitorProps): void {
  if (!derivedBucket) return;
  const [original, derived] = [archive.bucket, derivedBucket].map(({ bucketName }) => Stack.of(subject.scope).resolve(bucketName));
  if (derivedBucket !== archive.bucket && JSON.stringify(original) !== JSON.stringify(derived)) return;
  refuseProcessor(subject, 'derivedInArchive', {
    message: "'derivedBucket' is the bucket of the archive, which the monitor must not be able to write to",
    value: derivedBucket.node.path,
    fix: 'pass another bucket, or none',
  });
}

function checkDuration(subject: Subject, named: Readonly<Record<string, Duration>>, least: Duration, most: Duration, step = 1): void {
  for (const [name, value] of Object.entries(named)) {
    const seconds = value.isUnresolved() ? undefined : value.toSeconds({ integral: false });
    if (seconds !== undefined && seconds % step === 0 && seconds >= least.toSeconds() && seconds <= most.toSeconds()) continue;
    refuseProcessor(subject, name, {
      message: `'${name}' must be known before deployment, in whole ${step === 1 ? 'seconds' : 'minutes'}, at least ${least.toHumanString()} and at most ${most.toHumanString()}`,
      value: value.toHumanString(),
      fix: 'change it, or leave it out for the default',
    });
  }
}

function checkMemory(subject: Subject, value: number | undefined): void {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= 512 && value <= 10240)) return;
  refuseProcessor(subject, 'memorySize', {
    message: "'memorySize' must be an integer of at least 512 and at most 10240",
    value,
    fix: 'change it, or leave it out for the default',
  });
}

/** An empty list would stand for all of them. */
function checkNames(subject: Subject, name: string, values: readonly string[] | undefined, pattern: RegExp, words: string): void {
  if (values === undefined) return;
  const known = !Token.isUnresolved(values) && values.length > 0;
  const strays = known ? values.filter((value) => !Token.isUnresolved(value) && !pattern.test(value)) : [];
  if (known && strays.length === 0) return;
  refuseProcessor(subject, name, {
    message: `'${name}' must be at least one, ${words}`,
    value: strays.length > 0 ? strays : values,
    fix: 'change it, or leave it out for all that are in the archive',
  });
}
