/** So many of the last events are remembered at least; twice as many at most. */
export const REMEMBERED_EVENTS = 2 ** 20;

/**
 * Recognises events that were there before, in memory that does not grow: the fingerprints, 64 bits each, of the last one to two million events.
 *
 * Repetitions are delivered within hours and in the same account and Region, and log files are read in this order, so this is far enough back.
 * That two different events of a million have the same fingerprint is as likely as one in thirty million.
 */
export class RecentEvents {
  private current: Uint32Array;
  private previous: Uint32Array;
  private count = 0;
  private readonly mask: number;

  /** @param remembered a power of two */
  constructor(private readonly remembered = REMEMBERED_EVENTS) {
    // Twice as many places as fingerprints, each of two numbers: there is always a free place near.
    this.current = new Uint32Array(remembered * 4);
    this.previous = new Uint32Array(remembered * 4);
    this.mask = remembered * 2 - 1;
  }

  /** Whether the event was there before; from now on it was. */
  add(eventID: string, account: string): boolean {
    let [low, high] = [0x811c9dc5, 0x9747b28c];
    for (let at = 0; at < eventID.length; at++) {
      const code = eventID.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15);
    }
    for (let at = 0; at < account.length; at++) {
      low = Math.imul(low ^ account.charCodeAt(at), 0x01000193);
      high = Math.imul(high ^ account.charCodeAt(at), 0x5bd1e995) ^ (high >>> 15);
    }
    // Zero stands for a free place.
    return this.insert(low >>> 0, high >>> 0 || 1);
  }

  private insert(low: number, high: number): boolean {
    const place = placeOf(this.current, this.mask, low, high);
    if (this.current[place + 1] !== 0) return true;
    if (this.previous[placeOf(this.previous, this.mask, low, high) + 1] !== 0) return true;
    this.current[place] = low;
    this.current[place + 1] = high;
    if (++this.count === this.remembered) {
      [this.current, this.previous] = [this.previous.fill(0), this.current];
      this.count = 0;
    }
    return false;
  }
}

/** Where a fingerprint is, or could be put. */
function placeOf(table: Uint32Array, mask: number, low: number, high: number): number {
  let slot = (low ^ (high >>> 7)) & mask;
  while (table[slot * 2 + 1] !== 0 && (table[slot * 2] !== low || table[slot * 2 + 1] !== high)) slot = (slot + 1) & mask;
  return slot * 2;
}
