import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Assembly } from '../../../lib/template/assembly';
import { readAssembly } from '../../../lib/template/read-assembly';
import type { ReadAssemblyOptions } from '../../../lib/template/template-file';
import { UnreadableAssemblyError } from '../../../lib/template/unreadable-assembly-error';
import { CannotRun } from '../shared/terminal';
import { assemblyOfDescription, isDescription } from './live';

/** What there is before the migration. */
export interface Older {
  readonly assembly: Assembly;
  /** Whether it was described by CloudTrail, and belongs to no stack. */
  readonly outside: boolean;
}

/** Reads templates, or what `aws cloudtrail describe-trails` answered. */
export function readOlder(path: string, options: ReadAssemblyOptions): Older {
  const json = existsSync(path) && statSync(path).isFile() ? parsed(path) : undefined;
  if (isDescription(json)) return { assembly: assemblyOfDescription(json, path), outside: true };
  return { assembly: readNewer(path, options), outside: false };
}

/** Reads templates. */
export function readNewer(path: string, options: ReadAssemblyOptions): Assembly {
  try {
    return readAssembly(path, options);
  } catch (error) {
    throw error instanceof UnreadableAssemblyError ? new CannotRun(error.message) : error;
  }
}

/** What cannot be parsed is left to the reader of templates, which says why. */
function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
