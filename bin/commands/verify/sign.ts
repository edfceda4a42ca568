import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CannotRun } from '../shared/terminal';

/** A signature over a file of a report. Plain JSON. */
export interface ReportSignature {
  readonly schemaVersion: '1';
  readonly file: string;
  readonly sha256: string;
  /** `RSASSA_PKCS1_V1_5_SHA_256`, `ECDSA_SHA_256` or `ED25519`. */
  readonly algorithm: string;
  /** Base64. */
  readonly signature: string;
  /** PEM. It says which key signed; whose key that is, the reader must know. */
  readonly publicKey: string;
  readonly kmsKey?: string;
}

const ALGORITHMS: Readonly<Record<string, string>> = { rsa: 'RSASSA_PKCS1_V1_5_SHA_256', ec: 'ECDSA_SHA_256', ed25519: 'ED25519' };

export const sha256Of = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');

/** Reads a private key in PEM. */
export function signingKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (ALGORITHMS[key.asymmetricKeyType ?? ''] === undefined) throw new Error(`a key of type ${key.asymmetricKeyType} cannot sign a report`);
    return key;
  } catch (error) {
    throw new CannotRun(`--sign-key ${file} cannot be used (${(error as Error).message}); give a private key in PEM: RSA, EC or Ed25519`);
  }
}

export function signWithKey(file: string, content: Buffer, key: KeyObject): ReportSignature {
  const signature = sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', content, key).toString('base64');
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  return { schemaVersion: '1', file, sha256: sha256Of(content), algorithm: ALGORITHMS[key.asymmetricKeyType ?? ''] as string, signature, publicKey };
}

/** Signs with a key that never leaves KMS. */
export async function signWithKms(file: string, content: Buffer, kmsKey: string): Promise<ReportSignature> {
  // What Node it will want next year is not what the user asked.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { KMSClient, GetPublicKeyCommand, SignCommand } = await import('@aws-sdk/client-kms');
  const [, region] = /^arn:[\w-]+:kms:([\w-]+):/.exec(kmsKey) ?? [];
  const kms = new KMSClient({ ...(region && { region }) });
  try {
    const { PublicKey: der, SigningAlgorithms = [] } = await kms.send(new GetPublicKeyCommand({ KeyId: kmsKey }));
    const algorithm = SigningAlgorithms.find((one) => one === 'RSASSA_PKCS1_V1_5_SHA_256' || one === 'ECDSA_SHA_256');
    if (!der || !algorithm)
      throw new Error(`it signs by ${SigningAlgorithms.join(', ') || 'no algorithm'}; RSASSA_PKCS1_V1_5_SHA_256 or ECDSA_SHA_256 is needed`);
    const Message = createHash('sha256').update(content).digest();
    const { Signature } = await kms.send(new SignCommand({ KeyId: kmsKey, Message, MessageType: 'DIGEST', SigningAlgorithm: algorithm }));
    const publicKey = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
      .export({ type: 'spki', format: 'pem' })
      .toString();
    return {
      schemaVersion: '1',
      file,
      sha256: sha256Of(content),
      algorithm,
      signature: Buffer.from(Signature ?? []).toString('base64'),
      publicKey,
      kmsKey,
    };
  } catch (error) {
    throw new CannotRun(`--kms-key ${kmsKey} cannot sign: ${(error as Error).message}`);
  } finally {
    kms.destroy();
  }
}

/** Whether a signature is over a content. */
export function isSigned(content: Buffer, { sha256, algorithm, signature, publicKey }: ReportSignature): boolean {
  try {
    const key = createPublicKey(publicKey);
    const fits = ALGORITHMS[key.asymmetricKeyType ?? ''] === algorithm && sha256 === sha256Of(content);
    return fits && verify(algorithm === 'ED25519' ? null : 'sha256', content, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
