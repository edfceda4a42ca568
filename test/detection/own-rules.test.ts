import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { detectorWith } from '../../lib/detection/detector-with';
import { type EventScope, eventsOf } from '../../lib/detection/events-of';
import { readLogFile } from '../../lib/log-format/log-file';
import { type Event, failuresOf, type Json, OWN_RULES, type OwnRule, ruleOf } from './own-rules';
import { fixture, fixtures } from './rules';

const each = OWN_RULES.map((own) => [own.name, own] as const);
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const TACTIC =
  /^attack\.(resource-development|initial-access|execution|persistence|privilege-escalation|defense-impairment|credential-access|lateral-movement|collection|exfiltration|impact)$/;

test.each(each)('%s is a rule without a fault, and does what is recorded', (_, own) => {
  expect(ruleOf(own).status).toBe('experimental');
  expect(failuresOf(own.document, own.recorded)).toEqual([]);
});

test.each(each)('%s is plain data, as the handler gets it', (_, own) => {
  const rule = ruleOf(own);
  expect(JSON.parse(JSON.stringify(rule))).toEqual(rule);
});

test.each(each)('%s says where it belongs, why it matters, what to do first, and what else it may be', (_, own) => {
  const { tags, title, description, falsePositives, references } = ruleOf(own);
  const [techniques, tactics, cis] = [/^attack\.t\d{4}(\.\d{3})?$/, TACTIC, /^cis\.aws\.v5\.0\.4\.([1-9]|1[0-6])$/];
  const shapes = [techniques, tactics, cis];

  expect(tags.filter((tag) => !shapes.some((shape) => shape.test(tag)))).toEqual([]);
  expect([techniques, tactics].map((shape) => tags.some((tag) => shape.test(tag)))).toEqual([true, true]);
  expect(title).toMatch(/^\S.{10,80}[^.]$/);
  expect(description).toMatch(/^\S[\s\S]{20,}\. First, [\s\S]{20,}\.$/);
  expect(falsePositives.length).toBeGreaterThan(0);
  expect(references.filter((url) => !url.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
});

test('each has an id of its own that stays, and a level', () => {
  const rules = OWN_RULES.map((own) => ({ name: own.name, ...ruleOf(own) }));

  expect(rules.filter(({ id }) => !UUID.test(id)).map(({ name }) => name)).toEqual([]);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(Object.fromEntries(rules.map(({ name, id, level }) => [name, `${level} ${id}`]))).toMatchSnapshot();
});

test('they name their events, but for the root user, who may do anything', () => {
  const anyEvent = OWN_RULES.filter((own) => eventsOf(ruleOf(own)).some(({ eventName }) => !eventName));
  expect(anyEvent.map(({ name }) => name)).toEqual(['root-use']);
});

test.each(each)('%s has an event for every name it is about, one that must not match but nearly does, and one more', (_, { recorded, ...own }) => {
  const { positive, negative } = recorded;
  const has = (field: keyof EventScope, value: string) => positive.some(({ event }) => event[field] === value);
  const wanted = eventsOf(ruleOf({ recorded, ...own })).flatMap(({ eventName = [], eventSource = [] }) => [...eventName, ...eventSource]);
  const near = negative.filter(({ event }) => has('eventName', `${event.eventName}`) || has('eventSource', `${event.eventSource}`));

  expect(wanted.filter((name) => !has('eventName', name) && !has('eventSource', name))).toEqual([]);
  expect([negative.length >= 2, near.length >= 1]).toEqual([true, true]);
  expect(new Set([...positive, ...negative].map(({ name }) => name)).size).toBe(positive.length + negative.length);
});

test('refused attempts count where somebody looks for a way, and else only what happened does', () => {
  const refused = ({ event }: { event: Json }) => ({ name: '', event: { ...event, errorCode: 'AccessDenied' } });
  const counts = ({ document, recorded: { positive } }: OwnRule) =>
    failuresOf(document, { positive: [], negative: positive.map(refused) }).length > 0;

  expect(OWN_RULES.filter(counts).map(({ name }) => name)).toEqual([
    ...['console-login-failed', 'console-login-without-mfa', 'instance-passwords-asked', 'log-files-deleted', 'organization-left', 'root-use'],
    ...['secrets-read-in-bulk', 'trail-tampering'],
  ]);
});

/** The rule with one thing left out: a field of a selection, a value of a list, or a whole selection. */
function* mutations({ detection, ...rest }: OwnRule['document']): Generator<[what: string, mutant: Json]> {
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

test.each(each)('nothing can be left out of %s without a recorded event that shows it', (_, { document, recorded }) => {
  const unnoticed = [...mutations(document)].filter(([, mutant]) => failuresOf(mutant, recorded).length === 0);
  expect(unnoticed.map(([what]) => what)).toEqual([]);
});

const delivered = (folder: string) =>
  readdirSync(join(fixtures, 'logs/AWSLogs', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json.gz') && !/Digest|Insight/.test(name))
    .flatMap((name) => readLogFile(readFileSync(join(fixtures, 'logs/AWSLogs', folder, name)), name).map(({ record }) => record));
const collected = (name: string) =>
  Object.values(fixture<Record<string, { Records: unknown[] }>>(`detection/${name}.json.gz`)).flatMap(({ Records }) => Records);

test('events that are copied from others say so, and the others do not', () => {
  const [exercise, attacker, panther] = [delivered('218007301253'), collected('traildiscover'), collected('panther-rules')];
  const known = [...exercise, ...attacker, ...panther] as Event[];
  const isKnown = (event: Event) => known.some((one) => one.eventID === event.eventID && isDeepStrictEqual(one, event));
  const events = OWN_RULES.flatMap(({ recorded: { positive, negative } }) => [...positive, ...negative]);
  const copied = events.filter(({ name }) => /, (in an exercise|as recorded|as a rule of Panther was tested with)$/.test(name));

  expect(copied.filter(({ event }) => !isKnown(event)).map(({ name }) => name)).toEqual([]);
  expect(events.filter((one) => isKnown(one.event) && !copied.includes(one))).toEqual([]);
});

test.each<[what: string, records: () => unknown[]]>([
  ['an account in which attacks were exercised', () => delivered('218007301253')],
  [
    'the other accounts of the fixtures',
    () => ['111111111111', '111122223333', '123456789012', '888888888888', '999999999999', 'o-abcd'].flatMap(delivered),
  ],
  ['one record of each version, and excerpts of a public data set', () => collected('umccr-parquet-lambda')],
  ['calls of an attacker without permissions', () => collected('traildiscover')],
  ['events that rules of Panther are tested with', () => collected('panther-rules')],
])('in %s they find what was looked at and found right, and nothing else', (_, records) => {
  const detector = detectorWith(OWN_RULES.map(ruleOf));
  const names = new Map(OWN_RULES.map((own) => [ruleOf(own).id, own.name]));
  const hits: Record<string, number> = {};
  const all = records();
  for (const record of all) for (const { id } of detector.match(record)) hits[`${names.get(id)}`] = (hits[`${names.get(id)}`] ?? 0) + 1;
  expect({ records: all.length, hits }).toMatchSnapshot();
});
