import { copyAscii } from '../../lib/log-format/ascii';
import { LinesFile } from './lines-file';

const LEAST_BYTES = 16 * 1024;
const LEAST_SPANS = 1024;
const BYTES_PER_SPAN = 32;

/** A text that is in many lines, perhaps of several files. */
export class Fragment {
  readonly bytes: Uint8Array;
  /** Which lines have it already, by their number, and where. */
  lines = 0;
  start = 0;

  constructor(text: string) {
    this.bytes = Buffer.from(text);
  }
}

let number = 0;

/**
 * Lines of a file, in bytes: as texts those of a large file would fill the small memory that JavaScript has.
 *
 * What many lines have in common is there once: each is a list of spans of bytes.
 */
export class Lines {
  private readonly number = ++number;
  private bytes: Buffer;
  private view: DataView;
  private length = 0;
  private spans: Int32Array;
  private spansLength = 0;
  /** Of each line: where its spans end, and how many bytes it has. */
  private readonly ends: number[] = [];
  private readonly sizes: number[] = [];
  private size = 0;

  /** @param expected so many bytes are kept free: what of them is never written takes no memory, and what is written is not moved */
  constructor(expected = 0) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(expected, LEAST_BYTES));
    this.spans = new Int32Array(Math.max(expected / BYTES_PER_SPAN, LEAST_SPANS));
    this.view = viewOf(this.bytes);
  }

  /** Adds a text without line breaks. */
  add(text: string): void {
    this.write(`${text}\n`);
    this.end();
  }

  /** Goes on with the line. The break at its end is part of it. */
  put(fragment: Fragment): void {
    const { bytes } = fragment;
    if (fragment.lines !== this.number) {
      this.reserve(bytes.length);
      this.bytes.set(bytes, this.length);
      fragment.lines = this.number;
      fragment.start = this.length;
      this.length += bytes.length;
    }
    this.span(fragment.start, fragment.start + bytes.length);
  }

  /** Goes on with the line by ASCII from where to where in a view. */
  copy(view: DataView, start: number, end: number): void {
    const place = this.length;
    this.reserve(end - start);
    copyAscii(view, start, end, this.view, place);
    this.length += end - start;
    this.span(place, this.length);
  }

  /** Goes on with the line by a text. */
  write(text: string): void {
    const start = this.length;
    // No character of a text has more than three bytes.
    this.reserve(3 * text.length);
    this.length += this.bytes.write(text, start);
    this.span(start, this.length);
  }

  /** Ends the line. */
  end(): void {
    this.ends.push(this.spansLength);
    this.sizes.push(this.size);
    this.size = 0;
  }

  /** The file with some of the lines, in their order. The others are gone then. */
  keep(isKept: (index: number) => boolean): LinesFile {
    const { spans, ends, sizes } = this;
    let [from, length, size] = [0, 0, 0];
    for (let index = 0; index < ends.length; index++) {
      const end = ends[index] as number;
      if (isKept(index)) {
        if (length < from) spans.copyWithin(length, from, end);
        length += end - from;
        size += sizes[index] as number;
      }
      from = end;
    }
    ends.length = sizes.length = this.spansLength = 0;
    return new LinesFile(this.bytes, spans.subarray(0, length), size);
  }

  private span(start: number, end: number): void {
    const at = this.spansLength;
    if (at + 2 > this.spans.length) this.growSpans();
    this.spans[at] = start;
    this.spans[at + 1] = end;
    this.spansLength = at + 2;
    this.size += end - start;
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.view = viewOf(larger);
  }

  private growSpans(): void {
    const larger = new Int32Array(2 * this.spans.length);
    larger.set(this.spans);
    this.spans = larger;
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
