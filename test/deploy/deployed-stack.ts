import type { Template } from '../../bin/commands/start/readable';
import { account, region } from './environment';
import { type DeployedResource, resourcesOf } from './raw-api';

const pseudo: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::URLSuffix': 'amazonaws.com',
};

const arns: Record<string, (physicalId: string) => string> = {
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::KMS::Key': (id) => `arn:aws:kms:${region}:${account}:key/${id}`,
  'AWS::Lambda::Function': (name) => `arn:aws:lambda:${region}:${account}:function:${name}`,
  'AWS::DynamoDB::Table': (name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
  'AWS::Logs::LogGroup': (name) => `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
};

/** A template and what became of it: gives the values of the one with the names and ARNs of the other. */
export class DeployedStack {
  static async read(stackName: string, template: Template): Promise<DeployedStack> {
    return new DeployedStack(template, await resourcesOf(stackName));
  }

  private constructor(
    readonly template: Template,
    readonly resources: readonly DeployedResource[],
  ) {}

  /** Logical to physical ids. */
  ids(): Record<string, string> {
    return Object.fromEntries(this.resources.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
  }

  /** The physical id of what has this logical id, without the hash at its end. */
  id(name: string): string {
    return this.find(({ logicalId }) => logicalId.slice(0, -8) === name, name).physicalId;
  }

  /** The properties of the one resource of a type, as they were deployed. */
  propertiesOf(type: string): Record<string, unknown> {
    const { logicalId } = this.find((resource) => resource.type === type, type);
    return this.resolve(this.template.Resources[logicalId]?.Properties ?? {}) as Record<string, unknown>;
  }

  /** What CloudFormation makes of a value. */
  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
    if (typeof Ref === 'string') return pseudo[Ref] ?? this.resource(Ref).physicalId;
    if (Array.isArray(attribute)) return this.attribute(String(attribute[0]), String(attribute[1]));
    if (Array.isArray(join)) return (this.resolve(join[1]) as unknown[]).join(String(join[0]));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item)]));
  }

  private attribute(logicalId: string, name: string): string {
    const { type, physicalId } = this.resource(logicalId);
    const arn = arns[type];
    if (name !== 'Arn' || !arn) throw new Error(`attribute ${name} of ${type} is not known to this test; add it to test/deploy/deployed-stack.ts`);
    return arn(physicalId);
  }

  private resource(logicalId: string): DeployedResource {
    return this.find((resource) => resource.logicalId === logicalId, logicalId);
  }

  private find(matches: (resource: DeployedResource) => boolean, what: string): DeployedResource {
    const [found, another] = this.resources.filter(matches);
    if (!found || another) throw new Error(`the stack has ${found ? 'several' : 'no'} ${what}; it has ${this.resources.map((one) => one.logicalId)}`);
    return found;
  }
}
