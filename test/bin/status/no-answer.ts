import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetTrailCommand } from '@aws-sdk/client-cloudtrail';
import { ask } from '../../../bin/commands/status/ask';
import { Aws } from '../../../bin/commands/status/aws';
import { liveStacks } from '../../../bin/commands/status/stacks';
import { readAssembly } from '../../../lib/template/read-assembly';
import { RecordedAws, TEMPLATE } from './recorded-aws';

const aws = new RecordedAws();
beforeAll(() => aws.start());
afterAll(() => aws.stop());

describe('a service', () => {
  const client = (answerMillis?: number) => new Aws(answerMillis);
  let mode: (response: ServerResponse) => void;
  const server = createServer((_, response) => mode(response));
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const getTrail = (of: Aws) => ask('cloudtrail:GetTrail', () => of.cloudTrail('us-east-1').send(new GetTrailCommand({ Name: 'audit' })));

  test('that never answers is not waited for without end', async () => {
    mode = () => {};
    await expect(getTrail(client(100))).rejects.toThrow(/^AWS cannot be reached for cloudtrail:GetTrail \(TimeoutError: /);
  });

  test.each([
    [503, 'Service Unavailable'],
    [200, '<html>\n\u001b[31mlog in</html>'],
  ])('that answers %i with something else than AWS would is told to have given no answer', async (status, body) => {
    mode = (response) => response.writeHead(status).end(body);
    expect(await getTrail(client())).toEqual({
      is: 'unknown',
      because: `cloudtrail:GetTrail was not answered (HTTP ${status}, and no answer that AWS gives)`,
    });
  });

  test('whose page is that of a proxy does not make a stack seem to be missing', async () => {
    mode = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>');
    const stacks = await liveStacks(readAssembly(TEMPLATE), { names: new Map(), region: 'us-east-1' }, client());
    expect([...stacks.values()]).toEqual([{ is: 'unknown', because: 'cloudformation:DescribeStacks was not answered (the answer names no stack)' }]);
  });
});
