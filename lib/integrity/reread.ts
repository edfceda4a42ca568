import type { Link } from './chain';
import { type Hole, holeBefore, type Position } from './holes';

/** Time of an earlier run that no digest covers now. */
export type Lost = Pick<Hole, 'start' | 'end'>;

/**
 * The digests of a chain that an earlier run judged, read again for the log files that they mention. It was said then which of their time no digest
 * covers; what was delivered in it is in doubt still, unless a digest has come since.
 */
export class Reread {
  /** @param position with a period from where digests are read to where the chain was left */
  constructor(private position: Position) {}

  /** Takes the next digest, and says what is lost before it. */
  before({ examined, trusted, start, end }: Pick<Link, 'examined' | 'trusted' | 'start' | 'end'>): Lost | undefined {
    const hole = holeBefore(this.position, examined, trusted, start);
    this.position = { ...this.position, covered: Math.max(this.position.covered ?? end, end), lastKey: examined.originalKey };
    return hole;
  }

  /** What is lost after the last one. */
  atEnd(): Lost | undefined {
    const { period, backfill, covered: start = period.from } = this.position;
    return backfill || start >= period.to ? undefined : { start, end: period.to };
  }
}
