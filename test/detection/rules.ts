import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { detectorWith } from '../../lib/detection/detector-with';
import { type ReadRule, readRule } from '../../lib/detection/read-rule';
import type { Rule } from '../../lib/detection/rule';

export const fixtures = resolve(__dirname, '../fixtures');

type Json = Readonly<Record<string, unknown>>;

/** A rule document with this detection. */
export const document = (detection: unknown, others: Json = {}): Json => ({
  title: 'A rule',
  id: 'rule-1',
  level: 'high',
  logsource: { product: 'aws', service: 'cloudtrail' },
  detection,
  ...others,
});

/** Reads a rule with this detection. */
export const read = (detection: unknown, others: Json = {}): ReadRule => readRule(document(detection, others), { file: 'rule.yml' });

/** A rule that has to be accepted, without a word. */
export function rule(detection: unknown, others: Json = {}): Rule {
  const { rule, problems } = read(detection, others);
  if (!rule || problems.length > 0) throw new Error(`refused: ${JSON.stringify(problems)}`);
  return rule;
}

/** Whether a rule of one selection matches a record. */
export const matches = (selection: unknown, record: unknown) => detectorWith([rule({ selection, condition: 'selection' })]).match(record).length > 0;

/** The JSON of a fixture, gunzipped. */
export function fixture<T>(name: string): T {
  const bytes = readFileSync(join(fixtures, name));
  return JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as T;
}
