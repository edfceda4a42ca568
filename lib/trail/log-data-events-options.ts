import type { Noise } from '../selectors/noise';
import type { ReadWrite } from '../selectors/read-write';

/** Options of `logDataEventsOf()`. */
export interface LogDataEventsOptions {
  /**
   * Whether reads, writes or both are logged.
   *
   * @default - reads and writes
   */
  readonly readWrite?: ReadWrite;

  /**
   * Only resources that carry all of these tags, also those given to a scope around them.
   *
   * @default - tags do not matter
   */
  readonly tags?: { [key: string]: string };

  /**
   * Events that are many and say little, and are not logged.
   *
   * @default - nothing is left out as noise
   */
  readonly withoutNoise?: Noise[];
}
