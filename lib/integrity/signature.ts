import { type KeyObject, verify } from 'node:crypto';
import type { Digest } from './digest';

/** The only method by which CloudTrail signs: RSASSA-PKCS1-v1_5 with SHA-256. */
export const SIGNATURE_ALGORITHM = 'SHA256withRSA';

type Signed = Pick<Digest, 'endText' | 'bucket' | 'key'> & { readonly previous?: { readonly signature: string } };

/**
 * What CloudTrail signs of a digest.
 *
 * @param hash of the uncompressed bytes as delivered, hexadecimal
 */
export function stringToSign({ endText, bucket, key, previous }: Signed, hash: string): string {
  return `${endText}\n${bucket}/${key}\n${hash}\n${previous?.signature ?? 'null'}`;
}

/** Whether a signature, hexadecimal, was made with the private half of a key. */
export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  return verify('RSA-SHA256', Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex'));
}
