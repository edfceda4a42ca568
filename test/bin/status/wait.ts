import type { GetTrailStatusResponse } from '@aws-sdk/client-cloudtrail';
import type { Answer } from '../../../bin/commands/status/check';
import type { DeclaredResource } from '../../../bin/commands/status/declared';
import { waitForDelivery } from '../../../bin/commands/status/wait';

const trail = (name: string, properties = {}) => ({ name, properties }) as DeclaredResource;
const there = (value: Partial<GetTrailStatusResponse>): Answer<Partial<GetTrailStatusResponse>> => ({ is: 'there', value });

/** Waits with a clock that stands still but for who sleeps. */
async function wait(minutes: number, statusAt: (name: string, minute: number) => Answer<Partial<GetTrailStatusResponse>>, trails = [trail('audit')]) {
  let now = 0;
  const pauses: number[] = [];
  const lines: string[] = [];
  const clock = {
    now: () => now,
    sleep: async (millis: number) => {
      now += millis;
      pauses.push(millis / 1000);
    },
  };
  await waitForDelivery({ trails, minutes, statusOf: async ({ name }) => statusAt(name, now / 60_000), clock, say: (line) => lines.push(line) });
  return { minutes: now / 60_000, pauses, lines };
}

const delivered = there({ IsLogging: true, StartLoggingTime: new Date(0), LatestDeliveryTime: new Date(1000) });
const logging = there({ IsLogging: true, StartLoggingTime: new Date(0) });

test('nobody waits for what has been delivered', async () => {
  expect(await wait(15, () => delivered)).toEqual({ minutes: 0, pauses: [], lines: [] });
});

test('it waits until the trail logs and a log file was delivered, and says once what it waits for', async () => {
  const result = await wait(15, (_, minute) => (minute < 1 ? there({ IsLogging: false }) : minute < 4 ? logging : delivered));
  expect(result.minutes).toBeGreaterThanOrEqual(4);
  expect(result.minutes).toBeLessThan(6);
  expect(result.lines).toEqual([
    'waiting up to 15 min: trail audit does not log yet',
    expect.stringMatching(/^waiting up to 1\d min: trail audit has not delivered a log file yet$/),
  ]);
});

test('it asks less and less often, and not beyond the time that was given', async () => {
  const { pauses, minutes } = await wait(10, () => logging);
  expect(pauses.slice(0, 3)).toEqual([5, 7.5, 11.25]);
  expect(Math.max(...pauses)).toBe(60);
  expect(minutes).toBeCloseTo(10);
});

test('a delivery of before logging was switched on again does not count', async () => {
  const old = there({ IsLogging: true, StartLoggingTime: new Date(2000), LatestDeliveryTime: new Date(1000) });
  expect((await wait(1, () => old)).minutes).toBeCloseTo(1);
});

test.each<[string, Answer<object>, object]>([
  ['that is not there', { is: 'absent' }, {}],
  ['that may not be asked', { is: 'unknown', because: 'access is denied' }, {}],
  ['that is declared not to log', there({ IsLogging: false }), { IsLogging: 'false' }],
])('nobody waits for a trail %s', async (_, answer, properties) => {
  expect((await wait(15, () => answer, [trail('audit', properties)])).minutes).toBe(0);
});

test('of several trails all have to deliver', async () => {
  const result = await wait(15, (name, minute) => (name === 'quick' || minute > 3 ? delivered : logging), [trail('quick'), trail('slow')]);
  expect(result.minutes).toBeGreaterThan(3);
  expect(result.lines[0]).toBe('waiting up to 15 min: trail slow has not delivered a log file yet');
});
