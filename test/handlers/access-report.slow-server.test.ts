import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Lines } from '../../handlers/access-report/lines';
import type { LinesFile } from '../../handlers/access-report/lines-file';
import { putObject } from '../../handlers/shared/aws/s3';
import { bytesOf } from '../helpers/body';
import { localEnvironment } from '../helpers/environment';

const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

/** More than the connections of this machine take in at once; with lines longer than a piece, and pieces of all lengths. */
function largeFile(): LinesFile {
  const lines = new Lines();
  const lengths = [0, 10, 40_000, 150, 65_000, 70_000, 1, 65_535, 300_000, 30_000, 64_000];
  for (let index = 0; index < 400; index++)
    lines.add(`${index}${String.fromCharCode(97 + (index % 26)).repeat(lengths[index % lengths.length] as number)}`);
  return lines.keep(() => true);
}

/** Reads with pauses: what waits is still where it was written from. */
async function readSlowly(request: IncomingMessage, parts: Buffer[]): Promise<void> {
  for await (const part of request) if (parts.push(part as Buffer) % 32 === 1) await sleep(2);
}

test('a large file comes byte for byte to a server that reads slowly, also when it is sent again while it is still being sent', async () => {
  const bodies: Buffer[][] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    const isFirst = bodies.push(parts) === 1;
    // Of a request that was refused Node sends what it has begun with.
    const reading = readSlowly(request, parts).catch(() => undefined);
    await (isFirst ? sleep(10) : reading);
    response.writeHead(isFirst ? 503 : 200, { 'content-length': 0 });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, localEnvironment(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  const file = largeFile();

  expect(await putObject('bucket', 'key', file, { ifNoneMatch: '*' })).toMatchObject({ status: 200 });

  const whole = bytesOf(file);
  const [refused, taken] = bodies.map((parts) => Buffer.concat(parts)) as [Buffer, Buffer];
  expect(whole.length).toBeGreaterThan(20_000_000);
  expect(taken.equals(whole)).toBe(true);
  expect(refused.length).toBeGreaterThan(0);
  expect(whole.subarray(0, refused.length).equals(refused)).toBe(true);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});
