import type { ExaminedDigest } from './examine';
import { invalid, type Judgement } from './verdict';

/** What is known of a digest after its successors have been heard. */
export interface Proven {
  readonly judgement: Judgement;
  /** Whether its content is proven, so that the log files that it lists can be checked by it. */
  readonly trusted: boolean;
}

/**
 * Judges a digest by itself and by the digests after it: each one repeats the hash and the signature of its predecessor, under a signature of its own.
 * A successor that is proven itself can refute a digest, and can vouch for the content of one whose signature is lost or whose key is unknown.
 *
 * @param later the digests after it in the same chain, in order
 */
export function prove(digest: ExaminedDigest, later: readonly ExaminedDigest[]): Proven {
  const { own, signed: trusted } = digest;
  const index = later.findIndex((other) => other.digest?.previous?.key === digest.originalKey);
  const successor = later[index];
  const previous = successor?.digest?.previous;
  if (!successor || !previous || !prove(successor, later.slice(index + 1)).trusted) return { judgement: own, trusted };
  // What could not be read is not refuted.
  if (digest.hash === undefined) return { judgement: own, trusted: false };
  // Its own defect says more than that another content was expected.
  if (previous.hash !== digest.hash) return { judgement: own.verdict === 'invalid' ? own : invalid('contradicted'), trusted: false };
  const replaced = digest.signature !== undefined && digest.signature.toLowerCase() !== previous.signature.toLowerCase();
  const judgement = replaced && own.verdict !== 'invalid' ? invalid('signature-replaced') : own;
  // What was written for another place proves nothing here, even if it is genuine.
  return { judgement, trusted: digest.digest !== undefined && own.reason !== 'moved' && own.reason !== 'other-account' };
}
