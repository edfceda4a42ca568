/** What is written piece by piece, and is in memory as a whole nowhere. Who asks again gets the same. */
export interface Pieces {
  /** Of all pieces, in bytes. */
  readonly length: number;
  /**
   * Gives the pieces in their order. Whoever reads them is done with one, or has copied it, before the third one behind it is asked for.
   *
   * New memory for each is always right. One may use memory again, in turn, if it is that of four pieces of which two neighbours are together longer than
   * 64 kB. Then what is written to a connection is there until it is sent: Node asks for no more when 64 kB wait, so alive are at most two that wait, one that
   * is read ahead, and the one that is made. Each call gives memory of its own: a request that is tried again may still be writing.
   */
  pieces(): Iterable<Uint8Array>;
}

/** What is written. */
export type Body = string | Uint8Array | Pieces;

/** Whether it is to be written piece by piece. */
export function isInPieces(body: Body): body is Pieces {
  return typeof body !== 'string' && 'pieces' in body;
}

/** Whether what is written is what was read. */
export function isSame(written: Body, read: Uint8Array): boolean {
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
  if (!isInPieces(written)) return bytes.equals(Buffer.from(written as Uint8Array));
  if (written.length !== bytes.length) return false;
  let at = 0;
  for (const piece of written.pieces()) {
    if (!bytes.subarray(at, at + piece.length).equals(piece)) return false;
    at += piece.length;
  }
  return true;
}
