import { region } from './environment';

/** A resource as CloudFormation deployed it. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

interface Request {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/**
 * A call by hand, for services whose SDK this project has no other use for.
 * The signature is none: moto takes the name of the service from it, and nothing else.
 */
async function call(service: string, { method = 'POST', path = '/', headers, body }: Request): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL}${path}`, { method, headers: { authorization, ...headers }, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} answered ${response.status} to ${method} ${path} ${body ?? ''}: ${text.slice(0, 300)}`);
  return text;
}

/** Of a stack that exists. */
export async function resourcesOf(stackName: string): Promise<DeployedResource[]> {
  const body = new URLSearchParams({ Action: 'DescribeStackResources', Version: '2010-05-15', StackName: stackName }).toString();
  const xml = await call('cloudformation', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
  return [...xml.matchAll(/<member>.*?<\/member>/gs)].map(([member]) => {
    const text = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(member)?.[1] ?? '';
    return { logicalId: text('LogicalResourceId'), physicalId: text('PhysicalResourceId'), type: text('ResourceType') };
  });
}

/** What a deployed function finds in its environment. */
export async function environmentOfFunction(name: string): Promise<Record<string, string>> {
  const text = await call('lambda', { method: 'GET', path: `/2015-03-31/functions/${name}/configuration` });
  const configuration = JSON.parse(text) as { readonly Environment?: { readonly Variables?: Record<string, string> } };
  return configuration.Environment?.Variables ?? {};
}

/** What Lambda was told about a queue that a function reads. */
export async function eventSourceMapping(id: string): Promise<Record<string, unknown>> {
  return JSON.parse(await call('lambda', { method: 'GET', path: `/2015-03-31/event-source-mappings/${id}` })) as Record<string, unknown>;
}

export async function keyState(keyId: string): Promise<string | undefined> {
  const { KeyMetadata } = await kms<{ readonly KeyMetadata: { readonly KeyState?: string } }>('DescribeKey', { KeyId: keyId });
  return KeyMetadata.KeyState;
}

export async function keyPolicy(keyId: string): Promise<string> {
  return (await kms<{ readonly Policy: string }>('GetKeyPolicy', { KeyId: keyId, PolicyName: 'default' })).Policy;
}

async function kms<T>(action: string, input: object): Promise<T> {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${action}` };
  return JSON.parse(await call('kms', { headers, body: JSON.stringify(input) })) as T;
}
