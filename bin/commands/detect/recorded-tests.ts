import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { detectorWith } from '../../../lib/detection/detector-with';
import type { Rule } from '../../../lib/detection/rule';
import { isObject } from '../../../lib/detection/values';
import { CannotRun } from '../shared/terminal';
import type { LoadedRule } from './load-rules';

/** One recorded event, and whether the rule did what the record says. */
export interface TestResult {
  readonly rule: string;
  readonly title: string;
  readonly test: string;
  readonly expected: 'match' | 'no match';
  readonly passed: boolean;
}

/** What the recorded tests of rules say. */
export interface TestResults {
  readonly results: readonly TestResult[];
  /** Rules without tests. */
  readonly untested: readonly string[];
}

const SHAPE = '{ "positive": [{ "name": "…", "event": { … } }], "negative": [ … ] }';
const testsOf = (ruleFile: string) => ruleFile.replace(/\.ya?ml$/, '.tests.json');

/** Runs the tests beside the files of rules: `x.tests.json` for `x.yml`. Positive events have to match, negative ones must not. */
export function runTests(rules: readonly LoadedRule[], places: readonly string[]): TestResults {
  const strays = places.flatMap(testFiles).filter((file) => !['.yml', '.yaml'].some((end) => existsSync(file.replace(/\.tests\.json$/, end))));
  if (strays.length > 0) throw new CannotRun(`${strays[0]} has tests, but there is no rule of that name beside it; rename or remove it`);

  const tested = rules.filter(({ file }) => file !== testsOf(file) && existsSync(testsOf(file)));
  const several = tested.find(({ file }, index) => tested.findIndex((other) => other.file === file) < index);
  if (several) throw new CannotRun(`${several.file} has several rules, and tests are for one; put each into a file of its own`);
  return {
    results: tested.flatMap(({ rule, file }) => resultsOf(rule, testsOf(file))),
    untested: rules.filter((rule) => !tested.includes(rule)).map(({ rule }) => rule.title),
  };
}

function testFiles(place: string): string[] {
  if (!statSync(place).isDirectory()) return [];
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tests.json'));
  return names.sort().map((name) => join(place, name));
}

function resultsOf(rule: Rule, file: string): TestResult[] {
  const tests = parse(file);
  const unknown = isObject(tests) ? Object.keys(tests).find((key) => key !== 'positive' && key !== 'negative') : '';
  if (!isObject(tests) || unknown !== undefined) throw new CannotRun(`${file} ${unknown ? `has '${unknown}'` : 'is no map'}; write ${SHAPE}`);
  const detector = detectorWith([rule]);
  const { positive = [], negative = [] } = tests;
  const results = [
    ...eventsIn(positive, file).map(([test, event]) => ({ test, expected: 'match' as const, passed: detector.match(event).length > 0 })),
    ...eventsIn(negative, file).map(([test, event]) => ({ test, expected: 'no match' as const, passed: detector.match(event).length === 0 })),
  ];
  if (results.length === 0) throw new CannotRun(`${file} has no test; write ${SHAPE}`);
  return results.map((result) => ({ rule: rule.id, title: rule.title, ...result }));
}

function eventsIn(list: unknown, file: string): [name: string, event: unknown][] {
  if (!Array.isArray(list)) throw new CannotRun(`${file}: positive and negative are lists; write ${SHAPE}`);
  return list.map((test) => {
    const { name, event, ...others } = isObject(test) ? test : {};
    if (typeof name === 'string' && isObject(event) && Object.keys(others).length === 0) return [name, event];
    throw new CannotRun(`${file}: a test has a name and an event, and nothing else; write ${SHAPE}`);
  });
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotRun(`tests in ${file} cannot be read (${(error as Error).message}); write ${SHAPE}`);
  }
}
