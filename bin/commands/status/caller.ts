import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '../verify/s3-sign';
import type { Aws } from './aws';

const TIMEOUT_MILLIS = 10_000;
const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

/** The account of the credentials, which needs no permission to ask; `undefined` where nobody says it. */
export async function callerAccount(region: string, suffix: string, aws: Aws): Promise<string | undefined> {
  const http = new NodeHttpHandler({ requestTimeout: TIMEOUT_MILLIS, connectionTimeout: TIMEOUT_MILLIS });
  try {
    const credentials = await aws.cloudFormation(region).config.credentials();
    if (credentials.accountId !== undefined) return credentials.accountId;
    const endpoint = process.env.AWS_ENDPOINT_URL_STS ?? process.env.AWS_ENDPOINT_URL ?? `https://sts.${region}.${suffix}`;
    const { protocol, hostname, port, host } = new URL(endpoint);
    const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    const request = { method: 'POST', protocol, hostname, path: '/', headers, body: BODY, ...(port && { port: Number(port) }) };
    return await answered(http, (await signer.sign(request)) as Parameters<NodeHttpHandler['handle']>[0]);
  } catch {
    // What else is asked will tell what is wrong.
    return undefined;
  } finally {
    http.destroy();
  }
}

async function answered(http: NodeHttpHandler, request: Parameters<NodeHttpHandler['handle']>[0]): Promise<string | undefined> {
  const { response } = await http.handle(request);
  const chunks: Buffer[] = [];
  for await (const chunk of response.body as AsyncIterable<Buffer>) chunks.push(chunk);
  return /<Account>(\d{12})<\/Account>/.exec(Buffer.concat(chunks).toString('utf8'))?.[1];
}
