import type { RuleProblems } from './problem';
import { LEVELS, type Level, type Rule, STATUSES, type Status } from './rule';
import { isObject } from './values';

type Document = Readonly<Record<string, unknown>>;

/** What makes a document something else than a rule about single events. */
const OTHER_KINDS: Readonly<Record<string, string>> = {
  correlation: 'a correlation relates events, and records are looked at one by one',
  filter: 'a filter changes other rules',
  action: 'a document with an action is put together with others',
};

/** Whether the document is a rule for CloudTrail at all. */
export function checkKeys(document: Document, problems: RuleProblems): boolean {
  for (const [key, message] of Object.entries(OTHER_KINDS)) {
    if (key in document) problems.add('documentKind', [key], { message: `${message}: not supported`, value: key, fix: 'write each rule in full' });
  }
  const { logsource, taxonomy } = document;
  if (taxonomy !== undefined && taxonomy !== 'sigma') {
    problems.add('taxonomy', ['taxonomy'], {
      message: 'fields may have other names than in records',
      value: taxonomy,
      fix: 'use the names of CloudTrail',
    });
  }
  if (!isObject(logsource)) {
    problems.add('missing', ['logsource'], {
      message: 'the logsource is missing, or no map',
      value: logsource,
      fix: 'say product: aws and service: cloudtrail',
    });
  }
  if (problems.refused || !isObject(logsource)) return false;
  const { product, service, category } = logsource;
  if (product === 'aws' && service === 'cloudtrail' && category === undefined) return true;
  problems.add('otherLogSource', ['logsource'], {
    severity: 'warning',
    message: 'the rule is not for CloudTrail',
    value: logsource,
    fix: 'say product: aws and service: cloudtrail where it is',
  });
  return false;
}

/** All of a rule but its detection. */
export function readDetails(document: Document, problems: RuleProblems): Omit<Rule, 'when'> | undefined {
  const id = required(document, 'id', 'add an id that stays, such as a UUID', problems);
  const title = required(document, 'title', 'add a title', problems);
  const level = oneOf<Level>(document, 'level', LEVELS, problems);
  const status = document.status === undefined ? undefined : oneOf<Status>(document, 'status', STATUSES, problems);
  if (id === undefined || title === undefined || level === undefined) return undefined;
  const { description, author } = document;
  return {
    ...{ id, title, level },
    ...(status && { status }),
    ...(typeof description === 'string' && { description: description.trim() }),
    ...(typeof author === 'string' && { author }),
    tags: texts(document, 'tags', problems),
    falsePositives: texts(document, 'falsepositives', problems),
    references: texts(document, 'references', problems),
  };
}

function required(document: Document, key: string, fix: string, problems: RuleProblems): string | undefined {
  const value = document[key];
  if (typeof value === 'string' && value.trim() !== '') return value;
  return problems.add('missing', [key], { message: `the ${key} is missing, or no text`, value, fix });
}

function oneOf<T extends string>(document: Document, key: string, values: readonly T[], problems: RuleProblems): T | undefined {
  const found = values.find((value) => value === document[key]);
  return (
    found ?? problems.add('missing', [key], { message: `the ${key} is missing or unknown`, value: document[key], fix: `use ${values.join(', ')}` })
  );
}

function texts(document: Document, key: string, problems: RuleProblems): readonly string[] {
  const value = document[key] ?? [];
  const list = Array.isArray(value) ? value : [value];
  if (list.every((item) => typeof item === 'string')) return list;
  problems.add('textList', [key], { message: `${key} is no list of texts`, value, fix: 'write a list of texts' });
  return [];
}
