/** What is longer belongs to a large file, and gets as much as those need. */
const LARGE = 128 * 1024;
const LARGEST = 2 * 1024 * 1024;

/** A list of whole numbers that grows: a large file has a million. */
export class Tape {
  private numbers = new Int32Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(...more: readonly number[]): void {
    this.append(more);
  }

  append(more: ArrayLike<number>): void {
    const needed = this.length + more.length;
    if (needed > this.numbers.length) {
      const { length } = this.numbers;
      const space = Math.max(needed, 2 * length, length < LARGE ? 0 : LARGEST);
      // What of it is never written takes no memory; what it is moved from does, until somebody collects it.
      const larger = new Int32Array(Buffer.allocUnsafeSlow(4 * space).buffer);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers.set(more, this.length);
    this.length = needed;
  }

  /** What is on it, until it is written to again. */
  all(): Int32Array {
    return this.numbers.subarray(0, this.length);
  }
}
