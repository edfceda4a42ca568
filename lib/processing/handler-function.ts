import { join } from 'node:path';
import type { Duration } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Options of `defineHandler()`. */
export interface HandlerOptions {
  /** The folder below `handlers/`. */
  readonly handler: string;
  readonly description: string;
  readonly environment: Record<string, string>;
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly reservedConcurrency?: number;
  readonly logRetention: RetentionDays;
}

/** A function that runs one of the bundled handlers, with a role that may write its own log and nothing else yet. */
export function defineHandler(scope: Construct, id: string, options: HandlerOptions): { fn: LambdaFunction; role: IRole } {
  const logGroup = new LogGroup(scope, `${id}Log`, { retention: options.logRetention });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const fn = new LambdaFunction(scope, id, {
    description: options.description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    // As deep below the package from `lib/` as from `dist/`.
    code: Code.fromAsset(join(__dirname, '../../assets', options.handler)),
    environment: options.environment,
    memorySize: options.memorySize,
    timeout: options.timeout,
    reservedConcurrentExecutions: options.reservedConcurrency,
    role,
    logGroup,
  });
  return { fn, role };
}
