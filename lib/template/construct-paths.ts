import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJson, type Json } from './json';
import { readJson } from './read-json';

/** The paths of the constructs of a stack and its nested stacks, by template file and logical id. The CDK writes them beside the template. */
export function readConstructPaths(directory: string, artifact: Json): Map<string, Map<string, string>> {
  const metadata = metadataOf(directory, artifact);
  const files = new Map(metadata.flatMap(([path, type, data]): [string, string][] => (type === 'aws:cdk:templateFile' ? [[path, data]] : [])));
  const found = new Map<string, Map<string, string>>();
  for (const [path, type, data] of metadata) {
    if (type !== 'aws:cdk:logicalId') continue;
    const file = templateOf(path, files) ?? String((artifact.properties as Json | undefined)?.templateFile);
    const paths = found.get(file) ?? new Map<string, string>();
    found.set(file, paths.set(data, path.replace(/^\//, '')));
  }
  return found;
}

function templateOf(path: string, files: ReadonlyMap<string, string>): string | undefined {
  for (let parent = path; parent.length > 1; parent = parent.slice(0, parent.lastIndexOf('/'))) {
    const file = files.get(parent);
    if (file !== undefined) return file;
  }
  return undefined;
}

function metadataOf(directory: string, artifact: Json): [path: string, type: string, data: string][] {
  const beside = typeof artifact.additionalMetadataFile === 'string' ? join(directory, artifact.additionalMetadataFile) : undefined;
  const read = beside !== undefined && existsSync(beside) ? readJson(beside) : undefined;
  return [artifact.metadata, read]
    .filter(isJson)
    .flatMap((metadata) =>
      Object.entries(metadata).flatMap(([path, entries]) =>
        (Array.isArray(entries) ? entries : []).flatMap((entry): [string, string, string][] =>
          isJson(entry) && typeof entry.data === 'string' ? [[path, String(entry.type), entry.data]] : [],
        ),
      ),
    );
}
