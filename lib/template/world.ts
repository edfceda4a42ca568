import { type Assembly, rawResources, type TemplateStack, urlSuffixOf } from './assembly';
import type { Choices } from './choices';
import { ConditionReader } from './conditions';
import { arnOf, attributeOf, type Identity, namePropertyOf, refOf } from './naming';
import { outputOf } from './outputs';
import { Resolver } from './resolver';
import { TemplateResource } from './resource';
import { free, generated, UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './symbols';
import { textOf } from './unknown';

/** One way to deploy an assembly: every parameter and condition has a value, though it need not be a known one. */
export class World {
  private readonly resolvers = new Map<TemplateStack, Resolver>();
  private readonly found = new Map<TemplateStack, Map<string, TemplateResource>>();
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

  /** Whether a condition of a template holds. */
  public holds(stack: TemplateStack, condition: string): boolean {
    return new ConditionReader(this, stack).holds(condition);
  }

  public accountOf({ account }: TemplateStack): string {
    return account ?? UNKNOWN_ACCOUNT;
  }

  public regionOf({ region }: TemplateStack): string {
    return region ?? UNKNOWN_REGION;
  }

  public identityOf(resource: TemplateResource): Identity {
    const { type, stack, rawProperties } = resource;
    const property = namePropertyOf(type);
    const literal = property === undefined ? undefined : textOf(this.resolve(stack, rawProperties[property]));
    const beginning = `${stack.name}-${resource.logicalId}`;
    return {
      type,
      // The names of buckets are in lower case, also those that CloudFormation makes up.
      name: literal ?? generated(type === 'AWS::S3::Bucket' ? beginning.toLowerCase() : beginning, stack.id, resource.logicalId),
      path: textOf(this.resolve(stack, rawProperties.Path)) ?? '/',
      partition: stack.partition,
      account: this.accountOf(stack),
      region: this.regionOf(stack),
    };
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
    const written = resource && outputOf(this, resource, attribute);
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
