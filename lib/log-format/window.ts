/** A part of a file, as bytes and as text. */
export class Window {
  readonly view: DataView;

  /**
   * @param json the bytes, and others around: they are there as long as the records in them are visited
   * @param from where in them the text starts
   */
  constructor(
    readonly json: Buffer,
    readonly from: number,
    readonly to: number,
    readonly text: string,
    readonly tape: Int32Array,
    /** Text may be as long as other bytes, too. */
    readonly isAscii: boolean,
  ) {
    this.view = new DataView(json.buffer, json.byteOffset, json.length);
  }

  /** The text of some of the bytes. */
  slice(start: number, end: number): string {
    return this.text.slice(start - this.from, end - this.from);
  }
}
