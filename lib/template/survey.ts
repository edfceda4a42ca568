import { append } from './append';
import { type Assembly, rawResources, type TemplateStack } from './assembly';
import { explore } from './choices';
import type { Json } from './json';
import { World } from './world';

/** How the decisions of a deployment are looked at. */
export interface SurveySettings {
  /** Values that the deployment gives to parameters, by their name, or by stack and name as `Audit.Retention`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Whether a parameter may get another value than its default, and a mapping be asked for any of its rows.
   *
   * @default - each parameter has its default
   */
  readonly anyValue?: boolean;
}

/** What is true in some of the ways to deploy an assembly. */
export interface Explored<T> {
  readonly results: readonly { readonly value: T /** The decisions that led there, in words. */; readonly when: readonly string[] }[];
  /** Whether all ways to deploy it were looked at. */
  readonly complete: boolean;
}

/** Looks at an assembly again and again: what hangs on no decision is worked out once. */
export class Survey {
  /** What is the same however the assembly is deployed. */
  public readonly shared = new Map<string, unknown>();
  private readonly types: ReadonlyMap<string, readonly RawResource[]>;
  private usual?: Survey;

  constructor(
    public readonly assembly: Assembly,
    public readonly settings: SurveySettings = {},
  ) {
    this.types = byType(assembly);
  }

  /** The same assembly, where each parameter has its default. */
  public get withDefaults(): Survey {
    this.usual ??= this.settings.anyValue ? new Survey(this.assembly, { ...this.settings, anyValue: false }) : this;
    return this.usual;
  }

  /** Looks once for each way to deploy the assembly that makes a difference to what is looked at. */
  public inEveryWorld<T>(look: (world: World) => T): Explored<T> {
    return explore((choices) => ({ value: look(new World(choices, this)), when: choices.made }));
  }

  /** The resources of a type, whether or not they are deployed: apps have thousands of resources, of which few have to do with trails. */
  public ofType(type: string): readonly RawResource[] {
    return this.types.get(type) ?? [];
  }
}

/** A resource, as it is written. */
export interface RawResource {
  readonly stack: TemplateStack;
  readonly logicalId: string;
  readonly raw: Json;
}

function byType({ stacks }: Assembly): Map<string, RawResource[]> {
  const found = new Map<string, RawResource[]>();
  for (const stack of stacks) {
    for (const [logicalId, raw] of rawResources(stack)) {
      append(found, String(raw.Type), { stack, logicalId, raw });
    }
  }
  return found;
}
