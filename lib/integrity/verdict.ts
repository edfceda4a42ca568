/**
 * What a check came to. Nothing that was not checked is `valid`:
 * - `valid`: read, and proven against a signature of CloudTrail;
 * - `invalid`: proven not to be what CloudTrail delivered;
 * - `missing`: a signed digest, or the clock, says that it must be there, and it is not;
 * - `unreferenced`: there, and no digest mentions it;
 * - `not-due`: too young: CloudTrail may still deliver what proves it;
 * - `cannot-tell`: what would prove it cannot be read or was never written.
 */
export type Verdict = 'valid' | 'invalid' | 'missing' | 'unreferenced' | 'not-due' | 'cannot-tell';

/** Why something is not valid: codes are a contract, the words may change. */
export const REASONS = {
  'not-gzip': 'the object is not gzipped, as CloudTrail delivers it',
  'damaged-gzip': 'the gzip stream is truncated or damaged',
  'trailing-data': 'something was appended after the gzip stream',
  'too-large': 'it unpacks to more than CloudTrail ever writes into one file',
  'not-a-digest': 'the content is not that of a digest file',
  'unknown-name': 'the name is none that CloudTrail gives',
  moved: 'it was written for another place: it has been moved or copied here',
  'other-account': 'it was written for another account than the one that its key names',
  'signature-missing': 'the metadata of the object hold no signature',
  'signature-malformed': 'the signature in the metadata of the object is not hexadecimal',
  'signature-mismatch': 'the signature does not belong to this content, place and time',
  'signature-replaced': 'it has another signature than the one that its successor names',
  contradicted: 'its content is not the one whose hash its successor names',
  'backfill-timestamp': 'a backfill digest without the time of its generation in its metadata',
  'hash-mismatch': 'the content is not the one that CloudTrail delivered',
  'not-found': 'it is not there, although a signed digest names it',
  'digest-missing': 'the digests of this time are gone: a later one, or the clock, says that they were written',
  'digest-invalid': 'the digest of this time is not valid',
  'not-continuous': 'the digest of this time begins later than its predecessor ends',
  'no-digests': 'there is no digest at all',
  'head-missing': 'the first digest that is there names an earlier one, which is gone',
  'tail-missing': 'by the clock there should be later digests',
  restarted: 'CloudTrail began a new chain: logging or log file validation was off before, so no digest covers this time',
  'starts-here': 'the chain begins later than the time that was asked for: no digest covers what was before',
  'not-mentioned': 'no digest mentions it',
  'not-yet': 'the digest that would prove it is not due yet',
  'key-unknown': 'the public key with which it was signed is not among those that are known',
  'key-unusable': 'the public key with which it was signed cannot be used',
  'unknown-algorithm': 'it was signed or hashed by a method that this version does not know',
  'not-readable': 'it could not be read',
  'listing-failed': 'the objects of this time could not be listed',
  'other-trail': 'no digest that was asked for mentions it, but other trails deliver here too',
  'digest-not-proven': 'the digest that would prove it is missing or not proven itself',
} as const;

/** Why something is not valid. */
export type Reason = keyof typeof REASONS;

/** A verdict with its reason. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  /** What the reason cannot say in general: a value, an error, a key. */
  readonly detail?: string;
}

export const VALID: Judgement = { verdict: 'valid' };

export const invalid = (reason: Reason, detail?: string): Judgement => judgement('invalid', reason, detail);
export const missing = (reason: Reason, detail?: string): Judgement => judgement('missing', reason, detail);
export const cannotTell = (reason: Reason, detail?: string): Judgement => judgement('cannot-tell', reason, detail);

export function judgement(verdict: Verdict, reason: Reason, detail?: string): Judgement {
  return { verdict, reason, ...(detail !== undefined && { detail }) };
}

/** A judgement as a sentence without full stop. */
export function inWords({ verdict, reason, detail }: Judgement): string {
  if (reason === undefined) return verdict;
  return `${REASONS[reason]}${detail === undefined ? '' : ` (${detail})`}`;
}

const FROM_BEST_TO_WORST: readonly Verdict[] = ['valid', 'not-due', 'cannot-tell', 'unreferenced', 'missing', 'invalid'];

/** The worse of two judgements; the first one where they are equally bad. */
export function worse<T extends { readonly verdict: Verdict }>(one: T, other: T): T {
  return FROM_BEST_TO_WORST.indexOf(other.verdict) > FROM_BEST_TO_WORST.indexOf(one.verdict) ? other : one;
}

/** What a whole run came to. */
export type Outcome = 'valid' | 'invalid' | 'undecided';

/** The outcome of many verdicts, by how often each occurred: valid only if something was valid and nothing is worse. */
export function outcomeOf(counts: Readonly<Record<Verdict, number>>): Outcome {
  if (counts.invalid + counts.missing + counts.unreferenced > 0) return 'invalid';
  return counts['cannot-tell'] > 0 || counts.valid === 0 ? 'undecided' : 'valid';
}

/** No verdict so far. */
export const noVerdicts = (): Record<Verdict, number> => ({ valid: 0, invalid: 0, missing: 0, unreferenced: 0, 'not-due': 0, 'cannot-tell': 0 });
