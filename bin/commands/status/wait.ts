import type { GetTrailStatusResponse } from '@aws-sdk/client-cloudtrail';
import { flagOf, textOf } from '../../../lib/template/unknown';
import type { Answer } from './check';
import type { DeclaredResource } from './declared';

/** Time, so that nobody has to wait in a test. */
export interface Clock {
  /** In milliseconds. */
  now(): number;
  sleep(millis: number): Promise<void>;
}

/** What to wait for. */
export interface Waiting {
  readonly trails: readonly DeclaredResource[];
  readonly minutes: number;
  readonly statusOf: (trail: DeclaredResource) => Promise<Answer<Partial<GetTrailStatusResponse>>>;
  readonly clock: Clock;
  /** Tells whoever waits. */
  readonly say: (line: string) => void;
}

const FIRST_PAUSE_MILLIS = 5_000;
const LONGEST_PAUSE_MILLIS = 60_000;
const GROWTH = 1.5;

/** Waits until every trail logs and has delivered a log file since it began to, or the time is over. */
export async function waitForDelivery({ trails, minutes, statusOf, clock, say }: Waiting): Promise<void> {
  const end = clock.now() + minutes * 60_000;
  let said = '';
  for (let pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MILLIS)) {
    const all = await Promise.all(trails.map(async (trail) => openOf(trail, await statusOf(trail))));
    const open = all.flatMap((one) => one ?? []);
    const left = end - clock.now();
    if (open.length === 0 || left <= 0) return;
    const line = open.join('; ');
    if (line !== said) say(`waiting up to ${Math.ceil(left / 60_000)} min: ${line}`);
    said = line;
    await clock.sleep(Math.min(pause, left));
  }
}

/** What is still to come; nothing of a trail that is not there, or may not be asked: waiting changes neither. */
function openOf({ name, properties }: DeclaredResource, answer: Answer<Partial<GetTrailStatusResponse>>): string | undefined {
  if (answer.is !== 'there' || flagOf(properties.IsLogging) === false) return undefined;
  const { IsLogging, LatestDeliveryTime, StartLoggingTime } = answer.value;
  if (!IsLogging) return `trail ${textOf(name)} does not log yet`;
  const delivered = LatestDeliveryTime && (!StartLoggingTime || LatestDeliveryTime >= StartLoggingTime);
  return delivered ? undefined : `trail ${textOf(name)} has not delivered a log file yet`;
}
