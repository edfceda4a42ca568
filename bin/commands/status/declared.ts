import type { TemplateStack } from '../../../lib/template/assembly';
import type { Json } from '../../../lib/template/json';
import type { TemplateResource } from '../../../lib/template/resource';
import type { Survey } from '../../../lib/template/survey';
import { Unknown } from '../../../lib/template/unknown';
import type { World } from '../../../lib/template/world';
import { resourcesToLookAt } from './related';

/** A resource of the templates, with the values that its deployment gives it. */
export interface DeclaredResource {
  readonly stack: TemplateStack;
  readonly logicalId: string;
  readonly type: string;
  /** The path of its construct. */
  readonly path: string;
  readonly name: string;
  readonly arn: string;
  /** What `Ref` gives. */
  readonly ref: string;
  readonly account: string;
  readonly region: string;
  /** Without intrinsic functions; what is not known is an `Unknown`, or a part of a text that stands for it. */
  readonly properties: Json;
  /** Whether it is there in some of the ways to deploy the templates only. */
  readonly conditional: boolean;
}

/** The trails of an assembly and what they rely on, each once. What differs between the ways to deploy it is unknown. */
export function declaredResources(survey: Survey): DeclaredResource[] {
  const { results } = survey.inEveryWorld((world) => resourcesIn(world));
  const forms = new Map<string, DeclaredResource[]>();
  for (const { value } of results) {
    for (const one of value) {
      const key = `${one.stack.id} ${one.logicalId}`;
      forms.set(key, [...(forms.get(key) ?? []), one]);
    }
  }
  return [...forms.values()].map((all) => agreed(all, all.length < results.length));
}

function resourcesIn(world: World): DeclaredResource[] {
  return resourcesToLookAt(world).map((resource: TemplateResource) => {
    const { stack, logicalId, type, path, name, arn, ref, account, region, properties } = resource;
    return { stack, logicalId, type, path, name, arn, ref, account, region, properties, conditional: false };
  });
}

function agreed(forms: readonly DeclaredResource[], conditional: boolean): DeclaredResource {
  const [first] = forms as [DeclaredResource];
  const names = [...new Set(forms.flatMap(({ properties }) => Object.keys(properties)))];
  const properties = names.map((name) => {
    const values = new Set(forms.map((form) => JSON.stringify(form.properties[name])));
    return [name, values.size === 1 ? first.properties[name] : new Unknown(`a condition of the template of ${first.stack.id}`)];
  });
  return { ...first, properties: Object.fromEntries(properties), conditional };
}
