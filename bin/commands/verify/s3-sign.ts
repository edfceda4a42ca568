import { createHmac, hash } from 'node:crypto';

export const EMPTY_SHA256 = hash('sha256', '');

type Source = string | ArrayBuffer | ArrayBufferView;

interface Known {
  readonly secret: string;
  readonly data: Uint8Array;
  readonly digest: Uint8Array;
}

/** By the secret of the credentials the signer finds its key, each time anew. */
let known: Known | undefined;

/** The hash that the signer asks for. It is made of everything at once: a stream of Node costs more than so few bytes. */
export class Sha256 {
  private data: Uint8Array = Buffer.alloc(0);

  constructor(private readonly secret?: Source) {}

  update(more: Source): void {
    this.data = this.data.length === 0 ? bytesOf(more) : Buffer.concat([this.data, bytesOf(more)]);
  }

  async digest(): Promise<Uint8Array> {
    const { secret, data } = this;
    if (secret === undefined) return hash('sha256', data, 'buffer');
    if (known && secret === known.secret && Buffer.compare(data, known.data) === 0) return known.digest;
    const digest = createHmac('sha256', bytesOf(secret)).update(data).digest();
    if (typeof secret === 'string') known = { secret, data, digest };
    return digest;
  }

  reset(): void {
    this.data = Buffer.alloc(0);
  }
}

function bytesOf(data: Source): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
