import { type App, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Size } from './size';

/** What an app has besides its trail. */
export interface Resources {
  readonly buckets: readonly Bucket[];
  readonly tables: readonly Table[];
}

// CloudFormation takes 500 resources and 200 outputs for each stack: larger apps have several.
const FOR_EACH_STACK = 100;

/** The same for all variants, so that they differ in the trail only. */
export function defineResources(app: App, { buckets, tables, functions }: Size): Resources {
  const code = Code.fromInline('exports.handler = async () => {};');
  spread(app, 'Function', functions, (stack, id) => new LambdaFunction(stack, id, { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code }));
  return {
    buckets: spread(app, 'Bucket', buckets, (stack, id) => new Bucket(stack, id, { enforceSSL: true })),
    tables: spread(app, 'Table', tables, (stack, id) => new Table(stack, id, { partitionKey: { name: 'id', type: AttributeType.STRING } })),
  };
}

function spread<T>(app: App, name: string, count: number, define: (stack: Stack, id: string) => T): T[] {
  const stacks = Array.from({ length: Math.ceil(count / FOR_EACH_STACK) }, (_, n) => new Stack(app, `${name}s${n}`));
  return Array.from({ length: count }, (_, n) => define(stacks[Math.floor(n / FOR_EACH_STACK)] as Stack, `${name}${n}`));
}
