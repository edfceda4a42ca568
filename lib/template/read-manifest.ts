import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly, TemplateStack } from './assembly';
import { rawResources } from './assembly';
import { readConstructPaths } from './construct-paths';
import { isJson, type Json, section } from './json';
import { digestOf, readJson } from './read-json';
import { partitionOfTemplate, pathsIn, type ReadAssemblyOptions } from './template-file';
import { UnreadableAssemblyError } from './unreadable-assembly-error';

/**
 * Reads a cloud assembly with the assemblies of its stages and its nested stacks.
 *
 * @param below the folders from the whole assembly to this one, for that of a stage
 */
export function readManifest(directory: string, options: ReadAssemblyOptions, below = ''): Assembly {
  const manifest = readJson(join(directory, 'manifest.json'));
  if (!isJson(manifest) || !isJson(manifest.artifacts))
    throw new UnreadableAssemblyError(`${join(directory, 'manifest.json')} is not the manifest of a cloud assembly`);
  const stacks = Object.entries(section(manifest, 'artifacts')).flatMap(([id, artifact]) => {
    if (!isJson(artifact)) return [];
    const properties = section(artifact, 'properties');
    if (artifact.type === 'cdk:cloud-assembly') {
      const name = String(properties.directoryName);
      return readManifest(join(directory, name), options, `${below}${name}/`).stacks;
    }
    return artifact.type === 'aws:cloudformation:stack' ? readStack({ directory, below }, id, artifact, options) : [];
  });
  return { stacks, skipped: [], ...(typeof manifest.version === 'string' && { version: manifest.version }) };
}

interface Folder {
  readonly directory: string;
  readonly below: string;
}

function readStack({ directory, below }: Folder, id: string, artifact: Json, options: ReadAssemblyOptions): TemplateStack[] {
  const properties = section(artifact, 'properties');
  const templateFile = String(properties.templateFile);
  const [account, region] = environmentOf(artifact);
  // They are in a file of their own, with all else that the CDK tells about constructs: most stacks are never asked for them.
  let paths: ReturnType<typeof readConstructPaths> | undefined;
  const pathsOf = (file: string) => {
    paths ??= readConstructPaths(directory, artifact);
    return paths.get(file) ?? [];
  };
  const assets = assetFiles(directory, id);

  const load = (file: string, identity: Pick<TemplateStack, 'id' | 'name' | 'parent'>, place: ReadAssemblyOptions): TemplateStack[] => {
    const template = readJson(join(directory, file));
    if (!isJson(template)) throw new UnreadableAssemblyError(`${join(directory, file)} is not a template`);
    let known: ReadonlyMap<string, string> | undefined;
    const stack: TemplateStack = {
      ...identity,
      file: join(directory, file),
      ...(place.account !== undefined && { account: place.account }),
      ...(place.region !== undefined && { region: place.region }),
      partition: partitionOfTemplate(template, place.region),
      template,
      location: `${below}${file}`,
      get sha256() {
        return digestOf(join(directory, file));
      },
      get paths() {
        known ??= new Map([...pathsIn(template), ...pathsOf(file)]);
        return known;
      },
    };
    const nested = nestedIn(stack, assets).filter(([name]) => existsSync(join(directory, name)));
    return [stack, ...nested.flatMap(([name, child]) => load(name, child, place))];
  };
  return load(
    templateFile,
    { id: String(artifact.displayName ?? id), name: String(properties.stackName ?? id) },
    { account: account ?? options.account, region: region ?? options.region },
  );
}

function environmentOf({ environment }: Json): [account: string | undefined, region: string | undefined] {
  const [, account, region] = /^aws:\/\/([^/]*)\/(.*)$/.exec(String(environment)) ?? [];
  return [account === 'unknown-account' ? undefined : account, region === 'unknown-region' ? undefined : region];
}

/** The nested stacks of a template whose templates are in the assembly. */
function nestedIn(stack: TemplateStack, assets: ReadonlyMap<string, string>): [file: string, child: Pick<TemplateStack, 'id' | 'name' | 'parent'>][] {
  return rawResources(stack).flatMap(([logicalId, resource]): [string, Pick<TemplateStack, 'id' | 'name' | 'parent'>][] => {
    if (resource.Type !== 'AWS::CloudFormation::Stack') return [];
    const written = section(resource, 'Metadata')['aws:asset:path'];
    const url = JSON.stringify(section(resource, 'Properties').TemplateURL ?? '');
    const file = typeof written === 'string' ? written : assets.get(/([0-9a-f]{64})\.json/.exec(url)?.[1] ?? '');
    return file === undefined ? [] : [[file, { id: `${stack.id}/${logicalId}`, name: `${stack.name}-${logicalId}`, parent: { stack, logicalId } }]];
  });
}

/** The files of the assembly by the hash that they are uploaded under. */
function assetFiles(directory: string, id: string): Map<string, string> {
  const file = join(directory, `${id}.assets.json`);
  const manifest = existsSync(file) ? readJson(file) : {};
  return new Map(
    Object.entries(isJson(manifest) ? section(manifest, 'files') : {}).flatMap(([hash, asset]): [string, string][] => {
      const path = isJson(asset) ? section(asset, 'source').path : undefined;
      return typeof path === 'string' && path.endsWith('.json') ? [[hash, path]] : [];
    }),
  );
}
