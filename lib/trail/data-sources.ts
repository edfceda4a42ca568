import { Aws, CfnResource, Stack, TagManager, Token } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { ResourceType } from '../selectors/resource-type';

/** A resource whose data events can be logged. */
export interface DataSource {
  readonly resource: IConstruct;
  readonly type: ResourceType;
  /** The ARN in a selector: what the ARNs of a bucket's objects start with, the exact one of others. */
  readonly arn: string;
}

/** The buckets, functions and tables in a part of the app, in the order of their paths. */
export function dataSourcesIn(scope: IConstruct): DataSource[] {
  const imported = importedSource(scope);
  if (imported) return [imported];
  return scope.node
    .findAll()
    .flatMap((construct) => sourceOf(construct) ?? [])
    .sort((one, other) => (one.resource.node.path < other.resource.node.path ? -1 : 1));
}

/** Whether a construct is one bucket, function or table, and not a part of the app around some. */
export function isDataSource(scope: IConstruct): boolean {
  return importedSource(scope) !== undefined || sourceOf(scope) !== undefined || sourceOf(scope.node.defaultChild ?? scope) !== undefined;
}

/** Whether a resource carries all of these tags, also those that were given to a scope around it. */
export function hasTags({ resource }: DataSource, tags: Readonly<Record<string, string>>): boolean {
  const actual = TagManager.of(resource)?.tagValues() ?? {};
  return Object.entries(tags).every(([key, value]) => actual[key] === value);
}

function sourceOf(construct: IConstruct): DataSource | undefined {
  if (!CfnResource.isCfnResource(construct)) return undefined;
  if (CfnBucket.isCfnBucket(construct)) return { resource: construct, type: ResourceType.S3_OBJECT, arn: `${arnOfBucket(construct)}/` };
  if (CfnFunction.isCfnFunction(construct)) {
    return {
      resource: construct,
      type: ResourceType.LAMBDA_FUNCTION,
      arn: arnByName(construct, construct.functionName, 'lambda', 'function:') ?? construct.attrArn,
    };
  }
  if (CfnTable.isCfnTable(construct) || CfnGlobalTable.isCfnGlobalTable(construct)) {
    return {
      resource: construct,
      type: ResourceType.DYNAMODB_TABLE,
      arn: arnByName(construct, construct.tableName, 'dynamodb', 'table/') ?? construct.attrArn,
    };
  }
  return undefined;
}

function arnOfBucket(bucket: CfnBucket): string {
  const { bucketName } = bucket;
  return bucketName === undefined || Token.isUnresolved(bucketName) ? bucket.attrArn : `arn:${Aws.PARTITION}:s3:::${bucketName}`;
}

/** By its name where it has one: then no stack has to wait for another because a trail names its resources. */
function arnByName(resource: CfnResource, name: string | undefined, service: string, prefix: string): string | undefined {
  if (name === undefined || Token.isUnresolved(name)) return undefined;
  const { account, region } = Stack.of(resource);
  return `arn:${Aws.PARTITION}:${service}:${region}:${account}:${prefix}${name}`;
}

/** A bucket, function or table that is not of this app. */
function importedSource(scope: IConstruct): DataSource | undefined {
  if (scope.node.defaultChild || CfnResource.isCfnResource(scope)) return undefined;
  const { bucketRef, functionRef, tableRef } = scope as IConstruct & {
    bucketRef?: { bucketArn: string };
    functionRef?: { functionArn: string };
    tableRef?: { tableArn: string };
  };
  if (bucketRef) return { resource: scope, type: ResourceType.S3_OBJECT, arn: `${bucketRef.bucketArn}/` };
  if (functionRef) return { resource: scope, type: ResourceType.LAMBDA_FUNCTION, arn: functionRef.functionArn };
  // Other services have tables, too.
  return tableRef?.tableArn.includes(':dynamodb:') ? { resource: scope, type: ResourceType.DYNAMODB_TABLE, arn: tableRef.tableArn } : undefined;
}
