import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { notImplemented, S3Error } from './errors';

const chunkedWithTrailer = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

const checksums: Record<string, (content: Buffer) => string> = {
  'x-amz-checksum-crc32': (content) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(content));
    return sum.toString('base64');
  },
  'x-amz-checksum-sha1': (content) => createHash('sha1').update(content).digest('base64'),
  'x-amz-checksum-sha256': (content) => createHash('sha256').update(content).digest('base64'),
};

export interface Payload {
  readonly content: Buffer;
  /** The checksum headers that came with it, all of them verified. */
  readonly checksums: Record<string, string>;
}

/** The object inside of a request's body: unwrapped where it came in chunks, and compared with every checksum that came along. */
export function decodePayload(body: Buffer, headers: IncomingHttpHeaders): Payload {
  const sha256 = headers['x-amz-content-sha256'];
  const declared = Object.entries(headers).filter(([name]) => name in checksums) as [string, string][];
  const { content, trailers } = sha256 === chunkedWithTrailer ? unchunk(body) : { content: body, trailers: [] };

  if (typeof sha256 === 'string' && sha256.startsWith('STREAMING-') && sha256 !== chunkedWithTrailer) throw notImplemented(`payload ${sha256}`);
  verifyLength(content, headers['x-amz-decoded-content-length']);
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new S3Error('XAmzContentSHA256Mismatch', 400, "The provided 'x-amz-content-sha256' header does not match what was computed.");
  }
  if (headers['content-md5'] && headers['content-md5'] !== createHash('md5').update(content).digest('base64')) {
    throw new S3Error('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.');
  }
  return { content, checksums: verified(content, [...declared, ...trailers]) };
}

function verifyLength(content: Buffer, declared: string | string[] | undefined): void {
  if (declared !== undefined && Number(declared) !== content.length) {
    throw new S3Error('IncompleteBody', 400, 'The request body terminated unexpectedly');
  }
}

function verified(content: Buffer, declared: [string, string][]): Record<string, string> {
  for (const [name, value] of declared) {
    const compute = checksums[name];
    if (!compute) throw notImplemented(`checksum ${name}`);
    if (compute(content) !== value) throw new S3Error('BadDigest', 400, `The ${name} you specified did not match the calculated checksum.`);
  }
  return Object.fromEntries(declared);
}

/** `<hex length>\r\n<bytes>\r\n … 0\r\n<trailer>:<value>\r\n\r\n`, see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
function unchunk(body: Buffer): { content: Buffer; trailers: [string, string][] } {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = /^[0-9a-f]+$/i.test(body.toString('latin1', at, Math.max(lineEnd, at)))
      ? Number.parseInt(body.toString('latin1', at, lineEnd), 16)
      : -1;
    const start = lineEnd + 2;
    if (lineEnd < 0 || size < 0 || start + size > body.length) throw new S3Error('IncompleteBody', 400, 'The request body terminated unexpectedly');
    if (size === 0) return { content: Buffer.concat(parts), trailers: parseTrailers(body.toString('latin1', start)) };
    parts.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}

function parseTrailers(text: string): [string, string][] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
}
