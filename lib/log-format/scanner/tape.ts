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
      const larger = new Int32Array(Math.max(needed, 2 * this.numbers.length));
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
