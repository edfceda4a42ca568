import { type Assembly, rawResources, type TemplateStack, urlSuffixOf } from './assembly';
import type { Choices } from './choices';
import { conditionHolds, decide } from './conditions';
import { Memo } from './memo';
import { arnOf, attributeOf, type Identity, namePropertyOf, refOf } from './naming';
import { exportedValue, outputOf } from './outputs';
import { parameterValue } from './parameters';
import { Resolver } from './resolver';
import { TemplateResource } from './resource';
import { free, generated, UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './symbols';
import { textOf } from './unknown';

/** One way to deploy an assembly: every parameter and condition has a value, though it need not be a known one. */
export class World {
  private readonly resolvers = new Map<TemplateStack, Resolver>();
  private readonly found = new Map<TemplateStack, Map<string, TemplateResource>>();
  private readonly memo = new Memo();
  private byType?: Map<string, TemplateResource[]>;

  constructor(
    public readonly assembly: Assembly,
    public readonly choices: Choices,
  ) {}

  /** The resources of some types that are deployed, of all stacks. */
  public resources(...types: string[]): TemplateResource[] {
    const found = types.flatMap((type) => this.typed().get(type) ?? []);
    return found.filter((resource) => this.isDeployed(resource));
  }

  public resource(stack: TemplateStack, logicalId: string): TemplateResource | undefined {
    return this.all(stack).get(logicalId);
  }

  /** A value without intrinsic functions. */
  public resolve(stack: TemplateStack, value: unknown): unknown {
    return this.resolverOf(stack).resolve(value);
  }

  /** Whether a condition of a template holds. One that is made of itself, which CloudFormation refuses, is decided either way. */
  public holds(stack: TemplateStack, condition: string): boolean {
    const circle = () => decide(this, stack, `condition ${condition}`);
    return this.memo.once(`condition ${stack.id} ${condition}`, () => conditionHolds(this, stack, condition), circle);
  }

  /** The value of a parameter; `undefined` if the template has no such parameter. */
  public parameter(stack: TemplateStack, name: string): unknown {
    return this.memo.once(
      `parameter ${stack.id} ${name}`,
      () => parameterValue(this, stack, name),
      () => free(`${stack.id}.${name}`),
    );
  }

  /** The value that another stack exports by a name; `undefined` if none of the assembly does. */
  public imported(importer: TemplateStack, name: string): unknown {
    return this.memo.once(
      `import ${importer.id} ${name}`,
      () => exportedValue(this, importer, name),
      () => undefined,
    );
  }

  public accountOf({ account }: TemplateStack): string {
    return account ?? UNKNOWN_ACCOUNT;
  }

  public regionOf({ region }: TemplateStack): string {
    return region ?? UNKNOWN_REGION;
  }

  /** What the name of a resource is made of. */
  public identityOf(resource: TemplateResource): Identity {
    const { type, stack, logicalId, rawProperties } = resource;
    const beginning = `${stack.name}-${logicalId}`;
    // The names of buckets are in lower case, also those that CloudFormation makes up.
    const made = generated(type === 'AWS::S3::Bucket' ? beginning.toLowerCase() : beginning, stack.id, logicalId);
    const property = namePropertyOf(type);
    const place = { type, partition: stack.partition, account: this.accountOf(stack), region: this.regionOf(stack) };
    return this.memo.once(
      `identity ${stack.id} ${logicalId}`,
      () => ({
        ...place,
        name: (property !== undefined && textOf(this.resolve(stack, rawProperties[property]))) || made,
        path: textOf(this.resolve(stack, rawProperties.Path)) ?? '/',
      }),
      () => ({ ...place, name: free(`${stack.id}.${logicalId}`), path: '/' }),
    );
  }

  public arnOf(resource: TemplateResource): string {
    return arnOf(this.identityOf(resource)) ?? free(`${resource.stack.id}.${resource.logicalId}.Arn`);
  }

  public refOf(resource: TemplateResource): string {
    return refOf(this.identityOf(resource), urlSuffixOf(resource.stack));
  }

  /** What `Fn::GetAtt` gives. */
  public attributeOf(stack: TemplateStack, logicalId: string, attribute: string): unknown {
    const resource = this.resource(stack, logicalId);
    const output = () => resource && outputOf(this, resource, attribute);
    const written = this.memo.once(`output ${stack.id} ${logicalId} ${attribute}`, output, () => undefined);
    if (written !== undefined) return written;
    return (resource && attributeOf(this.identityOf(resource), attribute)) ?? free(`${stack.id}.${logicalId}.${attribute}`);
  }

  private isDeployed({ stack, condition }: TemplateResource): boolean {
    const parent = stack.parent && this.resource(stack.parent.stack, stack.parent.logicalId);
    return (condition === undefined || this.holds(stack, condition)) && (parent === undefined || this.isDeployed(parent));
  }

  private all(stack: TemplateStack): Map<string, TemplateResource> {
    const known = this.found.get(stack);
    if (known) return known;
    const all = new Map(rawResources(stack).map(([logicalId, raw]) => [logicalId, new TemplateResource(this, stack, logicalId, raw)]));
    this.found.set(stack, all);
    return all;
  }

  /** Everything by its type: apps have thousands of resources, of which few have to do with trails. */
  private typed(): Map<string, TemplateResource[]> {
    if (this.byType) return this.byType;
    this.byType = new Map();
    for (const resource of this.assembly.stacks.flatMap((stack) => [...this.all(stack).values()])) {
      const others = this.byType.get(resource.type);
      if (others) others.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    return this.byType;
  }

  private resolverOf(stack: TemplateStack): Resolver {
    const known = this.resolvers.get(stack);
    if (known) return known;
    const resolver = new Resolver(this, stack);
    this.resolvers.set(stack, resolver);
    return resolver;
  }
}
