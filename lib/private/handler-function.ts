import { join } from 'node:path';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { logGroupKeyStatement } from './log-group-key';

/** Options of `defineHandler()`. */
export interface HandlerOptions {
  readonly code: Code;
  /** The file of the code and what it exports. */
  readonly handler: string;
  readonly description: string;
  readonly environment: Record<string, string>;
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly reservedConcurrency?: number;
  readonly logRetention: RetentionDays;
  /** What happens to the log group when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** Encrypts the log group, where its policy can be written. */
  readonly encryptionKey?: IKey;
  /** Where calls end that nobody waits for and that fail for good. */
  readonly deadLetterQueue?: IQueue;
}

/** A function, and who acts when it runs. */
export interface Handler {
  readonly fn: LambdaFunction;
  readonly permissions: IGrantable;
}

/** The code of a handler of this library: the folder below `handlers/`, bundled. */
export function bundled(folder: string): Code {
  // As deep below the package from `lib/` as from `dist/`.
  return Code.fromAsset(join(__dirname, '../../assets', folder));
}

/** A function that processes messages. It may write its own log and nothing else yet. */
export function defineHandler(scope: Construct, id: string, options: HandlerOptions): Handler {
  const logGroup = defineLogGroup(scope, `${id}Log`, options);
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  // A policy of its own, since auditors refuse inline ones. The function gets the role without the right to write to it, or it would have both.
  const permissions = new ManagedPolicy(scope, `${id}Policy`, { roles: [role] });
  logGroup.grantWrite(permissions);
  const { deadLetterQueue } = options;
  if (deadLetterQueue) Grant.addToPrincipal({ grantee: permissions, actions: ['sqs:SendMessage'], resourceArns: [deadLetterQueue.queueArn] });
  const fn = new LambdaFunction(scope, id, {
    description: options.description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: options.handler,
    code: options.code,
    environment: options.environment,
    memorySize: options.memorySize,
    timeout: options.timeout,
    reservedConcurrentExecutions: options.reservedConcurrency,
    role: role.withoutPolicyUpdates(),
    logGroup,
    deadLetterQueue,
  });
  // Lambda tries the permissions when the queue is connected.
  fn.node.addDependency(permissions);
  return { fn, permissions };
}

function defineLogGroup(scope: Construct, id: string, { logRetention, encryptionKey, removalPolicy }: HandlerOptions): LogGroup {
  const logGroup = new LogGroup(scope, id, { retention: logRetention, encryptionKey, removalPolicy });
  encryptionKey?.addToResourcePolicy(logGroupKeyStatement(logGroup), true);
  return logGroup;
}
