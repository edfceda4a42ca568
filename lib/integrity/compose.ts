import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { composeDeliveredFileKey, DIGEST_FILE_KIND, type DigestFileKey } from '../log-format/log-file-key';
import { timeText } from './digest';
import { fingerprintOf, type PublicKey } from './public-key';
import { SIGNATURE_ALGORITHM, stringToSign } from './signature';
import type { Location, StoredObject } from './store';

/** A log file that a digest is to list. */
export interface ListedLogFile extends Location {
  /** Uncompressed, or its SHA-256 in hexadecimal. */
  readonly content: Uint8Array | string;
  readonly oldestEvent?: Date;
  readonly newestEvent?: Date;
}

/** What a digest is made of. */
export interface DigestContent extends Omit<DigestFileKey, 'kind' | 'day' | 'time' | 'backfill'> {
  readonly bucket: string;
  readonly start: Date;
  readonly end: Date;
  readonly logFiles: readonly ListedLogFile[];
  /** Default: it is a starting digest. */
  readonly previous?: ComposedDigest;
  /** When a backfill digest is made. Default: it is none. */
  readonly backfilled?: Date;
}

/** A digest as it is delivered. */
export interface ComposedDigest extends Location, StoredObject {
  readonly content: Buffer;
  /** SHA-256 of the uncompressed content, hexadecimal. */
  readonly hash: string;
  readonly signature: string;
}

/** Writes and signs a digest file as CloudTrail does, with a private key of one's own: for tests and for archives that other programs write. */
export function composeDigest(content: DigestContent, privateKey: KeyObject | string): ComposedDigest {
  const { bucket, start, end, previous, backfilled, logFiles, ...name } = content;
  const signer = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  const file = { kind: DIGEST_FILE_KIND, day: timeText(end.getTime()).slice(0, 10), time: end, backfill: backfilled !== undefined } as const;
  const key = composeDeliveredFileKey({ ...name, ...file });
  // CloudTrail escapes slashes. The bytes are what counts, so a reader must cope with it.
  const json = Buffer.from(JSON.stringify(documentOf(content, key, publicKeyOf(signer).fingerprint)).replaceAll('/', '\\/'));
  const hash = createHash('sha256').update(json).digest('hex');
  const text = stringToSign({ endText: timeText(end.getTime()), bucket, key, ...(previous && { previous }) }, hash);
  const signature = sign('RSA-SHA256', Buffer.from(text), signer).toString('hex');
  const metadata = {
    signature,
    'signature-algorithm': SIGNATURE_ALGORITHM,
    ...(backfilled && { 'backfill-generation-timestamp': backfilled.toISOString() }),
  };
  return { bucket, key, content: gzipSync(json), metadata, hash, signature };
}

/** The public half of a key, as `ListPublicKeys` would give it. */
export function publicKeyOf(privateKey: KeyObject): PublicKey {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'pkcs1' });
  return { value: der.toString('base64'), fingerprint: fingerprintOf(der) };
}

function documentOf({ account, bucket, start, end, previous, logFiles }: DigestContent, key: string, fingerprint: string) {
  const events = logFiles.flatMap(({ oldestEvent, newestEvent }) => [oldestEvent, newestEvent]).filter((time) => time !== undefined);
  const times = events.map((time) => time.getTime()).sort((one, other) => one - other);
  const text = (time: number | undefined) => (time === undefined ? null : timeText(time));
  return {
    awsAccountId: account,
    ...{ digestStartTime: timeText(start.getTime()), digestEndTime: timeText(end.getTime()), digestS3Bucket: bucket, digestS3Object: key },
    ...{ digestPublicKeyFingerprint: fingerprint, digestSignatureAlgorithm: SIGNATURE_ALGORITHM },
    ...{ newestEventTime: text(times.at(-1)), oldestEventTime: text(times[0]) },
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: logFiles.map((file) => ({
      ...{ s3Bucket: file.bucket, s3Object: file.key },
      hashValue: typeof file.content === 'string' ? file.content : createHash('sha256').update(file.content).digest('hex'),
      ...{ hashAlgorithm: 'SHA-256', newestEventTime: text(file.newestEvent?.getTime()), oldestEventTime: text(file.oldestEvent?.getTime()) },
    })),
  };
}
