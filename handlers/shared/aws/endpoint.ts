/** A service, as it is named in signatures. */
export type AwsService = 's3' | 'sqs' | 'sns' | 'events' | 'cloudtrail';

/** Where a request goes. */
export interface Endpoint {
  readonly protocol: 'http:' | 'https:';
  readonly hostname: string;
  readonly port?: number;
  /** What comes before the path of a request, without a slash at its end. */
  readonly path: string;
  /** Whether it is one that the environment names, such as a local API. */
  readonly custom: boolean;
}

/** The names that the variables `AWS_ENDPOINT_URL_…` have for the services. */
const SERVICE_VARIABLE: Readonly<Record<AwsService, string>> = { s3: 'S3', sqs: 'SQS', sns: 'SNS', events: 'EVENTBRIDGE', cloudtrail: 'CLOUDTRAIL' };

const SUFFIX_OF_REGION: readonly (readonly [regions: RegExp, suffix: string])[] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
  [/^eusc-/, 'amazonaws.eu'],
];

/** What the names of the endpoints in a Region end with. */
export function dnsSuffixOf(region: string): string {
  return SUFFIX_OF_REGION.find(([regions]) => regions.test(region))?.[1] ?? 'amazonaws.com';
}

/** The Region that the process runs in. */
export function regionOf(env: NodeJS.ProcessEnv): string {
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (!region) throw new Error("environment variable 'AWS_REGION' is missing; Lambda sets it");
  return region;
}

/** The endpoint of a service in a Region, or what the environment names instead. */
export function endpointOf(service: AwsService, region: string, env: NodeJS.ProcessEnv): Endpoint {
  const variables = [`AWS_ENDPOINT_URL_${SERVICE_VARIABLE[service]}`, 'AWS_ENDPOINT_URL'];
  const variable = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true' ? undefined : variables.find((name) => env[name]);
  if (variable) return configured(variable, env[variable] as string);
  return { protocol: 'https:', hostname: `${service}.${region}.${dnsSuffixOf(region)}`, path: '', custom: false };
}

/** The endpoint of a bucket: a host of its own, except where the certificate would not match its name. */
export function bucketEndpointOf(bucket: string, region: string, env: NodeJS.ProcessEnv): Endpoint {
  const endpoint = endpointOf('s3', region, env);
  if (endpoint.custom || bucket.includes('.')) return { ...endpoint, path: `${endpoint.path}/${bucket}` };
  return { ...endpoint, hostname: `${bucket}.${endpoint.hostname}` };
}

function configured(variable: string, url: string): Endpoint {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    throw new Error(`environment variable '${variable}' is no URL of HTTP: '${url}'; write it like 'http://127.0.0.1:4566'`);
  }
  const { protocol, hostname, port, pathname } = parsed;
  return { protocol, hostname, ...(port && { port: Number(port) }), path: pathname.replace(/\/$/, ''), custom: true };
}
