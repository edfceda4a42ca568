import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a Region answers: the state of the trail, or the code of an error. */
export type StatusAnswer = Readonly<Record<string, unknown>> | string;

/** As much of the CloudTrail API as the monitor needs: GetTrailStatus, by the Region that the request was signed for. */
export async function trailStatusServer(answers: Record<string, StatusAnswer>) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { Name } = JSON.parse(await text(request)) as { Name: string };
    const region = /Credential=[^/]+\/\d{8}\/([\w-]+)\/cloudtrail/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    asked.push(`${String(request.headers['x-amz-target']).split('.').at(-1)} ${Name} ${region}`);
    const answer = answers[region] ?? 'TrailNotFoundException';
    response.writeHead(typeof answer === 'string' ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(typeof answer === 'string' ? { __type: answer } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
