import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Assembly, TemplateStack } from './assembly';
import { isJson, type Json } from './json';
import { digestOf, readJson } from './read-json';
import { readManifest } from './read-manifest';
import { nameOfTemplate, type ReadAssemblyOptions, stackOfTemplate } from './template-file';
import { UnreadableAssemblyError } from './unreadable-assembly-error';

const NO_TEMPLATE = 'it has no Resources';

/**
 * Reads what was synthesized or written: a cloud assembly (`cdk.out`), one template, or a folder of templates.
 *
 * Fails with an `UnreadableAssemblyError`.
 */
export function readAssembly(path: string, options: ReadAssemblyOptions = {}): Assembly {
  if (!existsSync(path)) throw new UnreadableAssemblyError(`${path} does not exist; synthesize the app first, or give a template`);
  if (!statSync(path).isDirectory()) return { stacks: [stackOf(path, readTemplate(path), options)], skipped: [] };
  if (existsSync(join(path, 'manifest.json'))) return readManifest(path, options);
  return readFolder(path, options);
}

/**
 * Reads several of them as one assembly, such as the template files of stacks that refer to each other.
 *
 * Fails with an `UnreadableAssemblyError`, also if two stacks cannot be told apart.
 */
export function readAssemblies(paths: readonly string[], options: ReadAssemblyOptions = {}): Assembly {
  const read = paths.map((path) => readAssembly(path, options));
  const [only] = read;
  if (only && read.length === 1) return only;
  const stacks = read.flatMap((one) => one.stacks);
  const twice = stacks.find((stack, index) => stacks.findIndex(({ id }) => id === stack.id) !== index);
  if (twice) throw new UnreadableAssemblyError(`two of the templates are called ${twice.id}; give them other names, or check them one by one`);
  return { stacks, skipped: read.flatMap(({ skipped }) => skipped) };
}

/** The files of an assembly that could be templates and were not read: nothing is known of what they declare. */
export function unreadIn({ skipped }: Assembly): readonly string[] {
  return skipped.filter((file) => !file.endsWith(NO_TEMPLATE));
}

function readFolder(path: string, options: ReadAssemblyOptions): Assembly {
  const files = readdirSync(path).filter((name) => /\.(json|template|ya?ml)$/i.test(name));
  const stacks: TemplateStack[] = [];
  const skipped: string[] = [];
  for (const file of files.sort().map((name) => join(path, name))) {
    const json = isYaml(file) ? undefined : readJson(file);
    if (isTemplate(json)) stacks.push(stackOf(file, json, options));
    else skipped.push(`${basename(file)}: ${isYaml(file) ? 'YAML is not read, convert it to JSON' : NO_TEMPLATE}`);
  }
  if (stacks.length === 0) {
    throw new UnreadableAssemblyError(`${path} has no manifest.json and no JSON template${skipped.length > 0 ? ` (${skipped.join('; ')})` : ''}`);
  }
  return { stacks, skipped };
}

function readTemplate(file: string): Json {
  if (isYaml(file))
    throw new UnreadableAssemblyError(`${file} is YAML, which is not read; convert it to JSON, or synthesize the app and give cdk.out`);
  const json = readJson(file);
  if (!isTemplate(json)) throw new UnreadableAssemblyError(`${file} is not a template: ${NO_TEMPLATE}`);
  return json;
}

function stackOf(file: string, template: Json, options: ReadAssemblyOptions): TemplateStack {
  return {
    ...stackOfTemplate(nameOfTemplate(basename(file)), file, template, options),
    get sha256() {
      return digestOf(file);
    },
  };
}

function isTemplate(json: unknown): json is Json {
  return isJson(json) && isJson(json.Resources);
}

function isYaml(file: string): boolean {
  return ['.yaml', '.yml'].includes(extname(file).toLowerCase());
}
