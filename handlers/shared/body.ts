/** What is written piece by piece, and is in memory as a whole nowhere. Who asks again gets the same. */
export interface Pieces {
  /** Of all pieces, in bytes. */
  readonly length: number;
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
