import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PublicKey } from '../../lib/integrity/public-key';

const open: { close(): void }[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** As much of the CloudTrail API as verifying needs: ListPublicKeys, by the Region that the request was signed for. Ends with the test. */
export async function cloudTrailWith(keys: readonly PublicKey[]): Promise<{ endpoint: string; regions: string[] }> {
  const regions: string[] = [];
  const server = createServer(async (request, response) => {
    await text(request);
    const region = /Credential=[^/]+\/\d{8}\/([\w-]+)\/cloudtrail/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const isIt = String(request.headers['x-amz-target']).endsWith('.ListPublicKeys');
    regions.push(region);
    const list = keys.filter((key) => key.region === undefined || key.region === region);
    const period = { ValidityStartTime: 1_600_000_000, ValidityEndTime: 1_900_000_000 };
    response.writeHead(isIt ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ PublicKeyList: list.map(({ value: Value, fingerprint: Fingerprint }) => ({ Value, Fingerprint, ...period })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, regions };
}
