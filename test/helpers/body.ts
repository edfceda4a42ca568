import { type Body, isInPieces } from '../../handlers/shared/body';

/** What is written, as a whole. */
export function bytesOf(body: Body): Buffer {
  return isInPieces(body) ? Buffer.concat(Array.from(body.pieces(), (piece) => Buffer.from(piece))) : Buffer.from(body as string);
}
