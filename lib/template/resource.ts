import type { TemplateStack } from './assembly';
import { dependenciesOf } from './dependencies';
import { isJson, type Json, section } from './json';
import type { World } from './world';

/** A resource, with the values that it has in one way to deploy the assembly. */
export class TemplateResource {
  private resolved?: Json;

  constructor(
    private readonly world: World,
    public readonly stack: TemplateStack,
    public readonly logicalId: string,
    /** As it is written. */
    public readonly raw: Json,
  ) {}

  public get type(): string {
    return String(this.raw.Type);
  }

  /** The properties without intrinsic functions; what is not known is an `Unknown`, or a part of a text that stands for it. */
  public get properties(): Json {
    this.resolved ??= this.world.once(`properties ${this.stack.id} ${this.logicalId}`, () => {
      const properties = this.world.resolve(this.stack, this.raw.Properties ?? {});
      return isJson(properties) ? properties : {};
    });
    return this.resolved;
  }

  /** One property: what the others hang on decides nothing about it. */
  public property(name: string): unknown {
    return this.world.once(`property ${this.stack.id} ${this.logicalId} ${name}`, () => this.world.resolve(this.stack, this.rawProperties[name]));
  }

  /** The properties as they are written. */
  public get rawProperties(): Json {
    return section(this.raw, 'Properties');
  }

  public get condition(): string | undefined {
    return typeof this.raw.Condition === 'string' ? this.raw.Condition : undefined;
  }

  public get deletionPolicy(): string | undefined {
    return typeof this.raw.DeletionPolicy === 'string' ? this.raw.DeletionPolicy : undefined;
  }

  /** The path of its construct; where that is not known, stack and logical id. */
  public get path(): string {
    return this.stack.paths.get(this.logicalId) ?? `${this.stack.id}/${this.logicalId}`;
  }

  /** Logical ids of everything in its stack that is created before it. */
  public get dependsOn(): ReadonlySet<string> {
    return dependenciesOf(this.world, this.stack, this.logicalId);
  }

  /** The name that it will have, or what stands for it. */
  public get name(): string {
    return this.world.identityOf(this).name;
  }

  public get arn(): string {
    return this.world.arnOf(this);
  }

  public get ref(): string {
    return this.world.refOf(this);
  }

  public get account(): string {
    return this.world.accountOf(this.stack);
  }

  public get region(): string {
    return this.world.regionOf(this.stack);
  }
}
