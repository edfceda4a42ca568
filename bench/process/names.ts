import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { detectorWith } from '../../lib/detection/detector-with';
import { readRule } from '../../lib/detection/read-rule';
import type { Rule } from '../../lib/detection/rule';

/** The rules of a folder. */
export function rulesIn(folder: string): Rule[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return files.flatMap((file) => readRule(parse(readFileSync(join(folder, file), 'utf8')), { file }).rule ?? []);
}

/** The names of events that rules are about, for those who do not know rules. The user root is asked for besides. */
export function namesOf(folder: string): string[] {
  const sieve = detectorWith(rulesIn(folder)).sieve ?? [];
  const others = sieve.filter(({ path, values }) => path.join('.') !== 'eventName' && [...values].join() !== 'root');
  if (sieve.length === 0 || others.length > 0)
    throw new Error('the rules are about more than names of events and the root user: the peers have to learn it');
  return sieve.flatMap(({ path, values }) => (path[0] === 'eventName' ? [...values] : []));
}
