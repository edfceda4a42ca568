import { createHash } from 'node:crypto';

/** The name space of this library: whoever makes a UUID of the same parts gets the same one. */
const NAMESPACE = Buffer.from('6f0d7c0e3b5d4e0f9a517f4f3a1c2b6d', 'hex');

/** A UUID made of names (version 5 of RFC 9562): the same parts give the same one, in every report and on every machine. */
export function uuidOf(...parts: readonly unknown[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
