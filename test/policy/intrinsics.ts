import { attributeOfResource, type DeployedResource, refOfResource } from './resources';

export type Json = Readonly<Record<string, unknown>>;

/** Where a template is deployed, and what else is deployed there. */
export interface Deployment {
  /** Default: `aws`. */
  readonly partition?: string;
  /** Default: `111122223333`. */
  readonly account?: string;
  /** Default: `eu-west-1`. */
  readonly region?: string;
  /** The name that other templates know the stack by, for `Fn::GetStackOutput`. */
  readonly stackName?: string;
  /** Values of template parameters that have no default. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Templates whose outputs are imported. */
  readonly others?: readonly DeployedTemplate[];
}

/** A template as JSON with the place where it is deployed. */
export interface DeployedTemplate extends Deployment {
  readonly template: Json;
}

/** Replaces the intrinsic functions of a value by what they will be, always the same; fails for those that it does not know. */
export type Resolve = (value: unknown) => unknown;

/** A template whose intrinsic functions can be resolved. */
export class ResolvedTemplate {
  private readonly pseudo: Readonly<Record<string, string>>;

  constructor(private readonly deployed: DeployedTemplate) {
    const { partition = 'aws', account = '111122223333', region = 'eu-west-1', stackName = 'Stack' } = deployed;
    this.pseudo = {
      'AWS::Partition': partition,
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::StackName': stackName,
      'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    };
  }

  public readonly resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(this.resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name = '', argument] = entries[0] ?? [];
    if (entries.length === 1 && /^(Ref|Fn::\w+)$/.test(name)) return this.call(name, argument);
    return Object.fromEntries(entries.map(([key, one]) => [key, this.resolve(one)]));
  };

  public resource(id: string): DeployedResource {
    const found = section(this.deployed.template, 'Resources')[id];
    if (!found) throw new Error(`no resource ${id} in the template`);
    return { id, type: String(found.Type), properties: (found.Properties ?? {}) as Json, resolve: this.resolve, pseudo: this.pseudo };
  }

  public resources(): DeployedResource[] {
    return Object.keys(section(this.deployed.template, 'Resources')).map((id) => this.resource(id));
  }

  private call(name: string, argument: unknown): unknown {
    if (name === 'Ref') return this.ref(String(argument));
    if (name === 'Fn::GetAtt') return this.attribute(argument);
    if (name === 'Fn::Sub') return this.substitute(argument);
    const [first, second] = [this.resolve(argument)].flat(1) as [unknown, unknown];
    if (name === 'Fn::Join') return list(second).join(String(first));
    if (name === 'Fn::Split') return text(second).split(String(first));
    if (name === 'Fn::Select') return text(list(second)[Number(first)]);
    if (name === 'Fn::ImportValue') return this.output((output, other) => other.resolve((output.Export as Json | undefined)?.Name) === first, first);
    if (name === 'Fn::GetStackOutput') return this.stackOutput(first as Json);
    throw new Error(`${name} cannot be resolved`);
  }

  private ref(id: string): string {
    const pseudo = this.pseudo[id];
    if (pseudo !== undefined) return pseudo;
    const parameter = section(this.deployed.template, 'Parameters')[id];
    return parameter ? text(this.deployed.parameters?.[id] ?? parameter.Default) : refOfResource(this.resource(id));
  }

  private attribute(target: unknown): string {
    const [id = '', ...attribute] = Array.isArray(target) ? target.map(String) : String(target).split('.');
    return attributeOfResource(this.resource(id), attribute.join('.'));
  }

  private substitute(argument: unknown): string {
    const [pattern, variables = {}] = [argument].flat() as [string, Json?];
    return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in variables) return text(this.resolve(variables[name]));
      return name.includes('.') ? this.attribute(name) : this.ref(name);
    });
  }

  private stackOutput({ StackName, OutputName }: Json): string {
    return this.output((_, other, name) => other.deployed.stackName === StackName && name === OutputName, `${StackName}.${OutputName}`);
  }

  private output(isIt: (output: Json, other: ResolvedTemplate, name: string) => boolean, wanted: unknown): string {
    for (const other of (this.deployed.others ?? []).map((deployed) => new ResolvedTemplate(deployed))) {
      const [, output] = Object.entries(section(other.deployed.template, 'Outputs')).find(([name, one]) => isIt(one, other, name)) ?? [];
      if (output) return text(other.resolve(output.Value));
    }
    throw new Error(`no other template has the output ${wanted}; give it in others`);
  }
}

function section(template: Json, name: string): Readonly<Record<string, Json>> {
  return (template[name] ?? {}) as Readonly<Record<string, Json>>;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is not a string; give the value of the parameter or correct the index`);
  return value;
}

function list(value: unknown): string[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is not a list`);
  return value.map(text);
}
