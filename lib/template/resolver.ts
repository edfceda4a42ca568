import { type TemplateStack, urlSuffixOf } from './assembly';
import { FUNCTIONS } from './functions';
import { isJson, section } from './json';
import { free } from './symbols';
import { textOf, Unknown } from './unknown';
import type { World } from './world';

/** Stands for a property that is not there: `AWS::NoValue`. */
export const NO_VALUE = Symbol('AWS::NoValue');

const DYNAMIC_REFERENCE = /\{\{resolve:[^}]*\}\}/g;
const MAX_DEPTH = 60;

/** Resolves the intrinsic functions of one template. */
export class Resolver {
  private depth = 0;

  constructor(
    public readonly world: World,
    public readonly stack: TemplateStack,
  ) {}

  /** A value without intrinsic functions. Parts that are not known are `Unknown`, or stand for themselves in a text. */
  public resolve(value: unknown): unknown {
    const resolved = this.item(value);
    return resolved === NO_VALUE ? undefined : resolved;
  }

  /** A value as text; what is no text gets a name of its own. */
  public text(value: unknown): string {
    return textOf(this.resolve(value)) ?? free(`${this.stack.id}.${JSON.stringify(value)?.slice(0, 60)}`);
  }

  /** A value that cannot be told, which is the same wherever the same is written. */
  public unknown(what: string): Unknown {
    return new Unknown(`${this.stack.id}.${what}`);
  }

  /** What `Ref` gives. */
  public ref(name: string): unknown {
    if (name === 'AWS::NoValue') return NO_VALUE;
    const pseudo = this.pseudo(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = this.world.parameter(this.stack, name);
    if (parameter !== undefined) return parameter;
    const resource = this.world.resource(this.stack, name);
    return resource ? this.world.refOf(resource) : free(`${this.stack.id}.${name}`);
  }

  /** What `Fn::GetAtt` gives. */
  public attribute(target: unknown): unknown {
    const [logicalId = '', ...attribute] = Array.isArray(target) ? target.map((part) => this.text(part)) : String(target).split('.');
    return this.world.attributeOf(this.stack, logicalId, attribute.join('.'));
  }

  private item(value: unknown): unknown {
    if (typeof value === 'string') return value.replace(DYNAMIC_REFERENCE, (reference) => free(reference.slice(2, -2)));
    if (Array.isArray(value)) return value.map((one) => this.item(one)).filter((one) => one !== NO_VALUE);
    if (!isJson(value)) return value;
    const entries = Object.entries(value);
    const [name = '', argument] = entries[0] ?? [];
    if (entries.length === 1 && /^(Ref|Fn::\w+)$/.test(name)) return this.call(name, argument);
    return Object.fromEntries(entries.map(([key, one]) => [key, this.item(one)]).filter(([, one]) => one !== NO_VALUE));
  }

  private call(name: string, argument: unknown): unknown {
    // A template can refer in circles, which CloudFormation refuses.
    if (this.depth > MAX_DEPTH) return this.unknown(name);
    this.depth++;
    try {
      if (name === 'Ref') return this.ref(String(argument));
      if (name === 'Fn::If') return this.branch(argument);
      return FUNCTIONS[name]?.(this, argument) ?? this.unknown(`${name} ${JSON.stringify(argument)}`.slice(0, 80));
    } finally {
      this.depth--;
    }
  }

  private branch(argument: unknown): unknown {
    const [condition, yes, no] = Array.isArray(argument) ? argument : [];
    if (typeof condition !== 'string' || !(condition in section(this.stack.template, 'Conditions'))) return this.unknown(`Fn::If ${condition}`);
    return this.item(this.world.holds(this.stack, condition) ? yes : no);
  }

  private pseudo(name: string): string | undefined {
    const { stack, world } = this;
    switch (name) {
      case 'AWS::AccountId':
        return world.accountOf(stack);
      case 'AWS::Region':
        return world.regionOf(stack);
      case 'AWS::Partition':
        return stack.partition;
      case 'AWS::URLSuffix':
        return urlSuffixOf(stack);
      case 'AWS::StackName':
        return stack.name;
      default:
        return name.startsWith('AWS::') ? free(`${stack.id}.${name}`) : undefined;
    }
  }
}
