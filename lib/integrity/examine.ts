import type { KeyObject } from 'node:crypto';
import type { DigestFileKey } from '../log-format/log-file-key';
import { type Digest, DigestDefect, parseDigest } from './digest';
import type { PublicKeys } from './public-key';
import { isSignedBy, SIGNATURE_ALGORITHM, stringToSign } from './signature';
import type { Location, Relocation, StoredObject } from './store';
import { unpack } from './unpack';
import { cannotTell, invalid, type Judgement, VALID } from './verdict';

/** A digest file, and what it says about itself. What its neighbours say of it comes later. */
export interface ExaminedDigest {
  readonly location: Location;
  /** The parts of its key. */
  readonly name: DigestFileKey;
  /** Where it was delivered, which its signature covers. */
  readonly originalKey: string;
  /** `undefined` where it cannot be read. */
  readonly digest?: Digest;
  /** SHA-256 of its uncompressed content. */
  readonly hash?: string;
  /** As the metadata of the object have it. */
  readonly signature?: string;
  /** Whether its own signature proves it. */
  readonly own: Judgement;
  /** Whether its content is that of its own signature, although something else is not as it should be. */
  readonly signed: boolean;
}

interface Digested {
  readonly location: Location;
  readonly name: DigestFileKey;
  readonly object: StoredObject;
  readonly keys: PublicKeys;
  readonly relocation: Relocation;
}

/** Checks a digest file by itself: its content, its place, its signature. */
export async function examineDigest({ location, name, object, keys, relocation }: Digested): Promise<ExaminedDigest> {
  const original = relocation.original(location);
  const about = { location, name, originalKey: original.key, signed: false };
  const unpacked = unpack(object.content);
  object.release?.();
  if ('defect' in unpacked) return { ...about, own: invalid(unpacked.defect) };

  const { hash } = unpacked;
  const { signature } = object.metadata;
  const read = { ...about, hash, ...(signature !== undefined && { signature }) };
  const digest = digestOrDefect(unpacked.content);
  if (digest instanceof DigestDefect) return { ...read, own: invalid('not-a-digest', digest.message) };

  const elsewhere = digest.key !== original.key || (original.bucket !== undefined && digest.bucket !== original.bucket);
  if (elsewhere) return { ...read, digest, own: invalid('moved', `from s3://${digest.bucket}/${digest.key}`) };
  if (digest.account !== name.account) return { ...read, digest, own: invalid('other-account', digest.account) };
  const bySignature = await signatureOf(digest, hash, object.metadata, name.region, keys);
  const signed = bySignature.verdict === 'valid';
  // The time is outside of what is signed, but the keys of a backfill are looked up by it.
  const withoutTime = signed && name.backfill && Number.isNaN(generationOf(object.metadata));
  return { ...read, digest, signed, own: withoutTime ? invalid('backfill-timestamp') : bySignature };
}

function digestOrDefect(content: Uint8Array): Digest | DigestDefect {
  try {
    return parseDigest(content);
  } catch (error) {
    return error as DigestDefect;
  }
}

type Metadata = StoredObject['metadata'];

const generationOf = (metadata: Metadata) => Date.parse(metadata['backfill-generation-timestamp'] ?? '');

async function signatureOf(digest: Digest, hash: string, metadata: Metadata, region: string, keys: PublicKeys): Promise<Judgement> {
  const { signature, 'signature-algorithm': stated } = metadata;
  if (signature === undefined) return invalid('signature-missing');
  if (!/^([0-9a-f]{2})+$/i.test(signature)) return invalid('signature-malformed');
  for (const algorithm of [digest.signatureAlgorithm, stated ?? SIGNATURE_ALGORITHM]) {
    if (algorithm !== SIGNATURE_ALGORITHM) return cannotTell('unknown-algorithm', algorithm.slice(0, 100));
  }
  const generated = generationOf(metadata);
  let key: KeyObject | undefined;
  try {
    key = await keys.find(region, digest.fingerprint, Number.isNaN(generated) ? digest.end : generated);
  } catch (error) {
    return cannotTell('key-unusable', (error as Error).message);
  }
  if (!key) return cannotTell('key-unknown', `fingerprint ${digest.fingerprint} in ${region}`);
  return isSignedBy(key, stringToSign(digest, hash), signature) ? VALID : invalid('signature-mismatch');
}
