import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { isJson, type Json, section } from '../../template/json';
import { readJson } from '../../template/read-json';
import type { SourceLine } from './locations';

/** A line of a stack trace, as in `new Audit (/app/lib/audit.ts:7:5)`. */
const FRAME = /^(?:.*\()?(?:file:\/\/)?(.+?):(\d+):(\d+)\)?$/;

/**
 * The lines that made constructs, by their paths. The CDK writes stack traces into an assembly unless they are switched off. Only files below the
 * working directory count: others are not of this repository.
 */
export function sourceLines(paths: readonly string[]): ReadonlyMap<string, SourceLine> {
  return new Map(paths.flatMap((path) => linesBelow(path)));
}

function linesBelow(directory: string): [path: string, line: SourceLine][] {
  if (!existsSync(join(directory, 'manifest.json'))) return [];
  const manifest = readJson(join(directory, 'manifest.json'));
  return Object.values(isJson(manifest) ? section(manifest, 'artifacts') : {})
    .filter(isJson)
    .flatMap((artifact) => {
      if (artifact.type === 'cdk:cloud-assembly') return linesBelow(join(directory, String(section(artifact, 'properties').directoryName)));
      return [section(artifact, 'metadata'), beside(directory, artifact)].flatMap((metadata) => Object.entries(metadata).flatMap(lineOf));
    });
}

function beside(directory: string, { additionalMetadataFile: name }: Json): Json {
  const file = typeof name === 'string' ? join(directory, name) : undefined;
  const read = file !== undefined && existsSync(file) ? readJson(file) : {};
  return isJson(read) ? read : {};
}

function lineOf([path, entries]: [string, unknown]): [path: string, line: SourceLine][] {
  const traces = (Array.isArray(entries) ? entries : []).filter((entry) => isJson(entry) && entry.type === 'aws:cdk:creationStack');
  const frames = traces.flatMap(({ data }) => (Array.isArray(data) ? data.map(String) : []));
  const own = frames.flatMap(frameOf).at(0);
  return own ? [[path.replace(/^\//, ''), own]] : [];
}

function frameOf(frame: string): SourceLine[] {
  const [, file, line, column] = FRAME.exec(frame) ?? [];
  if (file === undefined || !isAbsolute(file) || !existsSync(file)) return [];
  const path = relative(process.cwd(), file);
  if (isAbsolute(path) || path.split(sep).some((part) => part === '..' || part === 'node_modules')) return [];
  return [{ path: path.split(sep).join('/'), line: Number(line), column: Number(column) }];
}
