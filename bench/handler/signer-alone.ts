// The least that gets a log file with AWS's signer and HTTP handler: what everything else is measured by.
import { gunzipSync } from 'node:zlib';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '../../handlers/shared/aws/sha256';

const { AWS_REGION: region = '', AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = process.env;

const http = new NodeHttpHandler();
const signer = new SignatureV4({
  service: 's3',
  region,
  credentials: { accessKeyId, secretAccessKey },
  sha256: Sha256,
  uriEscapePath: false,
});

export async function handler({ bucket, key }: { readonly bucket: string; readonly key: string }): Promise<number> {
  const hostname = `${bucket}.s3.${region}.amazonaws.com`;
  const signed = await signer.sign({ method: 'GET', protocol: 'https:', hostname, path: `/${key}`, query: {}, headers: { host: hostname } });
  const { response } = await http.handle(signed as never);
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return JSON.parse(gunzipSync(Buffer.concat(chunks)).toString('utf8')).Records.length;
}
