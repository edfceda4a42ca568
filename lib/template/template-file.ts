import { partitionOf } from '../log-format/partition';
import type { TemplateStack } from './assembly';
import { isJson, type Json } from './json';

/** Where templates are deployed that do not say it themselves. */
export interface ReadAssemblyOptions {
  readonly account?: string;
  readonly region?: string;
}

/** The paths of constructs that a template itself tells. */
export function pathsIn(template: Json): Map<string, string> {
  const resources = isJson(template.Resources) ? template.Resources : {};
  return new Map(
    Object.entries(resources).flatMap(([logicalId, resource]): [string, string][] => {
      const metadata = isJson(resource) && isJson(resource.Metadata) ? resource.Metadata : {};
      const path = metadata['aws:cdk:path'];
      return typeof path === 'string' ? [[logicalId, path]] : [];
    }),
  );
}

/** The partition that a template is for. Where the Region is not known, its ARNs tell, and else it is the commercial one. */
export function partitionOfTemplate(template: Json, region: string | undefined): string {
  if (region !== undefined) return partitionOf(region);
  const named = new Set([...JSON.stringify(template).matchAll(/\barn:(aws(?:-[a-z-]+)?):/g)].map(([, partition]) => partition));
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : 'aws';
}

/** What a stack is called whose template has this name. */
export function nameOfTemplate(name: string): string {
  return name.replace(/(\.template)?\.(json|template)$/i, '');
}

/** A stack of which nothing but its template is known. */
export function stackOfTemplate(name: string, file: string, template: Json, { account, region }: ReadAssemblyOptions): TemplateStack {
  return {
    id: name,
    name,
    file,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    partition: partitionOfTemplate(template, region),
    template,
    paths: pathsIn(template),
  };
}
