const LEAST_BYTES = 16 * 1024;

/** Texts as the lines of a file, in bytes: as texts those of a large file would fill the small memory that JavaScript has. */
export class Lines {
  private bytes: Buffer;
  private readonly ends: number[] = [];

  /** @param expected so many bytes are kept free: what of them is never written takes no memory, and what is written is not moved */
  constructor(expected = 0) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(expected, LEAST_BYTES));
  }

  /** Adds a text without line breaks. */
  add(text: string): void {
    const start = this.ends.at(-1) ?? 0;
    // No character of a text has more than three bytes.
    const needed = start + 3 * text.length + 1;
    if (needed > this.bytes.length) this.grow(needed);
    const end = start + this.bytes.write(text, start);
    this.bytes[end] = 0x0a;
    this.ends.push(end + 1);
  }

  /** The file with some of the lines, in their order. The others are gone then. */
  keep(isKept: (index: number) => boolean): Buffer {
    let [from, length] = [0, 0];
    for (const [index, end] of this.ends.entries()) {
      if (isKept(index)) length += this.bytes.copy(this.bytes, length, from, end);
      from = end;
    }
    this.ends.length = 0;
    return this.bytes.subarray(0, length);
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(larger);
    this.bytes = larger;
  }
}
