// An API for both contenders, in a process of its own: as much of S3 and CloudTrail as they ask for. Arguments: days, files per hour, bytes, latency in ms.
// It speaks HTTP by itself: what it takes of the processors is missing to those who ask, as no S3 would be.

import { type AddressInfo, createServer, type Socket } from 'node:net';
import { archiveOf, BUCKET, TRAIL } from './archive';

const [days, files, bytes, latency] = process.argv.slice(2).map(Number) as [number, number, number, number];
const { objects, key } = archiveOf(days, files, bytes);
const keys = [...objects.keys()].sort();

const server = createServer({ noDelay: true }, serve);
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

/** One request after the other. */
function serve(socket: Socket): void {
  let received = '';
  socket.setEncoding('latin1').on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    received += chunk;
    const end = received.indexOf('\r\n\r\n');
    if (end < 0 || received.length < end + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(received)?.[1] ?? 0)) return;
    const head = received.slice(0, end);
    received = '';
    if (latency > 0) setTimeout(answer, latency, socket, head);
    else answer(socket, head);
  });
}

function answer(socket: Socket, head: string): void {
  const [method, path = '/'] = head.split(' ', 2);
  const { status = 200, headers = '', body } = answerTo(path, head);
  socket.cork();
  socket.write(`HTTP/1.1 ${status} -\r\ncontent-length: ${body.length}\r\n${headers}\r\n`, 'latin1');
  if (method !== 'HEAD') socket.write(body);
  socket.uncork();
}

interface Answer {
  readonly status?: number;
  /** Lines. */
  readonly headers?: string;
  readonly body: Buffer;
}

const answers = new Map([...objects].map(([name, { content, metadata }]) => [`/${BUCKET}/${name}`, objectAnswer(content, metadata)]));

function objectAnswer(body: Buffer, metadata: Readonly<Record<string, string>>): Answer {
  const lines = Object.entries(metadata).map(([name, value]) => `x-amz-meta-${name}: ${value}\r\n`);
  return { body, headers: `etag: "0"\r\nlast-modified: ${new Date(0).toUTCString()}\r\n${lines.join('')}` };
}

function answerTo(path: string, head: string): Answer {
  const object = answers.get(path);
  if (object) return object;
  const target = /\r\nx-amz-target: *(\S+)/i.exec(head)?.[1];
  if (target !== undefined) return json(target.endsWith('ListPublicKeys') ? publicKeys() : trails());
  const url = new URL(path, 'http://server');
  if (url.pathname.replace(/\/$/, '') !== `/${BUCKET}`) return { status: 404, ...xml('<Error><Code>NoSuchKey</Code></Error>') };
  return url.searchParams.has('location') ? xml('<LocationConstraint>eu-west-1</LocationConstraint>') : list(url.searchParams);
}

/** ListObjects in both of its versions. */
function list(query: URLSearchParams): Answer {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? query.get('marker') ?? query.get('start-after') ?? '';
  const matching = keys.filter((name) => name.startsWith(prefix) && name > after);
  const delimiter = query.get('delimiter');
  const folders = delimiter ? new Set(matching.map((name) => name.slice(0, name.indexOf(delimiter, prefix.length) + 1))) : new Set<string>();
  const page = delimiter ? [] : matching.slice(0, 1000);
  const more = !delimiter && matching.length > page.length;
  const contents = page.map((name) => `<Contents><Key>${name}</Key><Size>${objects.get(name)?.content.length}</Size></Contents>`).join('');
  const prefixes = [...folders].map((name) => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`).join('');
  const next = more ? `<NextMarker>${page.at(-1)}</NextMarker><NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return xml(`<ListBucketResult><Name>${BUCKET}</Name><IsTruncated>${more}</IsTruncated>${next}${contents}${prefixes}</ListBucketResult>`);
}

const publicKeys = () => ({
  PublicKeyList: [{ Value: key.value, Fingerprint: key.fingerprint, ValidityStartTime: 1_700_000_000, ValidityEndTime: 1_900_000_000 }],
});

const trails = () => ({
  trailList: [
    {
      ...{ Name: TRAIL.trailName, S3BucketName: BUCKET, HomeRegion: TRAIL.homeRegion, IsMultiRegionTrail: true, IsOrganizationTrail: false },
      TrailARN: `arn:aws:cloudtrail:${TRAIL.homeRegion}:${TRAIL.account}:trail/${TRAIL.trailName}`,
    },
  ],
});

function json(body: object): Answer {
  return { headers: 'content-type: application/x-amz-json-1.1\r\n', body: Buffer.from(JSON.stringify(body)) };
}

function xml(body: string): Answer {
  return { headers: 'content-type: application/xml\r\n', body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`) };
}
