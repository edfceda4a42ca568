import { join } from 'node:path';

type Environment = Record<string, string | undefined>;

/** Where everything is deployed to: the account is the one that moto gives to whoever asks. */
export const account = '123456789012';
export const region = 'us-east-1';

/** Leaves out what no process of this test may know: the user's accounts, profiles and settings, and a proxy, which would get every call. */
export function withoutUserSettings(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^((AWS|CDK|JSII|SAM)_|(HTTPS?|ALL)_PROXY$)/i.test(name)));
}

/** Credentials that are worth nothing, and a folder instead of the user's home. */
export function isolated(temp: string): Environment {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_SESSION_TOKEN: 'testing',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(temp, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(temp, 'no-credentials'),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_HOME: temp,
    HOME: temp,
    USERPROFILE: temp,
    TMPDIR: temp,
    TEMP: temp,
    TMP: temp,
    NO_COLOR: '1',
  };
}

/** Sends every call of the CDK CLI, of the SDK and of the handler to the local API. */
export function endpoints(endpoint: string): Environment {
  return {
    AWS_ENDPOINT_URL: endpoint,
    // Of this the CLI makes the URL of the template, from which moto takes the name of the bucket.
    AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `https://s3.${region}.amazonaws.com`,
  };
}

/** Puts an environment in the place of this process's own, for what it starts and for itself. */
export function become(environment: Environment): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
}
