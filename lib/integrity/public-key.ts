import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** A public key of CloudTrail, as `ListPublicKeys` gives it and as key files hold it. */
export interface PublicKey {
  /** DER in Base64: PKCS#1 as documented, or SubjectPublicKeyInfo, which CloudTrail has also given. */
  readonly value: string;
  /** Lower-case hexadecimal MD5 of the DER: how a digest names its key. */
  readonly fingerprint: string;
  /** Each Region has keys of its own. A key without a Region serves for all. */
  readonly region?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** Where public keys are found. */
export interface PublicKeys {
  /**
   * The key with a fingerprint; `undefined` where there is none. Throws where that cannot be said.
   *
   * @param time when the digest was signed: services give the keys of a period
   */
  find(region: string, fingerprint: string, time: number): Promise<KeyObject | undefined>;
}

/** MD5 over the DER, which holds for every key that AWS has published. MD5 names the key here; it secures nothing. */
export function fingerprintOf(der: Uint8Array): string {
  return createHash('md5').update(der).digest('hex');
}

/** A key that can verify. Throws where the value is no RSA key, or another one than the fingerprint says. */
export function readPublicKey({ value, fingerprint }: PublicKey): KeyObject {
  const der = Buffer.from(value, 'base64');
  const found = fingerprintOf(der);
  if (found !== fingerprint) {
    throw new Error(`public key ${JSON.stringify(fingerprint)} is another key: the fingerprint of its value is ${found}; fetch the keys again`);
  }
  for (const type of ['pkcs1', 'spki'] as const) {
    const key = keyFrom(der, type);
    if (key?.asymmetricKeyType === 'rsa') return key;
  }
  throw new Error(`public key ${fingerprint} is no RSA key in DER, neither as PKCS#1 nor as SubjectPublicKeyInfo; fetch the keys again`);
}

function keyFrom(key: Buffer, type: 'pkcs1' | 'spki'): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'der', type });
  } catch {
    return undefined;
  }
}

/** Keys that are at hand, for instance from a file. Throws at the first one that cannot be used. */
export function knownKeys(keys: readonly PublicKey[]): PublicKeys {
  const usable = keys.map((key) => ({ ...key, object: readPublicKey(key) }));
  return {
    find: async (region, fingerprint) =>
      usable.find((key) => key.fingerprint === fingerprint && (key.region === undefined || key.region === region))?.object,
  };
}
