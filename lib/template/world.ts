import { type Assembly, type TemplateStack, urlSuffixOf } from './assembly';
import type { Choices } from './choices';
import { conditionHolds, decide } from './conditions';
import { isJson, type Json, section } from './json';
import { Memo } from './memo';
import { arnOf, attributeOf, type Identity, namePropertyOf, refOf } from './naming';
import { exportedValue, outputOf } from './outputs';
import { parameterValue } from './parameters';
import { Resolver } from './resolver';
import { TemplateResource } from './resource';
import type { Survey } from './survey';
import { free, generated, UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './symbols';
import { textOf } from './unknown';

/** One way to deploy an assembly: every parameter and condition has a value, though it need not be a known one. */
export class World {
  private readonly resolvers = new Map<TemplateStack, Resolver>();
  private readonly found = new Map<TemplateStack, Map<string, TemplateResource>>();
  private readonly memo: Memo;

  constructor(
    public readonly choices: Choices,
    public readonly survey: Survey,
  ) {
    this.memo = new Memo(survey.shared, () => choices.consulted);
  }

  public get assembly(): Assembly {
    return this.survey.assembly;
  }

  /** The same assembly, of which other things may be decided. */
  public apart(choices: Choices): World {
    return new World(choices, this.survey);
  }

  /** The resources of some types that are deployed, of all stacks. */
  public resources(...types: string[]): TemplateResource[] {
    return this.candidates(...types).filter((resource) => this.isDeployed(resource));
  }

  /** The resources of some types, whether or not they are deployed: to find one of them decides nothing about the others. */
  public candidates(...types: string[]): TemplateResource[] {
    return types.flatMap((type) => this.survey.ofType(type).map(({ stack, logicalId, raw }) => this.resourceOf(stack, logicalId, raw)));
  }

  public resource(stack: TemplateStack, logicalId: string): TemplateResource | undefined {
    const raw = section(stack.template, 'Resources')[logicalId];
    return isJson(raw) ? this.resourceOf(stack, logicalId, raw) : undefined;
  }

  /** Whether a resource is deployed, and every nested stack that it is in. */
  public isDeployed({ stack, condition }: TemplateResource): boolean {
    const parent = stack.parent && this.resource(stack.parent.stack, stack.parent.logicalId);
    return (condition === undefined || this.holds(stack, condition)) && (parent === undefined || this.isDeployed(parent));
  }

  /** The work of something that is done once for all that is looked at. */
  public once<T>(key: string, work: () => T): T {
    return this.memo.once(key, work, work);
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

  private resourceOf(stack: TemplateStack, logicalId: string, raw: Json): TemplateResource {
    const ofStack = this.found.get(stack) ?? new Map<string, TemplateResource>();
    this.found.set(stack, ofStack);
    const resource = ofStack.get(logicalId) ?? new TemplateResource(this, stack, logicalId, raw);
    ofStack.set(logicalId, resource);
    return resource;
  }

  private resolverOf(stack: TemplateStack): Resolver {
    const known = this.resolvers.get(stack);
    if (known) return known;
    const resolver = new Resolver(this, stack);
    this.resolvers.set(stack, resolver);
    return resolver;
  }
}
