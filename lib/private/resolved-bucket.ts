import { Aws, Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

type Loose = Readonly<Record<string, unknown>> | undefined;

/** Overrides are spelled as in the template, constructs as in TypeScript. */
export function propertyIn(value: unknown, name: string): unknown {
  const properties = value as Loose;
  return properties?.[name] ?? properties?.[`${name[0]?.toUpperCase()}${name.slice(1)}`];
}

/** The ARN of a bucket in a resolved value; empty where it cannot be told. */
export function arnIn(value: unknown, near: IConstruct): string {
  if (typeof value === 'string') return value;
  const [id, attribute] = (value as { 'Fn::GetAtt'?: string[] })?.['Fn::GetAtt'] ?? [];
  if (id !== undefined && attribute === 'Arn') return bucketWithId(id, near)?.attrArn ?? '';
  const name = nameIn(value, near);
  if (name !== '') return `arn:${Aws.PARTITION}:s3:::${name}`;
  const parts = (value as { 'Fn::Join'?: [string, unknown[]] })?.['Fn::Join'];
  return parts ? parts[1].map((part) => (isPartition(part) ? Aws.PARTITION : arnIn(part, near))).join(parts[0]) : '';
}

export function nameIn(value: unknown, near: IConstruct): string {
  if (typeof value === 'string') return value;
  const id = (value as { Ref?: string })?.Ref;
  return id === undefined || id.startsWith('AWS::') ? '' : (bucketWithId(id, near)?.ref ?? '');
}

function isPartition(value: unknown): boolean {
  return (value as { Ref?: string })?.Ref === 'AWS::Partition';
}

function bucketWithId(id: string, near: IConstruct): CfnBucket | undefined {
  const own = Stack.of(near);
  const buckets = near.node.root.node
    .findAll()
    .filter((construct): construct is CfnBucket => CfnBucket.isCfnBucket(construct) && Stack.of(construct).resolve(construct.logicalId) === id);
  return buckets.find((bucket) => Stack.of(bucket) === own) ?? buckets[0];
}
