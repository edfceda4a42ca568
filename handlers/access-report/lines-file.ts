import type { Pieces } from '../shared/body';

/** Fewer bytes than these are copied one by one: to call the runtime costs more. */
const FEW = 48;
const PIECE_BYTES = 64 * 1024;
/** So many pieces are there at a time: see `Pieces`. */
const PIECES = 4;

/** A file of lines by its parts: it is never in memory as a whole. */
export class LinesFile implements Pieces {
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

  *pieces(): Generator<Buffer> {
    const { spans } = this;
    // Not of the file: a request that is tried again may still be writing.
    const ring: Buffer[] = [];
    for (let [first, count] = [0, 0]; first < spans.length; count++) {
      // As many parts as fit, and at least one.
      let [end, length] = [first, 0];
      do {
        length += (spans[end + 1] as number) - (spans[end] as number);
        end += 2;
      } while (end < spans.length && length + (spans[end + 1] as number) - (spans[end] as number) <= PIECE_BYTES);
      yield this.write(first, end, length > PIECE_BYTES ? Buffer.allocUnsafeSlow(length) : this.memoryOf(ring, count % PIECES)).subarray(0, length);
      first = end;
    }
  }

  /** Used again: what is thrown away would be there until somebody collects it. */
  private memoryOf(ring: Buffer[], place: number): Buffer {
    ring[place] ??= Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, this.length));
    return ring[place];
  }

  private write(first: number, last: number, memory: Buffer): Buffer {
    const { spans, bytes } = this;
    // To a buffer bytes are slower to write.
    const piece = new Uint8Array(memory.buffer);
    let written = 0;
    for (let at = first; at < last; at += 2) {
      const [start, end] = [spans[at] as number, spans[at + 1] as number];
      if (end - start >= FEW) piece.set(bytes.subarray(start, end), written);
      else for (let from = start, to = written; from < end; from++, to++) piece[to] = bytes[from] as number;
      written += end - start;
    }
    return memory;
  }
}
