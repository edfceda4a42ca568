import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

type Source = string | ArrayBuffer | ArrayBufferView;

/** Node's SHA-256, in the shape that the signer wants: with a secret it is the HMAC. */
export class Sha256 {
  private readonly secret?: Source;
  private hash: Hash | Hmac;

  constructor(secret?: Source) {
    this.secret = secret;
    this.hash = hashWith(secret);
  }

  update(data: Source): void {
    this.hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = hashWith(this.secret);
  }
}

function hashWith(secret: Source | undefined): Hash | Hmac {
  return secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
}

function bytesOf(data: Source): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}
