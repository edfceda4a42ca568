import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { Detector } from '../../lib/detection/detector';
import { eventsOf } from '../../lib/detection/events-of';
import { readRule } from '../../lib/detection/read-rule';

type Json = Readonly<Record<string, unknown>>;
type Tests = Record<'positive' | 'negative', { name: string; event: Json }[]>;

const folder = resolve(__dirname, '../../rules/detection');
const names = readdirSync(folder).flatMap((file) => /^(.*)\.yml$/.exec(file)?.[1] ?? []);
const documentOf = (name: string) => parse(readFileSync(join(folder, `${name}.yml`), 'utf8')) as Json & { detection: Json };
const testsOf = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.tests.json`), 'utf8')) as Tests;

function failuresOf(document: Json, { positive, negative }: Tests): string[] {
  const { rule } = readRule(document, { file: 'rule.yml' });
  const detector = new Detector(rule ? [rule] : []);
  const matches = ({ event }: { event: Json }) => detector.match(event).length > 0;
  return [...positive.filter((test) => !matches(test)), ...negative.filter(matches)].map(({ name }) => name);
}

test.each(names)('%s is a rule without a fault, and does what is recorded', (name) => {
  const document = documentOf(name);
  const { rule, problems } = readRule(document, { file: name });
  const { positive, negative } = testsOf(name);

  expect(problems).toEqual([]);
  expect(rule?.tags.filter((tag) => /^attack\.t\d{4}(\.\d{3})?$/.test(tag)).length).toBeGreaterThan(0);
  expect([positive.length, negative.length].every((length) => length > 0)).toBe(true);
  expect(failuresOf(document, { positive, negative })).toEqual([]);
});

test('each has an id of its own, and names its events, but for the root user, who may do anything', () => {
  const rules = names.map((name) => readRule(documentOf(name), { file: name }).rule);
  const anyEvent = rules.filter((rule) => rule && eventsOf(rule).some(({ eventName }) => !eventName));

  expect(new Set(rules.map((rule) => rule?.id)).size).toBe(names.length);
  expect(anyEvent.map((rule) => rule?.title)).toEqual(['The root user did something']);
});

/** The rule with one thing left out: a field of a selection, a value of a list, or a whole selection. */
function* mutations({ detection, ...rest }: Json & { detection: Json }): Generator<[what: string, mutant: Json]> {
  const { condition, ...selections } = detection;
  for (const [name, selection] of Object.entries(selections)) {
    yield [name, { ...rest, detection: { ...detection, [name]: { 'no.such': 'field' } } }];
    for (const [field, value] of Object.entries(selection as Json)) {
      const { [field]: _, ...others } = selection as Json;
      // Without names a rule is about other calls, which hardly ever have the same parameters.
      const matters = field !== 'eventSource' && field !== 'eventName' && Object.keys(others).length > 0;
      if (matters) yield [`${name} ${field}`, { ...rest, detection: { ...detection, [name]: others } }];
      for (const item of Array.isArray(value) ? value : []) {
        const fewer = (value as unknown[]).filter((other) => other !== item);
        yield [`${name} ${field} ${item}`, { ...rest, detection: { ...detection, [name]: { ...others, [field]: fewer } } }];
      }
    }
  }
}

test.each(names)('nothing can be left out of %s without a recorded event that shows it', (name) => {
  const unnoticed = [...mutations(documentOf(name))].filter(([, mutant]) => failuresOf(mutant, testsOf(name)).length === 0);
  expect(unnoticed.map(([what]) => what)).toEqual([]);
});
