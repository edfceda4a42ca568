import { isJson } from '../../template/json';
import type { TemplateResource } from '../../template/resource';
import { listOf, textOf, Unknown } from '../../template/unknown';
import type { World } from '../../template/world';
import type { Names } from './names';
import { beginningOf } from './names';
import { words } from './need';
import type { NeedsTable, TypeNeeds } from './type-needs';

/** A resource in one of the ways to deploy it, and how its ARNs are written as patterns. */
export class Scene {
  constructor(
    public readonly world: World,
    public readonly resource: TemplateResource,
    private readonly names: Names,
    private readonly table: NeedsTable,
  ) {}

  /** The ARNs of the resource itself. */
  public own({ name, arn = '', arnWith = {} }: TypeNeeds): string[] {
    const { resource } = this;
    const [, other] = Object.entries(arnWith).find(([property]) => resource.rawProperties[property] !== undefined) ?? [];
    const written = name === undefined ? undefined : textOf(resource.property(name));
    const made = resource.type === 'AWS::S3::Bucket' ? beginningOf(resource.stack).toLowerCase() : beginningOf(resource.stack);
    return words(other ?? arn).map((pattern) => this.arn(pattern, written === undefined ? `${made}*` : this.names.pattern(written)));
  }

  /** The ARNs of the resources of a type that a property names: by name, by ARN, or by the URL of a queue. */
  public named(type: string, value: unknown): string[] {
    const patterns = words(this.table[type]?.arn ?? '');
    return this.texts(value).flatMap((text) => {
      const role = type === 'AWS::IAM::Role' ? this.roleNamed(text) : text;
      if (/^arn:/.test(role)) return patterns.map((pattern) => `${this.names.pattern(role)}${pattern.endsWith(':*') ? ':*' : ''}`);
      return patterns.map((pattern) => this.arn(pattern, this.names.pattern(role.replace(/^https:.*\//, '')), '/'));
    });
  }

  /** The texts that a property has; `*` where its value is not known before the deployment. */
  public texts(value: unknown): string[] {
    const found = listOf(value);
    if (found === undefined) return ['*'];
    return found.map((one) => textOf(one) ?? '*');
  }

  /** The values at a path, through lists. */
  public at(path: string): unknown[] {
    const [property = '', ...parts] = path.split('.');
    const step = (values: readonly unknown[], part: string) =>
      values.flatMap((value) => (value instanceof Unknown ? [value] : [value].flat().flatMap((one) => (isJson(one) ? [one[part]] : []))));
    return parts.reduce<unknown[]>(step, [this.resource.property(property)]).filter((value) => value !== undefined);
  }

  public pattern(text: string): string {
    return this.names.pattern(text);
  }

  /** An ARN behind its partition, made whole. */
  public arn(pattern: string, name = '*', path = textOf(this.resource.property('Path')) ?? '/'): string {
    const { stack, region, account } = this.resource;
    const values: Readonly<Record<string, string>> = { REGION: region, ACCOUNT: account, PATH: this.names.pattern(path), NAME: name };
    return `arn:${stack.partition}:${pattern.replace(/REGION|ACCOUNT|PATH|NAME/g, (word) => values[word] ?? word)}`;
  }

  /** Names of roles say nothing of their paths. */
  private roleNamed(name: string): string {
    return this.world.candidates('AWS::IAM::Role').find((role) => role.name === name)?.arn ?? name;
  }
}
