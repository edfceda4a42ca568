import { setTimeout as sleep } from 'node:timers/promises';

/** An answer that may be another one the next time: a throttle, an error of the server, a connection or a body that broke off. */
export class Transient extends Error {}

const ATTEMPTS = 7;
const LONGEST_PAUSE_MILLIS = 10_000;

/** Tries again what was throttled or broke off, after random pauses that become longer, so that rivals do not meet again. */
export async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      if (attempts >= ATTEMPTS) throw new Transient(`${error.message}, in each of ${attempts} attempts`);
    }
    await sleep(Math.random() * Math.min(LONGEST_PAUSE_MILLIS, 50 * 2 ** attempts));
  }
}
