// An API for both contenders, in a process of its own: as much of S3 and CloudTrail as they ask for. Arguments: days, files per hour, bytes, latency in ms.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { archiveOf, BUCKET, TRAIL } from './archive';

const [days, files, bytes, latency] = process.argv.slice(2).map(Number) as [number, number, number, number];
const { objects, key } = archiveOf(days, files, bytes);
const keys = [...objects.keys()].sort();

const server = createServer((request, response) => {
  request.resume().once('end', () => (latency > 0 ? setTimeout(answer, latency, request, response) : answer(request, response)));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://server');
  const target = request.headers['x-amz-target'];
  const path = decodeURIComponent(url.pathname).replace(new RegExp(`^/${BUCKET}/?`), '');
  if (target !== undefined) json(response, String(target).endsWith('ListPublicKeys') ? publicKeys() : trails());
  else if (path !== '' && path !== '/') object(request.method === 'HEAD', path, response);
  else if (url.searchParams.has('location')) xml(response, '<LocationConstraint>eu-west-1</LocationConstraint>');
  else list(url.searchParams, response);
}

function object(headOnly: boolean, name: string, response: ServerResponse): void {
  const found = objects.get(name);
  if (!found) {
    response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
    return;
  }
  const metadata = Object.fromEntries(Object.entries(found.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]));
  response.writeHead(200, { 'content-length': found.content.length, etag: '"0"', 'last-modified': new Date(0).toUTCString(), ...metadata });
  response.end(headOnly ? undefined : found.content);
}

/** ListObjects in both of its versions. */
function list(query: URLSearchParams, response: ServerResponse): void {
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
  xml(response, `<ListBucketResult><Name>${BUCKET}</Name><IsTruncated>${more}</IsTruncated>${next}${contents}${prefixes}</ListBucketResult>`);
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

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}
