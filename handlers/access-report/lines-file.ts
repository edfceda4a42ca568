const CHUNK = 64 * 1024;
/** Fewer bytes than these are copied one by one: to call the runtime costs more. */
const FEW = 48;

/** A file of lines, which is in memory nowhere as a whole: it is made chunk by chunk, as often as somebody reads it. */
export class LinesFile implements Iterable<Uint8Array> {
  private readonly bytes: Uint8Array;

  /**
   * @param spans where in the bytes the parts of the file start and end, in their order
   * @param length that of all parts, in bytes
   */
  constructor(
    bytes: Uint8Array,
    private readonly spans: Int32Array,
    readonly length: number,
  ) {
    // Of a buffer parts are slower to make.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  *[Symbol.iterator](): Generator<Uint8Array> {
    const rest = { at: 0, start: this.spans[0] as number };
    for (let left = this.length; left > 0; left -= CHUNK) yield this.chunk(Math.min(CHUNK, left), rest);
  }

  /** As a whole. */
  toBuffer(): Buffer {
    return Buffer.from(this.chunk(this.length, { at: 0, start: this.spans[0] as number }).buffer);
  }

  private chunk(size: number, rest: { at: number; start: number }): Uint8Array {
    const { spans, bytes } = this;
    const chunk = new Uint8Array(size);
    let { at, start } = rest;
    for (let length = 0; length < size; ) {
      const spanEnd = spans[at + 1] as number;
      const end = Math.min(spanEnd, start + size - length);
      if (end - start >= FEW) chunk.set(bytes.subarray(start, end), length);
      else for (let from = start, to = length; from < end; from++, to++) chunk[to] = bytes[from] as number;
      length += end - start;
      start = end;
      if (end === spanEnd) {
        at += 2;
        start = spans[at] as number;
      }
    }
    rest.at = at;
    rest.start = start;
    return chunk;
  }
}
