import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { UnreadableAssemblyError } from './unreadable-assembly-error';

/** The SHA-256 of a file, in hexadecimal digits. */
export function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** The content of a file of JSON. */
export function readJson(file: string): unknown {
  if (!existsSync(file)) throw new UnreadableAssemblyError(`${file} does not exist, though the assembly names it; synthesize the app again`);
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const yaml = /^\s*(AWSTemplateFormatVersion|Resources|Description|---)/m.test(text) ? '; YAML is not read, convert it to JSON' : '';
    throw new UnreadableAssemblyError(`${file} is not JSON: ${(error as Error).message}${yaml}`);
  }
}
