/** Fewer bytes than these are copied one by one: to call the runtime costs more. */
const FEW = 48;

/** A file of lines by its parts: it is in memory as a whole only when somebody asks for it. */
export class LinesFile {
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

  /** As a whole. */
  toBuffer(): Buffer {
    const { spans, bytes } = this;
    const whole = new Uint8Array(this.length);
    let length = 0;
    for (let at = 0; at < spans.length; at += 2) {
      const [start, end] = [spans[at] as number, spans[at + 1] as number];
      if (end - start >= FEW) whole.set(bytes.subarray(start, end), length);
      else for (let from = start, to = length; from < end; from++, to++) whole[to] = bytes[from] as number;
      length += end - start;
    }
    return Buffer.from(whole.buffer);
  }
}
