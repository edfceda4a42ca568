import { Stack, Token } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';

/**
 * Statements as JSON that can be pasted into a policy.
 *
 * What is only known at deployment stands as `<AWS::AccountId>`: whoever pastes it fills it in.
 */
export function statementsJson(scope: IConstruct, statements: readonly PolicyStatement[]): string {
  const stack = Stack.of(scope);
  const resolved: unknown = stack.resolve(statements.map((statement) => statement.toStatementJson()));
  return JSON.stringify(literal(resolved, knownPseudoParameters(stack)), undefined, 2);
}

function literal(value: unknown, known: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => literal(item, known));
  if (typeof value !== 'object' || value === null) return value;
  const {
    Ref: ref,
    'Fn::Join': join,
    'Fn::GetAtt': attribute,
  } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]]; 'Fn::GetAtt'?: string[] };
  if (ref !== undefined) return known[ref] ?? `<${ref}>`;
  if (join) return join[1].map((part) => String(literal(part, known))).join(join[0]);
  if (attribute) return `<${attribute.join('.')}>`;
  const [only] = Object.entries(value);
  if (only?.[0].startsWith('Fn::')) return `<${only[0].slice('Fn::'.length)} of ${JSON.stringify(only[1])}>`;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, literal(item, known)]));
}

function knownPseudoParameters({ account, region }: Stack): Record<string, string> {
  const { partition, domainSuffix } = Token.isUnresolved(region) ? ({} as Partial<RegionInfo>) : RegionInfo.get(region);
  const entries = { 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::Partition': partition, 'AWS::URLSuffix': domainSuffix };
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined && !Token.isUnresolved(entry[1])),
  );
}
