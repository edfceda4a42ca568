import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { detectorWith } from '../../lib/detection/detector-with';
import { readRule } from '../../lib/detection/read-rule';
import type { Rule } from '../../lib/detection/rule';

export type Json = Readonly<Record<string, unknown>>;

/** A record as it stands in the tests of a rule. */
export type Event = Json & { readonly eventSource?: string; readonly eventName?: string };

/** The events recorded beside a rule. */
export type Recorded = Readonly<Record<'positive' | 'negative', readonly { readonly name: string; readonly event: Event }[]>>;

/** A rule of this project: what its file says, and the events beside it. */
export interface OwnRule {
  readonly name: string;
  readonly document: Json & { readonly detection: Json };
  readonly recorded: Recorded;
}

const folder = resolve(__dirname, '../../rules/detection');

/** The rules of this project, in the order of their names. */
export const OWN_RULES: readonly OwnRule[] = readdirSync(folder)
  .flatMap((file) => /^(.*)\.yml$/.exec(file)?.[1] ?? [])
  .sort()
  .map((name) => ({
    name,
    document: parse(readFileSync(join(folder, `${name}.yml`), 'utf8')),
    recorded: JSON.parse(readFileSync(join(folder, `${name}.tests.json`), 'utf8')),
  }));

/** The rule ready for use; throws if it was refused, or if there is anything to say about it. */
export function ruleOf({ name, document }: OwnRule): Rule {
  const { rule, problems } = readRule(document, { file: `${name}.yml` });
  if (!rule || problems.length > 0) throw new Error(`refused: ${JSON.stringify(problems)}`);
  return rule;
}

/** The names of the events for which a rule with this document does not do what is recorded. */
export function failuresOf(document: Json, { positive, negative }: Recorded): string[] {
  const { rule } = readRule(document, { file: 'rule.yml' });
  const detector = detectorWith(rule ? [rule] : []);
  const matches = ({ event }: { event: Json }) => detector.match(event).length > 0;
  return [...positive.filter((test) => !matches(test)), ...negative.filter(matches)].map(({ name }) => name);
}
